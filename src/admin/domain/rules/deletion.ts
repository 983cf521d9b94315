import type { Space } from '../../../aws/space';
import { type Ref, refId } from '../../studio-file/wanted';
import type { LastUse } from '../last-use';
import type { StudioStep } from '../studio-step';

/** A step that deletes a resource of a file; `loses` says what goes with it. */
export const deletion = (studio: string, ref: Ref, loses: string, needs: readonly string[]): StudioStep => ({
  id: `delete ${refId(ref)}`,
  needs: [...needs],
  takesEffect: { when: 'now' },
  takeBack: { how: 'cannot', why: 'what is deleted is gone' },
  do: 'delete',
  what: ref,
  loses,
  studio,
});

/** What is lost when a resource is deleted: of a space its volume, how large it is, and when it was last used. */
export function lossOf(ref: Ref, space?: Space, lastUse?: LastUse): string {
  if (ref.kind !== 'space') return lost[ref.kind];
  const size = space?.volumeGb === undefined ? '' : ` of ${space.volumeGb} GB`;
  const last =
    lastUse && ` (last ${lastUse.what} ${new Date(lastUse.at).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
  return `its volume${size} with all that is on it${last ?? ''}`;
}

const lost: Readonly<Record<Exclude<Ref['kind'], 'space'>, string>> = {
  'user profile': 'nothing else: its folder in the file system of the domain stays',
  assignment: 'nothing else: it let them open the domain',
  'lifecycle configuration': 'its script',
  AppImageConfig: 'its settings',
  domain: 'nothing else: the file system with the homes stays',
};
