import { severalValues } from '../try-out';
import { eachStatement, linesOf, rule, since } from './written-policy';

const singleValues = new Set([
  ...['sourceip', 'sourcevpc', 'sourcevpce', 'vpcsourceip', 'principalarn', 'principalorgid', 'resourceaccount'].map(
    (name) => `aws:${name}`,
  ),
  ...['username', 'sourceidentity', 'principalaccount', 'viaawsservice'].map((name) => `aws:${name}`),
  ...['volumekmskeyarn', 'outputkmskeyarn', 'domainsharingoutputkmskeyarn', 'volumekmskey', 'outputkmskey'].map(
    (name) => `sagemaker:${name}`,
  ),
  ...['appnetworkaccesstype', 'spacesharingtype', 'owneruserprofilearn', 'remoteaccess'].map(
    (name) => `sagemaker:${name}`,
  ),
  'iam:passedtoservice',
  'cloudwatch:namespace',
]);
const isSingle = (name: string) =>
  singleValues.has(name) || /^(aws|sagemaker):(requesttag|resourcetag|principaltag)\//.test(name);

export const setOperatorOnSingleValue = rule({
  code: 'set-operator-on-single-value',
  severity: 'warning',
  since,
  title: 'A set operator tests a key with one value',
  why: 'ForAllValues holds where the key is missing, ForAnyValue does not: each is open at one end. AWS advises against it.',
  wrong: '"ForAllValues:StringEquals": {"aws:SourceVpce": "vpce-0acme"}',
  right: '"StringEquals": {"aws:SourceVpce": "vpce-0acme"}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement)
        .filter(({ set, name }) => set !== undefined && isSingle(name))
        .map(({ operator, key }) => ({
          reason: `${key} has one value, and ${operator} is for lists`,
          remedy: `leave out ${operator.split(':')[0]}, and say what a missing key means`,
        })),
    ),
});

export const listWithoutSetOperator = rule({
  code: 'list-without-set-operator',
  severity: 'error',
  since,
  title: 'A key with several values is tested without a set operator',
  why: 'AWS requires one; what comes of it otherwise is not documented.',
  wrong: '"StringNotLike": {"sagemaker:InstanceTypes": "ml.t3.*"}',
  right: '"ForAnyValue:StringNotLike": {"sagemaker:InstanceTypes": "ml.t3.*"}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement)
        .filter(({ set, name, base }) => set === undefined && base !== 'null' && severalValues.has(name))
        .map(({ operator, key }) => ({
          reason: `${key} has several values, and ${operator} looks at one`,
          remedy: `write ForAnyValue:${operator} in a Deny`,
        })),
    ),
});
