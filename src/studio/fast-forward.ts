import type { Notice } from '../protocol/notice';
import type { WorkingTree } from '../protocol/repository';
import { shellWord } from './shell-word';

/** What is known of the remote that a clone is pulled from. */
export interface PulledFrom {
  /** The remote that is the suggested repository. */
  remote: string;
  /** Its branches that are here, e.g. `origin/main`. */
  known?: string[];
  /** The server's default branch, where that is known. */
  standard?: string;
}

/** Why a branch cannot simply be moved on to what its server has; nothing where it can, or is there already. */
export function whyNotMoved(
  tree: WorkingTree,
  name: string,
  from: PulledFrom = { remote: 'origin' },
): Notice | undefined {
  const { remote, known, standard } = from;
  if (tree.kind === 'unknown') return told(`How ${name} stands cannot be read: ${tree.reason}.`, tree.remedy);
  const { branch, commit, conflicts, operation, upstream } = tree;
  if (operation) return told(underWay(name, operation, conflicts), `In a terminal: ${waysOn[operation]}.`);
  if (branch === undefined)
    return told(
      `${name} has no branch checked out.`,
      `Check one out in a terminal: git switch ${shellWord(standard ?? 'BRANCH')}.`,
    );
  if (conflicts > 0)
    return told(`${name} has a merge under way: ${files(conflicts)} in conflict.`, 'Solve it, and commit, first.');
  if (upstream === undefined) {
    const same = `${remote}/${branch}`;
    const follow = known?.includes(same) ? same : `${remote}/${standard ?? 'BRANCH'}`;
    return told(
      `The branch ${branch} follows none of the server.`,
      `Set one: git branch --set-upstream-to=${shellWord(follow)}.`,
    );
  }
  if (!upstream.name.startsWith(`${remote}/`))
    return told(
      `The branch ${branch} follows ${upstream.name}, not the suggested repository.`,
      'Run git pull in a terminal.',
    );
  if (!upstream.difference) return notThere(name, commit, upstream.name, from);
  const { ahead, behind } = upstream.difference;
  if (ahead === 0 || behind === 0) return undefined;
  return told(
    `${branch} has ${commits(ahead)} that ${upstream.name} has not, which in turn has ${behind} more: they have diverged.`,
    'Join them in a terminal: git pull --rebase, or git pull --no-rebase.',
  );
}

/** Git counts no difference: the server has no such branch, or there is no commit here to count from. */
function notThere(
  name: string,
  commit: string | undefined,
  upstream: string,
  { known, remote, standard }: PulledFrom,
): Notice | undefined {
  if (commit === undefined) {
    // Nothing was ever there, or it can simply be taken over.
    if (!known || known.length === 0 || known.includes(upstream)) return undefined;
    const branch = standard ?? known[0]?.slice(remote.length + 1);
    return told(
      `The server has no branch ${upstream.slice(remote.length + 1)}.`,
      `It has another: git switch ${shellWord(branch ?? 'BRANCH')}.`,
    );
  }
  if (known?.length === 0)
    return told(`The server of ${name} has no commit yet: there is nothing to pull.`, 'Send yours: git push.');
  return told(
    `${upstream} is no more on the server.`,
    `Check out another branch: git switch ${shellWord(standard ?? 'BRANCH')}.`,
  );
}

type Operation = NonNullable<Extract<WorkingTree, { kind: 'known' }>['operation']>;

const waysOn: Record<Operation, string> = {
  rebase: 'git rebase --continue when it is solved, or git rebase --abort',
  merge: 'git commit when it is solved, or git merge --abort',
  'cherry-pick': 'git cherry-pick --continue when it is solved, or git cherry-pick --abort',
  revert: 'git revert --continue when it is solved, or git revert --abort',
  apply: 'git am --continue when it is solved, or git am --abort',
  bisect: 'git bisect reset ends it',
};

function underWay(name: string, operation: Operation, conflicts: number): string {
  const what: Record<Operation, string> = {
    rebase: 'a rebase',
    merge: 'a merge',
    'cherry-pick': 'a cherry-pick',
    revert: 'a revert',
    apply: 'git am',
    bisect: 'a bisect',
  };
  const waits = conflicts > 0 ? `${files(conflicts)} in conflict` : 'finish it first';
  return `${name} has ${what[operation]} under way: ${waits}.`;
}

/** The files that git names when it will not write over them (texts of `git merge` with LC_ALL=C). */
export function inTheWay(stderr: string): string[] {
  const found: string[] = [];
  let listed = false;
  for (const line of stderr.split('\n')) {
    if (/would be (overwritten|removed) by merge:$/.test(line)) listed = true;
    else if (listed && line.startsWith('\t')) found.push(line.slice(1));
    else listed = false;
  }
  return found;
}

const told = (message: string, remedy?: string): Notice => ({ code: 'failed', message, ...(remedy && { remedy }) });
const commits = (count: number) => (count === 1 ? '1 commit' : `${count} commits`);
const files = (count: number) => (count === 1 ? '1 file is' : `${count} files are`);
