import { ServiceError } from '../../errors';
import { existingGroup, groupArn } from './groups';
import { operation } from './operation';

/** Deletes a group that nothing uses any more: no rule of the other one, and no mount target. */
export const DeleteSecurityGroup = operation('DeleteSecurityGroup', {
  resource: (input, caller) => groupArn(caller, input.GroupId),
  action({ input, state }) {
    const { of, group } = existingGroup(state, input.GroupId);
    const others = of.groups.filter((each) => each !== group);
    const isMounted = [...state.below('file-system', '*')].some(
      ({ DomainId, mountTargets }) => DomainId === of.DomainId && mountTargets.length > 0,
    );
    if (others.some(({ ports }) => ports.length > 0) || (group.side === 'inbound' && isMounted)) {
      throw new ServiceError('DependencyViolation', `resource ${group.GroupId} has a dependent object`);
    }
    if (others.length === 0) state.delete('nfs-groups', of.key);
    else state.put({ ...of, groups: others });
    return { Return: true, GroupId: group.GroupId };
  },
});
