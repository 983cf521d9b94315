import type { KeepAwakePolicy, Work } from '../../../protocol/keep-awake';
import type { Hold } from '../../../protocol/stop-story';
import { duration } from './duration';
import { ago, clockTime, type Clock } from './moment';
import { plainText } from '../../../protocol/plain-text';

/** What holds the app: `kept awake until 19:00, as asked at 17:00 (…): training`. */
export function holdLine(hold: Hold, clock: Clock): string {
  if (hold.by === 'asked') {
    const reason = hold.reason === undefined ? '' : `: ${plainText(hold.reason)}`;
    return `kept awake until ${clockTime(hold.until, clock)}, as asked at ${ago(hold.at, clock)}${reason}`;
  }
  const work = hold.work.map((one) => workText(one, clock)).join(', ');
  return work === '' ? 'kept awake by work' : `kept awake by work: ${work}`;
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
