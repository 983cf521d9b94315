import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import { existingGroup, groupsOf, securityGroup } from './groups';
import { operation } from './operation';
import type { Filter, SecurityGroup } from './shapes';

/** The security groups that domains brought for their file systems: by id, name, VPC or the group that a rule names. */
export const DescribeSecurityGroups = operation('DescribeSecurityGroups', {
  resource: () => '*',
  action({ caller, input, state }) {
    const { Filters = [], GroupIds = [], GroupNames = [], MaxResults, NextToken } = input;
    const found = GroupIds.length > 0 ? GroupIds.map((id) => existingGroup(state, id)) : [...groupsOf(state)];
    const from = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64url').toString());
    // The sentence is ours.
    if (!Number.isInteger(from)) throw new ServiceError('InvalidNextToken', `Invalid NextToken: ${NextToken}`);
    const passing = found
      .map((group) => securityGroup(group, caller))
      .filter((group) => GroupNames.length === 0 || GroupNames.includes(group.GroupName ?? ''))
      .filter((group) => Filters.every((filter) => passes(group, filter, caller)))
      .sort((a, b) => ((a.GroupId ?? '') < (b.GroupId ?? '') ? -1 : 1));
    const until = from + (MaxResults ?? passing.length);
    return {
      SecurityGroups: passing.slice(from, until),
      NextToken: until < passing.length ? Buffer.from(String(until)).toString('base64url') : undefined,
    };
  },
});

/** What filters may ask for, of those that EC2 has; others are refused rather than passed over. */
const FILTERS: Record<string, (group: SecurityGroup, caller: Caller) => (string | undefined)[]> = {
  'group-id': ({ GroupId }) => [GroupId],
  'group-name': ({ GroupName }) => [GroupName],
  description: ({ Description }) => [Description],
  'vpc-id': ({ VpcId }) => [VpcId],
  'owner-id': (_group, { accountId }) => [accountId],
  'ip-permission.group-id': ({ IpPermissions = [] }) => namedIn(IpPermissions),
  'egress.ip-permission.group-id': ({ IpPermissionsEgress = [] }) => namedIn(IpPermissionsEgress),
  'tag-key': () => [],
};

const namedIn = (permissions: SecurityGroup['IpPermissions'] = []) =>
  permissions.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupId }) => GroupId));

function passes(group: SecurityGroup, { Name = '', Values = [] }: Filter, caller: Caller): boolean {
  const of = Name.startsWith('tag:') ? () => [] : Object.hasOwn(FILTERS, Name) ? FILTERS[Name] : undefined;
  if (!of) throw new ServiceError('InvalidParameterValue', `The filter '${Name}' is invalid`);
  const values = of(group, caller);
  return Values.some((value) => values.some((each) => each !== undefined && matches(value, each)));
}

/** In filters `*` stands for any text and `?` for one sign [EC2 API reference, filtering]. */
const matches = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);
