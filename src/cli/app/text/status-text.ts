import type { App } from '../../../protocol/app';
import type { Cost } from '../../../protocol/cost';
import type { Environment } from '../../../protocol/environment';
import type { Repository } from '../../../protocol/repository';
import type { Snapshot } from '../../../protocol/snapshot';
import type { Space } from '../../../protocol/space';
import { appFacts, placeName, statusInk } from './app-facts';
import { duration } from './duration';
import { answerLine } from './idle-line';
import { inked } from './ink';
import { levelName } from './levels';
import type { Clock } from './moment';
import { usd } from './money';
import { noticeLines, sectionLines } from './notices';
import { plainText } from '../../../protocol/plain-text';
import { sentence } from './sentence';
import { type Cell, type Sheet, table } from './table';
import { wrapped } from './wrapped';

/** All that the panel shows, as lines. */
export function statusText(snapshot: Snapshot, clock: Clock, sheet: Sheet): string[] {
  const { apps, cost, environments, idle, keepAwake, repositories, spaces, thisApp } = snapshot;
  const head = (text: string) => inked(text, 'bold', sheet);
  const inStudio = !thisApp.notices.some(({ code }) => code === 'not-in-studio');
  const environmentLines = [
    '',
    head('Environments'),
    ...sectionLines(environments, sheet, (value) => environmentTable(value, sheet)),
  ];
  if (!inStudio) return [...noticeLines(thisApp.notices, sheet), ...environmentLines];
  const spaceList = spaces.state === 'ready' ? spaces.value : [];
  const awake = keepAwake?.state === 'ready' ? keepAwake.value : undefined;
  const costs = cost.state === 'ready' ? cost.value : undefined;
  return [
    head('This app'),
    ...sectionLines(idle, sheet, ({ verdict }) =>
      wrapped(sentence(plainText(answerLine(verdict, awake, clock))), sheet, '    '),
    ),
    ...(keepAwake ? noticeLines(keepAwake.notices, sheet) : []),
    ...sectionLines(thisApp, sheet, (value) => appFacts(value, clock, sheet)),
    '',
    head('My apps'),
    ...sectionLines(apps, sheet, (value) => appTable(value, spaceList, costs, clock, sheet)),
    ...(spaces.state === 'missing' ? noticeLines(spaces.notices, sheet) : []),
    ...sectionLines(cost, sheet, (value) => wrapped(plainText(costLine(value)), sheet, '    ')),
    ...environmentLines,
    '',
    head('Repositories'),
    ...sectionLines(repositories, sheet, (value) => repositoryTable(value, sheet)),
    ...jobLines(snapshot, head),
  ];
}

/** What is going on, and what has just failed. */
function jobLines({ jobs }: Snapshot, head: (text: string) => string): string[] {
  const lines = jobs.flatMap(({ kind, outcome, progress, subject }) => {
    if (outcome.kind === 'done' || outcome.kind === 'cancelled') return [];
    const state = outcome.kind === 'running' ? progress.label : `failed: ${outcome.notice.message}`;
    return [plainText(`  ${kind} ${subject}: ${state}`)];
  });
  return lines.length > 0 ? ['', head('Going on'), ...lines] : [];
}

function appTable(apps: App[], spaces: Space[], cost: Cost | undefined, { now }: Clock, sheet: Sheet): string[] {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const rows = apps.map((app): Cell[] => {
    const money = cost?.apps.find(
      ({ key }) => key.appType === app.key.appType && same(placeName(key), placeName(app.key)),
    );
    return [
      app.current ? { text: `* ${placeName(app.key)}`, ink: 'bold' } : `  ${placeName(app.key)}`,
      app.key.appType,
      { text: stateText(app, now), ink: statusInk[app.status] },
      app.instanceType ?? '',
      app.billed ? (money?.perHour === undefined ? '?' : usd(money.perHour)) : '',
      money?.sinceStart === undefined ? '' : usd(money.sinceStart),
    ];
  });
  const empty = spaces.filter(({ spaceName }) => !apps.some(({ key }) => same(placeName(key), spaceName)));
  rows.push(
    ...empty.map((space): Cell[] => [`  ${space.spaceName}`, space.appType ?? '', { text: 'no app', ink: 'dim' }]),
  );
  if (rows.length === 0) return ['  Nothing of yours is running.'];
  return table(
    [
      { head: '  Space', cut: 'end' },
      { head: 'App' },
      { head: 'Running' },
      { head: 'Instance', cut: 'end' },
      { head: 'Hour', align: 'right' },
      { head: 'So far', align: 'right' },
    ],
    rows,
    sheet,
  );
}

/** How long it has been running, or the state that it is in instead. */
const stateText = ({ since, status }: App, now: number) =>
  status === 'InService' && since !== undefined ? duration(now - Date.parse(since)) : status;

/** `$2.31 an hour now, $14.20 today; …`: a sum counts what is known, and says what it leaves out. */
function costLine({ idle, source, storage, sum }: Cost): string {
  const parts = [
    sum.perHour === 0 && sum.unpriced > 0
      ? 'What it costs is not known'
      : `${sum.unpriced > 0 ? 'At least ' : ''}${usd(sum.perHour)} an hour now, ${usd(sum.today)} today (UTC)`,
    ...(idle ? [`${usd(idle.soFar)} of it idle`] : []),
    ...(storage?.perMonth === undefined ? [] : [`${storage.gigabytes} GB of storage ${usd(storage.perMonth)} a month`]),
  ];
  return `${parts.join(', ')}. Prices: ${source.from}, ${source.date}.`;
}

/** Environments with their Python, kernel and place. */
export function environmentTable(environments: Environment[], sheet: Sheet): string[] {
  if (environments.length === 0) return ['  No conda environment was found.'];
  const rows = environments.map(({ ipykernel, kernel, name, persistent, prefix, pythonVersion }): Cell[] => [
    name,
    pythonVersion ?? 'none',
    kernel?.displayName ?? { text: ipykernel ? 'not registered' : 'no ipykernel', ink: 'dim' },
    persistent ? 'yes' : { text: 'no', ink: 'yellow' },
    prefix,
  ]);
  return table(
    [
      { head: 'Name', cut: 'end' },
      { head: 'Python' },
      { head: 'Kernel', cut: 'end' },
      { head: 'Kept' },
      { head: 'Folder', cut: 'end' },
    ],
    rows,
    sheet,
  );
}

function repositoryTable(repositories: Repository[], sheet: Sheet): string[] {
  if (repositories.length === 0) return ['  Your team suggests no repositories yet.'];
  const rows = repositories.map(({ clonedAt, name, suggestedBy, url }): Cell[] => [
    name,
    clonedAt === undefined ? { text: 'not cloned', ink: 'dim' } : clonedAt || '.',
    levelName[suggestedBy],
    url,
  ]);
  return table(
    [
      { head: 'Name', cut: 'end' },
      { head: 'Folder', cut: 'end' },
      { head: 'Suggested for' },
      { head: 'Address', cut: 'end' },
    ],
    rows,
    sheet,
  );
}
