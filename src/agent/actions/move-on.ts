import type { Notice } from '../../protocol/notice';
import { inTheWay, whyNotMoved } from '../../studio/fast-forward';
import { gitInClone } from '../git/clone-configuration';
import { git, type GitParts } from '../git/git';
import { statusOf } from '../git/status';
import { gitTrouble } from '../git/trouble';
import { NoticeError } from '../notices';
import { both, say, type Message } from '../../protocol/message';

const patience = 10 * 60_000;
const soon = 10_000;

/** A clone that is asked about: where it is, what it is called, and which of its remotes the suggested one is. */
export interface UpdatedClone {
  folder: string;
  name: string;
  remote: string;
}

/** Moves the branch of a clone on to what its server was found to have, where that takes nothing of the user's away. */
export async function moveOn(parts: GitParts, clone: UpdatedClone): Promise<Message> {
  const { folder, name, remote } = clone;
  const tree = await statusOf(parts, folder);
  const branches = await serverBranches(parts, clone);
  const why = whyNotMoved(tree, name, { remote, ...branches });
  if (why) throw new NoticeError(why);
  if (tree.kind === 'unknown') return say('up-to-date', { name });
  const { commit, emptySubmodules, upstream } = tree;
  if (commit === undefined && !branches.known.includes(upstream?.name ?? '')) return say('server-empty', { name });
  const behind = upstream?.difference?.behind ?? 0;
  if (commit !== undefined && behind === 0) return say('up-to-date', { name });
  const words = ['merge', '--ff-only', '--no-autostash', '--no-progress', '--no-stat', '@{upstream}'];
  const ran = await gitInClone(parts, { folder, remote, uses: ['files', 'server'] }, words, { timeout: patience });
  if (ran.timedOut)
    throw new NoticeError({
      code: 'failed',
      message: say('git-too-long', { verb: 'merge', minutes: patience / 60_000 }),
    });
  if (ran.code !== 0) throw new NoticeError(blocked(ran.stderr, clone));
  const submodules = emptySubmodules === undefined ? undefined : say('submodules-left');
  const moved =
    commit === undefined ? say('branch-taken-over', { name }) : say('commits-pulled', { name, count: behind });
  return both(moved, submodules);
}

/** The branches of the remote that are known here, e.g. `origin/main`, and which of them is the server's default. */
async function serverBranches(
  parts: GitParts,
  { folder, remote }: UpdatedClone,
): Promise<{ known: string[]; standard?: string }> {
  const format = '--format=%(refname)%00%(symref)';
  const start = `refs/remotes/${remote}/`;
  const options = { folder, timeout: soon, kept: 4 * 1024 * 1024, offline: true } as const;
  const ran = await git(parts, ['for-each-ref', format, start], options);
  const lines = ran.stdout.split('\n').map((line) => line.split('\0'));
  const leads = lines.find(([ref]) => ref === `${start}HEAD`)?.[1];
  const known = lines.flatMap(([ref = '']) => (ref.startsWith(start) ? ref.slice('refs/remotes/'.length) : []));
  return {
    known: known.filter((ref) => ref !== `${remote}/HEAD`),
    ...(leads?.startsWith(start) && { standard: leads.slice(start.length) }),
  };
}

function blocked(stderr: string, { folder, name }: UpdatedClone): Notice {
  const files = inTheWay(stderr);
  if (files.length === 0) return gitTrouble(stderr, { verb: 'merge', folder });
  const named = files.length > 5 ? say('and-more', { names: files.slice(0, 5), more: files.length - 5 }) : files;
  return {
    code: 'failed',
    message: say('changes-in-the-way', { name, files: named }),
    remedy: say('commit-or-stash'),
  };
}
