import type { Code } from '../protocol/messages/texts';
import type { Notice } from '../protocol/notice';
import type { WorkingTree } from '../protocol/repository';
import { shellWord } from './shell-word';
import { say, type Message } from '../protocol/message';

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
  if (tree.kind === 'unknown') return told(say('state-unreadable', { name, why: tree.reason }), tree.remedy);
  const { branch, commit, conflicts, operation, upstream } = tree;
  if (operation)
    return told(underWay(name, operation, conflicts), say('in-a-terminal', { way: say(waysOn[operation]) }));
  if (branch === undefined)
    return told(
      say('no-branch-checked-out', { name }),
      say('switch-branch', { branch: shellWord(standard ?? 'BRANCH') }),
    );
  if (conflicts > 0) return told(say('merge-conflicts', { name, count: conflicts }), say('solve-and-commit'));
  if (upstream === undefined) {
    const same = `${remote}/${branch}`;
    const follow = known?.includes(same) ? same : `${remote}/${standard ?? 'BRANCH'}`;
    return told(say('no-upstream', { branch }), say('set-upstream', { branch: shellWord(follow) }));
  }
  if (!upstream.name.startsWith(`${remote}/`))
    return told(say('follows-other', { branch, remote, upstream: upstream.name }), say('pull-in-terminal'));
  if (!upstream.difference) return notThere(name, commit, upstream.name, from);
  const { ahead, behind } = upstream.difference;
  if (ahead === 0 || behind === 0) return undefined;
  return told(say('diverged', { branch, upstream: upstream.name, count: ahead, behind }), say('join-in-terminal'));
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
      say('branch-not-on-server', { branch: upstream.slice(remote.length + 1) }),
      say('switch-to-other', { branch: shellWord(branch ?? 'BRANCH') }),
    );
  }
  if (known?.length === 0) return told(say('no-commit-yet', { name }), say('push-yours'));
  return told(
    say('branch-gone', { branch: upstream }),
    say('switch-to-another', { branch: shellWord(standard ?? 'BRANCH') }),
  );
}

type Operation = NonNullable<Extract<WorkingTree, { kind: 'known' }>['operation']>;

const waysOn = {
  rebase: 'way-rebase',
  merge: 'way-merge',
  'cherry-pick': 'way-cherry-pick',
  revert: 'way-revert',
  apply: 'way-apply',
  bisect: 'way-bisect',
} as const satisfies Record<Operation, Code>;

/** As git calls them, and so for the reader too; what `apply` is in git's own folder is `git am`. */
function underWay(name: string, operation: Operation, conflicts: number): Message {
  const called = operation === 'apply' ? 'git am' : operation;
  return conflicts > 0
    ? say('operation-conflicts', { name, operation: called, count: conflicts })
    : say('operation-waits', { name, operation: called });
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

const told = (message: Message, remedy?: Message): Notice => ({ code: 'failed', message, ...(remedy && { remedy }) });
