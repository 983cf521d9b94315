import type { Ref } from '../../studio-file/wanted';
import type { Listed, RunningApp } from '../listed';

/** The running apps that are of a resource: while any runs, AWS refuses some changes of it. */
export function appsOf(ref: Ref, { apps }: Pick<Listed, 'apps'>): readonly RunningApp[] {
  if (ref.kind === 'AppImageConfig') return [...apps.values()].flat();
  if (ref.kind === 'domain') return apps.get(ref.name) ?? [];
  const inDomain = apps.get(ref.domain ?? '') ?? [];
  if (ref.kind === 'user profile')
    return inDomain.filter(({ profile }) => profile?.toLowerCase() === ref.name.toLowerCase());
  return inDomain.filter(({ app: { owner } }) => owner.kind === 'space' && owner.spaceName === ref.name);
}
