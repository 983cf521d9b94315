import type { WorkingTree } from '../protocol/repository';

/** What `git status --porcelain=v2 --branch` prints, counted (git-status(1), "Porcelain Format Version 2"). */
export function workingTree(text: string): Extract<WorkingTree, { kind: 'known' }> {
  const lines = text.split('\n');
  const header = (name: string) => {
    const start = `# branch.${name} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length);
  };
  const count = (...kinds: string[]) =>
    lines.filter((line) => kinds.some((kind) => line.startsWith(`${kind} `))).length;
  const branch = header('head');
  const commit = header('oid');
  const upstream = header('upstream');
  const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(header('ab') ?? '') ?? [];
  const difference = ahead === undefined ? undefined : { ahead: Number(ahead), behind: Number(behind) };
  return {
    kind: 'known',
    ...(branch !== undefined && branch !== '(detached)' && { branch }),
    ...(commit !== undefined && commit !== '(initial)' && { commit: commit.slice(0, 7) }),
    ...(upstream !== undefined && { upstream: { name: upstream, ...(difference && { difference }) } }),
    changed: count('1', '2'),
    untracked: count('?'),
    conflicts: count('u'),
  };
}
