import type { TranslationBundle } from '@jupyterlab/translation';
import type { WorkingTree } from '../../protocol/repository';
import { durationText } from '../texts/duration';

/** How a clone stands, in parts: `main`, `2 changed, 1 new`, `3 behind`, `asked 2 h ago`. */
export function workingTreeParts(tree: WorkingTree, now: Date, trans: TranslationBundle): string[] {
  if (tree.kind === 'unknown') return [trans.__('how it stands is not known: %1', tree.reason)];
  const { branch, commit, fetchedAt } = tree;
  const place =
    branch !== undefined
      ? trans.__('%1', branch)
      : commit === undefined
        ? trans.__('no commit yet')
        : trans.__('no branch, at %1', commit);
  const asked =
    fetchedAt === undefined
      ? undefined
      : trans.__('asked %1 ago', durationText(now.getTime() - Date.parse(fetchedAt), trans));
  return [
    place,
    tree.operation && trans.__('%1 in progress', tree.operation === 'apply' ? 'git am' : tree.operation),
    changes(tree, trans),
    difference(tree, trans),
    submodules(tree, trans),
    asked,
  ].filter((part) => part !== undefined);
}

type Known = Extract<WorkingTree, { kind: 'known' }>;

function changes({ changed, conflicts, untracked }: Known, trans: TranslationBundle): string {
  const parts = [
    conflicts > 0 ? trans.__('%1 in conflict', conflicts) : undefined,
    changed > 0 ? trans.__('%1 changed', changed) : undefined,
    untracked > 0 ? trans.__('%1 new', untracked) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? trans.__('clean') : parts.join(', ');
}

function submodules({ emptySubmodules: empty }: Known, trans: TranslationBundle): string | undefined {
  if (empty === undefined) return undefined;
  return empty === 1 ? trans.__('1 submodule is empty') : trans.__('%1 submodules are empty', empty);
}

function difference({ branch, commit, upstream }: Known, trans: TranslationBundle): string | undefined {
  if (branch === undefined) return undefined;
  if (!upstream) return trans.__('follows no branch of the server');
  if (!upstream.difference)
    return commit === undefined ? trans.__('no commit yet') : trans.__('%1 is not on the server', upstream.name);
  const { ahead, behind } = upstream.difference;
  const parts = [
    behind > 0 ? trans.__('%1 behind', behind) : undefined,
    ahead > 0 ? trans.__('%1 ahead', ahead) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? trans.__('up to date') : parts.join(', ');
}
