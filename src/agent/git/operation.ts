import { access } from 'node:fs/promises';
import path from 'node:path';
import type { WorkingTree } from '../../protocol/repository';

type Operation = NonNullable<Extract<WorkingTree, { kind: 'known' }>['operation']>;

/** What git keeps of what has been begun, as git's own `wt-status.c` looks for it, a rebase before what is part of it. */
const signs: [Operation, string][] = [
  ['apply', 'rebase-apply/applying'],
  ['rebase', 'rebase-apply'],
  ['rebase', 'rebase-merge'],
  ['merge', 'MERGE_HEAD'],
  ['cherry-pick', 'CHERRY_PICK_HEAD'],
  ['revert', 'REVERT_HEAD'],
  ['bisect', 'BISECT_LOG'],
];

/** What waits in a clone for the user to go on with it. `git status --porcelain` does not say. */
export async function operationIn(gitFolder: string): Promise<Operation | undefined> {
  const found = await Promise.all(
    signs.map(([operation, sign]) =>
      access(path.join(gitFolder, sign)).then(
        () => operation,
        () => undefined,
      ),
    ),
  );
  return found.find((operation) => operation !== undefined);
}
