import type { ThisApp } from '../../../protocol/app';
import type { Idle, StatedLimits } from '../../../protocol/idle';
import type { KeepAwake } from '../../../protocol/keep-awake';
import type { Section } from '../../../protocol/notice';
import { awakeLines, lookLine } from './awake-text';
import { diagnosis } from './diagnosis';
import { duration } from './duration';
import { answerLine, sourceName } from './idle-line';
import { inked } from './ink';
import { levelName } from './levels';
import { ago, type Clock } from './moment';
import { noticeLines, sectionLines } from './notices';
import { plainText } from '../../../protocol/plain-text';
import { newestFirst, stopStory, type StopStory } from '../../../protocol/stop-story';
import { sentence } from './sentence';
import { type Cell, type Sheet, table } from './table';
import { wrapped } from './wrapped';

export interface Why {
  thisApp: Section<ThisApp>;
  idle: Section<Idle>;
  keepAwake?: Section<KeepAwake> | undefined;
}

/** Why this app stops, or does not: the answer, what it rests on, who set the limits, what keeps it awake. */
export function whyText({ idle, keepAwake, thisApp }: Why, clock: Clock, sheet: Sheet): string[] {
  if (idle.state === 'missing') return noticeLines(idle.notices, sheet);
  const { value } = idle;
  const awake = keepAwake?.state === 'ready' ? keepAwake.value : undefined;
  const story = stopStory(value, awake, clock.now);
  const head = (text: string) => inked(text, 'bold', sheet);
  const answers = [
    ...(story.kind === 'unknown' ? [] : [`This app ${story.kind === 'kept' ? 'is ' : ''}${answerLine(story, clock)}`]),
    diagnosis(story, clock) ?? [],
  ].flat();
  return [
    ...answers.flatMap((text) => wrapped(sentence(plainText(text)), sheet, '  ')),
    ...noticeLines(idle.notices, sheet),
    '',
    head('Activity'),
    ...activityTable(value, story, clock, sheet),
    ...(thisApp.state === 'ready' && thisApp.value.appType === 'CodeEditor' ? wrapped(editorNote, sheet, '    ') : []),
    '',
    head('Limits'),
    ...limitTable(value, sheet),
    ...(keepAwake
      ? [
          '',
          head('Keep awake'),
          ...lookLine(keepAwake, clock).flatMap((line) => wrapped(line, sheet, '    ')),
          ...sectionLines(keepAwake, sheet, (known) =>
            awakeLines(known, clock).flatMap((line) => wrapped(line, sheet, '    ')),
          ),
        ]
      : []),
  ];
}

/** Source of aws/code-editor, its idle extension. */
const editorNote =
  'In Code Editor, Studio looks only at this file. The editor writes it when you edit, navigate or use its terminal. Running kernels and programs are unknown here.';

function activityTable({ activity }: Idle, story: StopStory, clock: Clock, sheet: Sheet): string[] {
  const sources = newestFirst(activity);
  const deciding = 'deciding' in story ? story.deciding : undefined;
  if (sources.length === 0) return ['  None: no kernel, no terminal, no last-active file.'];
  const rows = sources.map((source): Cell[] => [
    source === deciding ? { text: sourceName(source), ink: 'bold' } : sourceName(source),
    source.lastActivity === undefined ? 'never' : ago(source.lastActivity, clock),
    source.busy
      ? { text: source === deciding ? 'in effect; running' : 'running, ignored by Studio', ink: 'yellow' }
      : source === deciding
        ? { text: 'in effect', ink: 'bold' }
        : '',
  ]);
  return table([{ head: 'What', cut: 'end' }, { head: 'Last activity' }, { head: 'Note' }], rows, sheet);
}

function limitTable({ limits = [], verdict }: Idle, sheet: Sheet): string[] {
  const minutes = (count: number | undefined) => (count === undefined ? '–' : duration(count * 60_000));
  const rows = limits.map(({ level, lifecycleManagement, idleMinutes, ...range }: StatedLimits): Cell[] => [
    levelName[level],
    lifecycleManagement === undefined ? '–' : lifecycleManagement === 'ENABLED' ? 'on' : 'off',
    minutes(idleMinutes),
    range.minMinutes === undefined && range.maxMinutes === undefined
      ? '–'
      : `${minutes(range.minMinutes)} to ${minutes(range.maxMinutes)}`,
  ]);
  const columns = [{ head: 'Limit from' }, { head: 'Idle shutdown' }, { head: 'Stops after' }, { head: 'Allowed' }];
  return [...(rows.length > 0 ? table(columns, rows, sheet) : []), `  ${limitLine(verdict)}`];
}

/** The limit in force, and who set it. */
function limitLine(verdict: Idle['verdict']): string {
  if (verdict.kind === 'unknown') return 'Which one is in effect is unknown.';
  const { settings } = verdict;
  const by = levelName[settings.decidedBy];
  if (settings.lifecycleManagement === 'DISABLED') return `In effect: idle shutdown is off for ${by}.`;
  return `In effect: ${duration(settings.timeoutMinutes * 60_000)} without activity, set for ${by}.`;
}
