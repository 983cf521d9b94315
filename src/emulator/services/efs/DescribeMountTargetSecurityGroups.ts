import { existingMountTarget } from './existing';
import { operation } from './operation';

/** The security group of a mount target: the domain's own for inbound NFS. */
export const DescribeMountTargetSecurityGroups = operation('DescribeMountTargetSecurityGroups', {
  resource: () => '*',
  action({ input, state }) {
    const { of } = existingMountTarget(state, input.MountTargetId);
    const groups = state.get('nfs-groups', of.DomainId)?.groups ?? [];
    return { SecurityGroups: groups.flatMap(({ GroupId, side }) => (side === 'inbound' ? [GroupId] : [])) };
  },
});
