import { anyOther, deny, noneOf, otherIfPresent, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const domain = ['CreateDomain', 'UpdateDomain'];
const withGroups = [...domain, 'CreateUserProfile', 'UpdateUserProfile'];

export const vpcOnly = guardrail({
  name: 'vpc-only',
  intent:
    "Apps run in the company's subnets and groups, without a way of SageMaker's own to the internet, and it stays so.",
  why: 'The network of a domain decides what every app in it reaches.',
  refuses: 'a domain with internet access, foreign subnets or groups; changing it so; profiles with foreign groups',
  passes: 'approved subnets and groups; changes of something else',
  cannot: 'judge the groups’ rules and routes: `studiolo network check` does',
  pitfalls: [
    'Required when a domain is made, "only if present" in changes, or unrelated changes fail.',
    "A profile's groups are added to the domain's.",
    'Subnets and network access can be changed while no app is InService, Pending or Deleting.',
  ],
  sources: ['whitepaper, common guardrails (never fires, leaves UpdateDomain open)', 'service model of UpdateDomain'],
  at: ofPrincipals,
  takes: ['subnets', 'securityGroups'],
  statements: ({ subnets, securityGroups }) => [
    deny('VpcOnly', ['CreateDomain'], otherOrMissing('AppNetworkAccessType', 'VpcOnly')),
    deny('VpcOnlyStays', ['UpdateDomain'], otherIfPresent('AppNetworkAccessType', 'VpcOnly')),
    deny('DomainSubnets', domain, anyOther('VpcSubnets', subnets)),
    deny('DomainSubnetsNamed', ['CreateDomain'], noneOf('VpcSubnets')),
    deny('StudioGroups', withGroups, anyOther('VpcSecurityGroupIds', securityGroups)),
    deny('StudioGroupsNamed', ['CreateDomain'], noneOf('VpcSecurityGroupIds')),
  ],
  requests: ({ ask, each, p: { subnets, securityGroups } }) => ({
    refused: [
      ...each('with internet access', domain, { AppNetworkAccessType: 'PublicInternetOnly' }),
      ask('without saying which access', 'CreateDomain', { AppNetworkAccessType: undefined }),
      ask('another case of letters', 'CreateDomain', { AppNetworkAccessType: 'vpconly' }),
      ask('an empty access', 'UpdateDomain', { AppNetworkAccessType: '' }),
      ...each('a foreign subnet', domain, { VpcSubnets: ['subnet-0foreign'] }),
      ask('a foreign subnet beside an approved one', 'UpdateDomain', { VpcSubnets: [...subnets, 'subnet-0foreign'] }),
      ask('no subnets', 'CreateDomain', { VpcSubnets: undefined }),
      ask('an empty list of subnets', 'CreateDomain', { VpcSubnets: [] }),
      ...each('a foreign group', withGroups, { VpcSecurityGroupIds: ['sg-0foreign'] }),
      ask('a foreign group beside an approved one', 'UpdateUserProfile', {
        VpcSecurityGroupIds: [...securityGroups, 'sg-0foreign'],
      }),
      ask('no groups', 'CreateDomain', { VpcSecurityGroupIds: undefined }),
      ask('right in two of three', 'CreateDomain', { AppNetworkAccessType: undefined, VpcSubnets: subnets }),
    ],
    passes: [
      ask('all approved subnets and groups', 'CreateDomain', {
        VpcSubnets: subnets,
        VpcSecurityGroupIds: securityGroups,
      }),
      ask('a change of something else', 'UpdateDomain', {
        AppNetworkAccessType: undefined,
        VpcSubnets: undefined,
        VpcSecurityGroupIds: undefined,
      }),
      ...each('a profile without groups', ['CreateUserProfile', 'UpdateUserProfile'], {
        VpcSecurityGroupIds: undefined,
      }),
    ],
  }),
});
