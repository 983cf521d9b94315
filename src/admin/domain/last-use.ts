import { lastActivity } from '../../aws/app';
import { AwsError } from '../../aws/errors';
import type { Space } from '../../aws/space';
import type { StudioContext } from './context';

/** When a space was last used, as far as AWS tells: by its app's user, or, where it has had none for a day, when it was last changed. */
export interface LastUse {
  what: 'used' | 'changed';
  /** In milliseconds since 1970. */
  at: number;
}

/** Rejects with `AwsError`; where its app may not be looked at, it is told when the space was changed. */
export async function lastUseOf(
  { sagemaker }: StudioContext,
  domainId: string,
  space: Space,
): Promise<LastUse | undefined> {
  const { spaceName, appType, modified } = space;
  const changed: LastUse | undefined = modified === undefined ? undefined : { what: 'changed', at: modified };
  if (appType === undefined) return changed;
  try {
    const key = { appType, appName: 'default', owner: { kind: 'space', spaceName } } as const;
    const used = await lastActivity(sagemaker, domainId, key);
    return used === undefined ? changed : { what: 'used', at: used };
  } catch (error) {
    if (!(error instanceof AwsError) || !['not-found', 'permission'].includes(error.failure.kind)) throw error;
    return changed;
  }
}
