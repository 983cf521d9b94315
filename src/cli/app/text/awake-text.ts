import type { KeepAwake } from '../../../protocol/keep-awake';
import type { Section } from '../../../protocol/notice';
import { holdOf } from '../../../protocol/stop-story';
import { inked } from './ink';
import { holdLine, policyLine, workText } from './keep-awake-lines';
import { ago, clockTime, type Clock } from './moment';
import { saidIn } from './notices';
import { sentence } from './sentence';
import { type Sheet, table } from './table';
import { wrapped } from './wrapped';

/** What keeps the app awake and what may, and, if asked for, what happened. */
export function awakeText(awake: KeepAwake, log: 'with-log' | 'without-log', clock: Clock, sheet: Sheet): string[] {
  const lines = awakeLines(awake, clock);
  return [
    ...lines.flatMap((line) => wrapped(line, sheet, '  ')),
    ...(log === 'with-log' && awake.events.length > 0
      ? ['', inked('History', 'bold', sheet), ...eventTable(awake, clock, sheet)]
      : []),
  ];
}

/** The same in sentences, without the log. */
export function awakeLines(awake: KeepAwake, clock: Clock): string[] {
  const hold = holdOf(awake, clock.now);
  const silent = hold?.by === 'work' ? [] : awake.work.map((work) => `Running: ${workText(work, clock)}.`);
  return [
    hold ? sentence(holdLine(hold, clock)) : 'Nothing keeps this app awake.',
    ...silent,
    sentence(policyLine(awake.policy)),
  ];
}

/** When work was last looked for: what a look has not seen keeps nothing awake. Nothing where none succeeded. */
export const lookLine = (keepAwake: Section<KeepAwake>, clock: Clock): string[] =>
  keepAwake.state === 'ready' ? [`Last checked for running work at ${ago(keepAwake.learntAt, clock)}.`] : [];

const eventTable = ({ events }: KeepAwake, clock: Clock, sheet: Sheet) =>
  table(
    [{ head: 'When' }, { head: 'What', cut: 'end' }],
    events.map(({ at, message }) => [clockTime(at, clock), saidIn(message)]),
    sheet,
  );
