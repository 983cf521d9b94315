import type { KeepAwakePolicy, Work } from '../../../protocol/keep-awake';
import type { Hold } from '../../../protocol/stop-story';
import { duration } from './duration';
import { ago, clockTime, type Clock } from './moment';
import { plainText } from '../../../protocol/plain-text';

/** What holds the app: `awake until 19:00, asked at 17:00 (…): training`. */
export function holdLine(hold: Hold, clock: Clock): string {
  if (hold.by === 'asked') {
    const reason = hold.reason === undefined ? '' : `: ${plainText(hold.reason)}`;
    return `awake until ${clockTime(hold.until, clock)}, asked at ${ago(hold.at, clock)}${reason}`;
  }
  const work = hold.work.map((one) => workText(one, clock)).join(', ');
  return work === '' ? 'awake while work is running' : `awake while work is running: ${work}`;
}

export const workText = ({ kind, name, since }: Work, clock: Clock) =>
  `${kind === 'kernel' || kind === 'gpu' ? '' : `${kind} `}${plainText(name)} since ${clockTime(since, clock)}`;

/** What is allowed, in a sentence. */
export function policyLine({ askedHours, setBy, workHours }: KeepAwakePolicy): string {
  const hours = (count: number) => duration(count * 3_600_000);
  const by = setBy === 'administrator' ? 'set by your administrator' : 'default';
  const work =
    workHours > 0
      ? `running work keeps this app awake automatically, up to ${hours(workHours)}`
      : 'running work does not keep this app awake';
  const asked = askedHours > 0 ? `you can ask for up to ${hours(askedHours)}` : 'you can’t ask for more time';
  return `${work}; ${asked} (${by})`;
}
