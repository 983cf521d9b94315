import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import type { FileSystemRecord, MountTarget } from '../../state/records';
import type { Transaction } from '../../state/transaction';
import { partitionOf } from '../../region';

type Reading = Pick<Transaction, 'get' | 'below'>;

/** The file system of an id, or of an ARN. Throws FileSystemNotFound. */
export function existingFileSystem(state: Reading, idOrArn: string): FileSystemRecord {
  const id = idOf(idOrArn);
  const found = state.get('file-system', id);
  if (found) return found;
  throw new ServiceError('FileSystemNotFound', `File system '${id}' does not exist.`, 404);
}

/** The mount target of an id, and whose it is. Throws MountTargetNotFound. */
export function existingMountTarget(state: Reading, id: string): { of: FileSystemRecord; target: MountTarget } {
  const found = mountTarget(state, id);
  if (found) return found;
  throw new ServiceError('MountTargetNotFound', `Mount target '${id}' does not exist.`, 404);
}

/** The same; undefined: there is none. */
export function mountTarget(state: Reading, id: string): { of: FileSystemRecord; target: MountTarget } | undefined {
  for (const of of state.below('file-system', '*')) {
    const target = of.mountTargets.find(({ MountTargetId }) => MountTargetId === id);
    if (target) return { of, target };
  }
  return undefined;
}

export const idOf = (idOrArn: string) => idOrArn.split('/').at(-1) ?? '';

/** What policies are asked about. */
export const fileSystemArn = ({ accountId, region }: Caller, id: string) =>
  `arn:${partitionOf(region)}:elasticfilesystem:${region}:${accountId}:file-system/${idOf(id)}`;
