import type { KeepAwake, KeepAwakePolicy, Work } from '../../../protocol/keep-awake';
import { duration } from './duration';
import { ago, clockTime, type Clock } from './moment';
import { plainText } from '../../../protocol/plain-text';

/** What holds the app: `kept awake until 19:00, as asked at 17:00 (…): training`; nothing where nothing does. */
export function holdLine({ asked, holding, work }: KeepAwake, clock: Clock): string | undefined {
  if (holding === 'asked' && asked) {
    const reason = asked.reason === undefined ? '' : `: ${plainText(asked.reason)}`;
    return `kept awake until ${clockTime(asked.until, clock)}, as asked at ${ago(asked.at, clock)}${reason}`;
  }
  if (holding === 'work') return `kept awake by work: ${work.map((one) => workText(one, clock)).join(', ')}`;
  return undefined;
}

export const workText = ({ kind, name, since }: Work, clock: Clock) =>
  `${kind === 'kernel' ? 'kernel of ' : kind === 'gpu' ? '' : `${kind} `}${plainText(name)} since ${clockTime(since, clock)}`;

/** What is allowed, in a sentence. */
export function policyLine({ askedHours, setBy, workHours }: KeepAwakePolicy): string {
  const hours = (count: number) => duration(count * 3_600_000);
  const by = setBy === 'administrator' ? 'set by your administrator' : 'by default';
  const work = workHours > 0 ? `work keeps it awake for up to ${hours(workHours)}` : 'work does not keep it awake';
  const asked = askedHours > 0 ? `you can ask for up to ${hours(askedHours)}` : 'asking for it is off';
  return `${work}; ${asked} (${by})`;
}
