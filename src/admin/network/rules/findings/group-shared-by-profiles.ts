import { someOf } from '../../../../studio/some-of';
import { at, rule, since } from '../rule';

export const groupSharedByProfiles = rule({
  code: 'group-shared-by-profiles',
  severity: 'warning',
  since,
  title: 'User profiles have no security group of their own',
  why: 'Isolation between people rests on one group for each user profile (AWS documentation).',
  wrong: 'ana and bo: SecurityGroups: [sg-apps]',
  right: 'ana: [sg-ana], bo: [sg-bo]',
  reads: ['vpcOnly', 'isolated', 'appGroups', 'profileGroups'],
  check({ vpcOnly: { domainId }, appGroups, profileGroups }) {
    const profiles = profileGroups.filter(({ who }) => !appGroups.some((each) => each.who === who));
    if (profiles.length === 0) return [{ doesNotApply: `${domainId} has no user profile` }];
    const without = profiles.filter(
      (profile) =>
        !profile.groupIds.some((id) =>
          profileGroups.every((other) => other === profile || !other.groupIds.includes(id)),
        ),
    );
    if (without.length === 0) return [];
    const names = without.map(({ who }) => who);
    return [
      {
        where: at('domain', domainId),
        reason: `${without.length} of ${profiles.length} user profiles have no group that nobody else has: ${someOf(names, 10)}`,
        remedy: 'create a group for each, and name it in its SecurityGroups',
      },
    ];
  },
});
