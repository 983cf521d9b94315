import type { AskBranches, Branches } from '../../protocol/repository-action';
import { gitAddress } from '../../studio/git-address';
import { accessTo, destinationOf, instead } from '../git/access';
import { git } from '../git/git';
import { gitTrouble } from '../git/trouble';
import { NoticeError } from '../notices';
import { cloneable, type RepositoryParts } from './listed-repository';
import { say } from '../../protocol/message';

const patience = 20_000;

/** The branches of a repository, asked of its server now. Rejects in the reader's words where it refuses. */
export async function askBranches(
  parts: Omit<RepositoryParts, 'jobs' | 'rootDir' | 'claimed' | 'changed'>,
  { url, credentials }: AskBranches,
): Promise<Branches> {
  const repository = await cloneable(parts, url);
  const destination = await destinationOf(parts, repository.url);
  const { host } = gitAddress(repository.url);
  const access = await accessTo(parts, destination, credentials);
  const words = ['ls-remote', '--symref', '--', repository.url, 'HEAD', 'refs/heads/*'];
  const ran = await git(parts, words, { timeout: patience, kept: mostText, ...access });
  if (ran.timedOut)
    throw new NoticeError({ code: 'unreachable', message: say('host-silent', { host, seconds: patience / 1000 }) });
  if (ran.code !== 0) {
    const told = credentials ? 'credentials' : 'nothing';
    const typed = repository.suggestedBy === undefined;
    const about = { verb: 'ls-remote', host, told, typed, instead: instead(repository.url, destination) } as const;
    throw new NoticeError(gitTrouble(ran.stderr, about));
  }
  return branchesIn(ran.stdout);
}

/** Characters; some ten thousand branches. */
const mostText = 1024 * 1024;

/** What `git ls-remote --symref` prints: `ref: refs/heads/main<tab>HEAD`, then `<object><tab>refs/heads/…`. */
function branchesIn(text: string): Branches {
  const standard = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1];
  const named = [...text.matchAll(/^[0-9a-f]+\trefs\/heads\/(.+)$/gm)].map(([, name = '']) => name);
  const branches = named.sort((a, b) => Number(b === standard) - Number(a === standard) || a.localeCompare(b));
  return { branches, ...(standard !== undefined && { default: standard }) };
}
