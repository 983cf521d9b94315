import { lstat, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import type { WorkingTree } from '../../protocol/repository';
import { workingTree } from '../../studio/working-tree';
import { errorCode } from '../error-code';
import { NoticeError } from '../notices';
import { cloneConfiguration, neutral, refusedFor } from './clone-configuration';
import { git, type GitParts } from './git';
import { operationIn } from './operation';
import { emptySubmodules } from './submodules';
import { gitTrouble } from './trouble';
import { say } from '../../protocol/message';

const patience = 20_000;
/** Characters; a line is some hundred. */
const mostText = 4 * 1024 * 1024;

/**
 * How a clone stands, read without a lock that could be in the way of somebody's commit, and without running what its
 * own configuration would have run. Nothing is asked of a server, and nothing is run in its submodules.
 */
export async function statusOf(parts: GitParts, folder: string): Promise<WorkingTree> {
  try {
    return await knownStatus(parts, folder);
  } catch (error) {
    if (!(error instanceof NoticeError)) throw error;
    return unknown(error.notice);
  }
}

async function knownStatus(parts: GitParts, folder: string): Promise<WorkingTree> {
  const configuration = await cloneConfiguration(parts, folder);
  const refused = refusedFor(configuration, { folder, uses: ['files'] });
  if (refused) return unknown(refused);
  // To see what was renamed git would read files, which a partial clone may lack.
  const partial = configuration.clone.some(([key]) => key === 'extensions.partialclone' || /\.promisor$/.test(key));
  const words = [
    '--no-optional-locks',
    'status',
    '--porcelain=v2',
    '--branch',
    '--ignore-submodules=dirty',
    ...(partial ? ['--no-renames'] : []),
  ];
  const options = { folder, timeout: patience, settings: neutral, offline: true } as const;
  const ran = await git(parts, words, { ...options, kept: mostText });
  if (ran.timedOut) return { kind: 'unknown', reason: say('status-too-long') };
  if (ran.code !== 0) return unknown(gitTrouble(ran.stderr, { verb: 'status', folder }));
  // The first lines are the branch's; without them there were too many others to keep.
  if (!ran.stdout.startsWith('# branch.')) return { kind: 'unknown', reason: say('too-many-changes') };
  const asked = await git(parts, ['rev-parse', '--absolute-git-dir'], options);
  if (asked.code !== 0) return unknown(gitTrouble(asked.stderr, { verb: 'rev-parse', folder }));
  const gitFolder = asked.stdout.replace(/\n$/, '');
  const [fetchedAt, operation, empty] = await Promise.all([
    fetched(gitFolder),
    operationIn(gitFolder),
    emptySubmodules(parts, folder),
  ]);
  return {
    ...workingTree(ran.stdout),
    ...(operation && { operation }),
    ...(empty > 0 && { emptySubmodules: empty }),
    ...(fetchedAt && { fetchedAt: fetchedAt.toISOString() }),
  };
}

const unknown = ({ message, remedy }: Notice): WorkingTree => ({
  kind: 'unknown',
  reason: message,
  ...(remedy && { remedy }),
});

/** When the server was last asked: `git fetch` writes `FETCH_HEAD`, and `git clone` the first line of HEAD's log. */
async function fetched(gitFolder: string): Promise<Date | undefined> {
  const absent = (error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  };
  const last = await stat(path.join(gitFolder, 'FETCH_HEAD')).catch(absent);
  // A fetch that failed may leave it empty.
  if (last && last.size > 0) return last.mtime;
  const log = path.join(gitFolder, 'logs', 'HEAD');
  const found = await lstat(log).catch(absent);
  // The log of years is not read for its first line, nor what is no file.
  if (!found?.isFile() || found.size > longestLog) return undefined;
  const seconds = /^[^\n]*> (\d+) [+-]\d+\tclone: from /.exec((await readFile(log, 'utf8').catch(absent)) ?? '')?.[1];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}

/** Bytes; a line is some 150. */
const longestLog = 8 * 1024 * 1024;
