import { someOf } from '../../../../studio/some-of';
import { letsAny } from '../reach';
import { at, rule, since, type Verdict } from '../rule';

export const appsReachEachOther = rule({
  code: 'apps-reach-each-other',
  severity: 'warning',
  since,
  title: 'Apps of different people can reach each other',
  why: "A group that admits itself, or the apps' subnets, lets whoever has one app connect to every other without signing in (AWS documentation).",
  wrong: 'sg-apps admits all TCP from sg-apps',
  right: 'sg-apps admits nothing; or each user profile has a group of its own that admits itself',
  accept: 'for Studio Classic, which needs TCP 8192–65535 within the group, where everybody may see everything',
  blind: 'groups that user profiles name by themselves, without --user-profiles',
  reads: ['vpcOnly', 'subnets', 'groups', 'prefixLists', 'appGroups', 'profileGroups'],
  check({ vpcOnly: { domainId }, subnets, groups, prefixLists, appGroups, profileGroups }) {
    const byDefault = new Set(appGroups.flatMap(({ groupIds }) => groupIds));
    const cidrs = subnets.flatMap(({ cidr, ipv6 }) => [...(cidr === undefined ? [] : [cidr]), ...ipv6]);
    return groups.flatMap(({ groupId, admits }): Verdict[] => {
      const carriers = profileGroups.filter(({ groupIds }) => groupIds.includes(groupId)).map(({ who }) => who);
      if (carriers.length === 0) return [];
      const alone = carriers.length === 1 && !byDefault.has(groupId);
      const others = profileGroups.flatMap((one) => (alone && one.who === carriers[0] ? [] : one.groupIds));
      const reach = letsAny(admits, { groupIds: others, cidrs }, prefixLists);
      if (reach === 'no') return [];
      if (reach !== 'yes') return [{ couldNotAssess: reach }];
      const who = byDefault.has(groupId) ? `every app of ${domainId} carries` : `apps of ${someOf(carriers, 3)} carry`;
      const admitted = new Set(admits.flatMap(({ groupIds }) => groupIds.filter((id) => others.includes(id))));
      const from = admitted.has(groupId)
        ? 'itself'
        : admitted.size > 0
          ? `${[...admitted].join(', ')}, which apps of others carry`
          : "addresses of the apps' subnets";
      return [
        {
          where: at('security group', groupId),
          reason: `${who} ${groupId}, and it admits ${from}`,
          remedy: `take that rule out of ${groupId}; where one person's apps must talk, give each user profile a group of its own`,
        },
      ];
    });
  },
});
