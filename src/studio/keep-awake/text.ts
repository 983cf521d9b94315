import { say, type Message } from '../../protocol/message';
import type { Work } from '../../protocol/keep-awake';

/** "2 h", "1 h 30 min", "less than a minute". */
export function hoursSaid(hours: number): Message {
  const whole = Math.round(hours * 60);
  const minutes = whole % 60;
  const full = Math.floor(whole / 60);
  if (whole < 1) return say('less-than-a-minute');
  if (full === 0) return say('minutes', { minutes });
  return minutes === 0 ? say('hours', { hours: full }) : say('hours-and-minutes', { hours: full, minutes });
}

/** Work in the log's words. */
export const workName = ({ kind, name }: Pick<Work, 'kind' | 'name'>): Message | string =>
  kind === 'terminal' ? say('terminal-named', { name }) : name;
