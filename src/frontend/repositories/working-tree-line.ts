import type { TranslationBundle } from '@jupyterlab/translation';
import type { WorkingTree } from '../../protocol/repository';
import { durationText } from '../texts/duration';

type Known = Extract<WorkingTree, { kind: 'known' }>;

/**
 * How a clone stands. `parts` are what differs from rest, worst first after the branch: `main`, `2 changed`, `3 behind`; a
 * clone at rest is `main ✓`. `whole` tells all of it.
 */
export function workingTreeParts(
  tree: Known,
  fetched: string | undefined,
  trans: TranslationBundle,
): { parts: string[]; whole: string[] } {
  const { branch, commit } = tree;
  const place =
    branch !== undefined
      ? trans.__('%1', branch)
      : commit === undefined
        ? trans.__('no commits yet')
        : trans.__('detached at %1', commit);
  const { missing, moved } = difference(tree, trans);
  const open = [
    tree.operation && trans.__('%1 in progress', tree.operation === 'apply' ? 'git am' : tree.operation),
    ...changes(tree, trans),
    ...moved,
    submodules(tree, trans),
  ].filter((part) => part !== undefined);
  const whole = [place, ...(open.length > 0 ? open : [trans.__('clean')]), missing, fetched];
  const atRest = open.length === 0 && missing === undefined;
  return {
    parts: atRest
      ? [`${place} ✓`]
      : [place, ...(open.length > 0 ? open : [missing])].filter((part) => part !== undefined),
    whole: whole.filter((part) => part !== undefined),
  };
}

/** How long ago the server was asked. */
export function fetchedText(tree: WorkingTree | undefined, now: Date, trans: TranslationBundle): string | undefined {
  if (tree?.kind !== 'known' || tree.fetchedAt === undefined) return undefined;
  return trans.__('fetched %1 ago', durationText(now.getTime() - Date.parse(tree.fetchedAt), trans));
}

function changes({ changed, conflicts, untracked }: Known, trans: TranslationBundle): string[] {
  return [
    conflicts > 0 ? trans._n('%1 conflict', '%1 conflicts', conflicts) : undefined,
    changed > 0 ? trans.__('%1 changed', changed) : undefined,
    untracked > 0 ? trans.__('%1 new', untracked) : undefined,
  ].filter((part) => part !== undefined);
}

function submodules({ emptySubmodules: empty }: Known, trans: TranslationBundle): string | undefined {
  return empty === undefined ? undefined : trans._n('%1 empty submodule', '%1 empty submodules', empty);
}

/** How it stands to the server's branch, and why that cannot be told. */
function difference(
  { branch, commit, upstream }: Known,
  trans: TranslationBundle,
): { moved: string[]; missing?: string } {
  if (branch === undefined) return { moved: [] };
  if (!upstream) return { moved: [], missing: trans.__('no upstream branch') };
  if (!upstream.difference)
    return {
      moved: [],
      missing: commit === undefined ? trans.__('no commits yet') : trans.__('%1 is gone', upstream.name),
    };
  const { ahead, behind } = upstream.difference;
  const moved = [
    behind > 0 ? trans.__('%1 behind', behind) : undefined,
    ahead > 0 ? trans.__('%1 ahead', ahead) : undefined,
  ].filter((part) => part !== undefined);
  return { moved };
}
