import type { App } from '../../../protocol/app';
import type { Cost } from '../../../protocol/cost';
import type { Environment } from '../../../protocol/environment';
import type { Repository } from '../../../protocol/repository';
import type { Resources } from '../../../protocol/resources';
import type { Snapshot } from '../../../protocol/snapshot';
import type { Space } from '../../../protocol/space';
import { appFacts, placeName, statusInk } from './app-facts';
import { lookLine } from './awake-text';
import { duration } from './duration';
import { answerLine } from './idle-line';
import { inked } from './ink';
import { levelName } from './levels';
import type { Clock } from './moment';
import { money } from './money';
import { noticeLines, saidIn, sectionLines } from './notices';
import { sameApp, sameName } from '../../../protocol/app-identity';
import { plainText } from '../../../protocol/plain-text';
import { stopStory } from '../../../protocol/stop-story';
import { resourceLines } from './resource-lines';
import { sentence } from './sentence';
import { type Cell, type Sheet, table } from './table';
import { wrapped } from './wrapped';
import { jobTitle } from '../../../protocol/job-title';

/** All that the panel shows, as lines. */
export function statusText(snapshot: Snapshot, clock: Clock, sheet: Sheet, resources?: Resources): string[] {
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
    ...sectionLines(idle, sheet, (value) =>
      wrapped(sentence(plainText(answerLine(stopStory(value, awake, clock.now), clock))), sheet, '    '),
    ),
    ...(keepAwake ? lookLine(keepAwake, clock).flatMap((line) => wrapped(line, sheet, '    ')) : []),
    ...(keepAwake ? noticeLines(keepAwake.notices, sheet) : []),
    ...sectionLines(thisApp, sheet, (value) => appFacts(value, clock, sheet)),
    ...(resources ? resourceLines(resources, sheet) : []),
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

/** What is going on, and what has just failed and was not tried again. */
function jobLines({ jobs }: Snapshot, head: (text: string) => string): string[] {
  const lines = jobs.flatMap((job, index) => {
    const { kind, outcome, progress, subject } = job;
    if (jobs.slice(index + 1).some((later) => later.kind === kind && later.subject === subject)) return [];
    if (outcome.kind === 'done' || outcome.kind === 'cancelled') return [];
    const state = outcome.kind === 'running' ? saidIn(progress.label) : `failed. ${saidIn(outcome.notice.message)}`;
    return [`  ${saidIn(jobTitle(job))}: ${state}`];
  });
  return lines.length > 0 ? ['', head('Actions'), ...lines] : [];
}

function appTable(apps: App[], spaces: Space[], cost: Cost | undefined, { now }: Clock, sheet: Sheet): string[] {
  const rows = apps.map((app): Cell[] => {
    const its = cost?.apps.find(({ key }) => sameApp(key, app.key));
    return [
      app.current ? { text: `* ${placeName(app.key)}`, ink: 'bold' } : `  ${placeName(app.key)}`,
      app.key.appType,
      { text: stateText(app, now), ink: statusInk[app.status] },
      app.instanceType ?? '',
      app.billed && cost ? (its?.perHour === undefined ? '?' : money(its.perHour, cost.currency)) : '',
      cost && its?.sinceStart !== undefined ? money(its.sinceStart, cost.currency) : '',
    ];
  });
  const empty = spaces.filter(({ spaceName }) => !apps.some(({ key }) => sameName(placeName(key), spaceName)));
  rows.push(
    ...empty.map((space): Cell[] => [`  ${space.spaceName}`, space.appType ?? '', { text: 'Stopped', ink: 'dim' }]),
  );
  if (rows.length === 0) return ['  Nothing of yours is running.'];
  return table(
    [
      { head: '  Space', cut: 'end' },
      { head: 'App' },
      { head: 'Running' },
      { head: 'Instance', cut: 'end' },
      { head: 'Price/h', align: 'right' },
      { head: 'So far', align: 'right' },
    ],
    rows,
    sheet,
  );
}

/** How long it has been running, or the state that it is in instead. */
const stateText = ({ since, status }: App, now: number) =>
  status === 'InService' && since !== undefined ? duration(now - Date.parse(since)) : stateWord[status];

/** As the panel calls them. */
const stateWord: Record<App['status'], string> = {
  InService: 'Running',
  Pending: 'Starting',
  Deleting: 'Stopping',
  Deleted: 'Stopped',
  Failed: 'Failed',
};

/** `$2.31 an hour now, up to $14.20 today. …`: a sum counts what is known, and says what it leaves out. */
function costLine({ currency, idle, source, storage, sum }: Cost): string {
  const said = (amount: number) => money(amount, currency);
  const left = `Not included: ${sum.unpriced} ${sum.unpriced === 1 ? 'app whose price is' : 'apps whose prices are'} unknown.`;
  const from = source.kind === 'none' ? saidIn(source.from) : `${saidIn(source.from)}, ${source.date}`;
  return [
    sum.perHour === 0 && sum.unpriced > 0
      ? 'Costs are unknown.'
      : `${said(sum.perHour)} an hour now, up to ${said(sum.today)} today (UTC).`,
    ...(sum.unpriced > 0 && sum.perHour > 0 ? [left] : []),
    ...(idle ? [`This app since its last activity: ${said(idle.soFar)}.`] : []),
    ...(storage?.perMonth === undefined
      ? []
      : [`Storage: ${storage.gigabytes} GB, ${said(storage.perMonth)} a month.`]),
    `Prices: ${from}.`,
  ].join(' ');
}

/** Environments with their Python, kernel and surroundings. */
export function environmentTable(environments: Environment[], sheet: Sheet): string[] {
  if (environments.length === 0) return ['  No conda environment was found.'];
  const rows = environments.map(({ gone, ipykernel, kernels, name, persistent, prefix, pythonVersion }): Cell[] => [
    name,
    pythonVersion ?? 'none',
    kernelCell(kernels, gone ? 'gone' : ipykernel ? 'not registered' : pythonVersion ? 'no ipykernel' : 'none'),
    persistent ? 'yes' : { text: 'no', ink: 'yellow' },
    prefix,
  ]);
  return table(
    [
      { head: 'Name', cut: 'end' },
      { head: 'Python' },
      { head: 'Kernel', cut: 'end' },
      { head: 'Saved' },
      { head: 'Folder', cut: 'end' },
    ],
    rows,
    sheet,
  );
}

/** All kernels of an environment; that there are none is said only where it is known. */
function kernelCell(kernels: Environment['kernels'], none: string): Cell {
  if (!kernels) return { text: 'unknown', ink: 'yellow' };
  if (kernels.length === 0) return { text: none, ink: 'dim' };
  const names = kernels.map(({ displayName, missing }) =>
    missing === undefined ? displayName : `${displayName} (can’t start)`,
  );
  return names.join(', ');
}

function repositoryTable(repositories: Repository[], sheet: Sheet): string[] {
  if (repositories.length === 0) return ['  No repositories.'];
  const rows = repositories.map(({ clonedAt, name, suggestedBy, url }): Cell[] => [
    name,
    clonedAt === undefined ? { text: 'not cloned', ink: 'dim' } : clonedAt || '.',
    suggestedBy ? levelName[suggestedBy] : '',
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
