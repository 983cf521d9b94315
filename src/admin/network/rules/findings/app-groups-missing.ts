import { at, rule, since } from '../rule';

export const appGroupsMissing = rule({
  code: 'app-groups-missing',
  severity: 'error',
  since,
  title: 'Apps have no security group',
  why: "In VpcOnly mode each app takes its groups from DefaultUserSettings (DefaultSpaceSettings in shared spaces); the domain's own SecurityGroupIds are not for apps.",
  wrong: 'DomainSettings.SecurityGroupIds: [sg-apps]',
  right: 'DefaultUserSettings.SecurityGroups: [sg-apps]',
  blind: 'groups that every user profile names by itself',
  reads: ['vpcOnly'],
  check: ({ vpcOnly: { domainId, privateSpaces, domainGroupIds } }) =>
    privateSpaces.groupIds.length > 0
      ? []
      : [
          {
            where: at('domain', domainId),
            reason: `DefaultUserSettings of ${domainId} names no security group${domainGroupIds.length > 0 ? `; ${domainGroupIds.join(', ')} in DomainSettings is not for apps` : ''}`,
            remedy: 'name one in DefaultUserSettings.SecurityGroups',
          },
        ],
});
