import type { Space } from '../../../aws/space';
import type { Ref } from '../../studio-file/wanted';
import { sameName } from '../listed';

/** The ids of the spaces that a user profile owns: AWS keeps it as long as it has any. `spaces` is by ids. */
export function spacesByOwner(spaces: ReadonlyMap<string, Space>): (profile: Ref) => readonly string[] {
  const owned = new Map<string, string[]>();
  for (const [id, { spaceName, ownerUserProfileName: name }] of spaces) {
    if (name === undefined) continue;
    const domain = id.slice('space '.length, -` ${spaceName}`.length);
    const owner = sameName({ kind: 'user profile', name, domain });
    const its = owned.get(owner);
    if (its) its.push(id);
    else owned.set(owner, [id]);
  }
  return (profile) => owned.get(sameName(profile)) ?? [];
}
