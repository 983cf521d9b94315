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
  reads: ['vpcOnly', 'subnets', 'groups', 'prefixLists', 'appGroups'],
  check({ vpcOnly: { domainId }, subnets, groups, prefixLists, appGroups }) {
    const shared = [...new Set(appGroups.flatMap(({ groupIds }) => groupIds))];
    const cidrs = subnets.flatMap(({ cidr, ipv6 }) => [...(cidr === undefined ? [] : [cidr]), ...ipv6]);
    return groups
      .filter(({ groupId }) => shared.includes(groupId))
      .flatMap(({ groupId, admits }): Verdict[] => {
        const reach = letsAny(admits, { groupIds: shared, cidrs }, prefixLists);
        if (reach === 'no') return [];
        if (reach !== 'yes') return [{ couldNotAssess: reach }];
        const from = admits.some(({ groupIds }) => groupIds.some((id) => shared.includes(id)))
          ? 'the group of all apps'
          : "addresses of the apps' subnets";
        return [
          {
            where: at('security group', groupId),
            reason: `every app of ${domainId} carries ${groupId}, and it admits ${from}`,
            remedy: `take that rule out of ${groupId}; where one person's apps must talk, give each user profile a group of its own`,
          },
        ];
      });
  },
});
