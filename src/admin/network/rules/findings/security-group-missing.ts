import { at, rule, since } from '../rule';

export const securityGroupMissing = rule({
  code: 'security-group-missing',
  severity: 'error',
  since,
  title: 'A security group of the domain does not exist',
  why: 'Apps that shall carry it do not start.',
  wrong: 'SecurityGroups: [sg-gone]',
  right: 'SecurityGroups: [sg-apps]',
  accept: 'when it is a group of another VPC that is associated with this one',
  blind: 'groups that user profiles name by themselves, without --user-profiles',
  reads: ['domain', 'vpc', 'groups', 'profileGroups'],
  check({ domain, vpc, groups, profileGroups }) {
    const named = new Set([...domain.domainGroupIds, ...profileGroups.flatMap(({ groupIds }) => groupIds)]);
    return [...named]
      .filter((id) => !groups.some(({ groupId }) => groupId === id))
      .map((id) => ({
        where: at('security group', id),
        reason: `${domain.domainId} names ${id}, which is not in ${vpc.vpcId}`,
        remedy: `take ${id} out of the settings, or create a group in ${vpc.vpcId}`,
      }));
  },
});
