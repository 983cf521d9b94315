import type { Notice } from '../protocol/notice';
import type { WorkingTree } from '../protocol/repository';

/** Why a branch cannot simply be moved on to what its server has; nothing where it can, or is there already. */
export function whyNotMoved(tree: WorkingTree, name: string): Notice | undefined {
  if (tree.kind === 'unknown') return told(`How ${name} stands cannot be read: ${tree.reason}.`);
  const { branch, conflicts, upstream } = tree;
  if (branch === undefined)
    return told(`${name} has no branch checked out.`, 'Check one out in a terminal: git switch main.');
  if (conflicts > 0)
    return told(`${name} has a merge under way: ${files(conflicts)} in conflict.`, 'Solve it, and commit, first.');
  if (upstream === undefined)
    return told(
      `The branch ${branch} follows none of the server.`,
      'Set one: git branch --set-upstream-to=origin/main.',
    );
  if (!upstream.name.startsWith('origin/'))
    return told(
      `The branch ${branch} follows ${upstream.name}, not the suggested repository.`,
      'Run git pull in a terminal.',
    );
  if (!upstream.difference)
    return told(`${upstream.name} is no more on the server.`, 'Check out another branch: git switch main.');
  const { ahead, behind } = upstream.difference;
  if (ahead === 0 || behind === 0) return undefined;
  return told(
    `${branch} has ${commits(ahead)} that ${upstream.name} has not, which in turn has ${behind} more: they have diverged.`,
    'Join them in a terminal: git pull --rebase, or git pull --no-rebase.',
  );
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
