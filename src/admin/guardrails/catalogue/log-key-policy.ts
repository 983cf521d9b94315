import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

const encrypting = ['kms:Decrypt*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

export const logKeyPolicy = guardrail({
  name: 'log-key-policy',
  intent: 'CloudWatch Logs of this region uses the key, and only for SageMaker’s log groups.',
  why: 'Without the condition the service uses the key for every log group of the account, whoever makes it.',
  refuses: 'gives the service nothing for other log groups, accounts and regions; gives other accounts nothing',
  passes: 'the service for groups under the prefix; the account administers the key',
  cannot: 'narrow who of the account administers the key: its own policies do',
  pitfalls: [
    'Without the statement for the account the key would be orphaned.',
    'DescribeKey carries no encryption context: it has a statement of its own.',
  ],
  sources: [
    'whitepaper, logging and monitoring (a line break in an ARN)',
    'CloudWatch Logs user guide, encrypting log data',
  ],
  at: ['key'],
  grants: true,
  takes: ['logPrefix'],
  statements({ logPrefix, region, account }) {
    const partition = partitionOf(region);
    const Service = `logs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
    return [
      {
        Sid: 'AccountAdministers',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'LogsEncrypt',
        Effect: 'Allow',
        Principal: { Service },
        Action: encrypting,
        Resource: '*',
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:${logPrefix}*`,
          },
        },
      },
      { Sid: 'LogsDescribe', Effect: 'Allow', Principal: { Service }, Action: 'kms:DescribeKey', Resource: '*' },
    ];
  },
  requests({ ask, each, of, p: { account, logPrefix } }) {
    const key = 'kms:EncryptionContext:aws:logs:arn';
    const using = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'];
    const group = (name: string, owner = account, region?: string) => ({
      [key]: of('logs', `log-group:${name}`, owner, region),
    });
    const logs = { as: 'logs' as const };
    return {
      refused: [
        ...each('a group of somebody else', using, group('/unapproved/payments'), logs),
        ...each('no context', using, {}, logs),
        ...each("another account's group", using, group(`${logPrefix}jobs`, '999999999999'), logs),
        ask("another region's group", 'kms:Encrypt', group(`${logPrefix}jobs`, account, 'us-east-2'), logs),
        ask('an empty context', 'kms:Encrypt', { [key]: '' }, logs),
        ...each(
          'the service administers',
          ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:CreateGrant'],
          {},
          logs,
        ),
        ...each('another account', ['kms:Decrypt', 'kms:DescribeKey'], {}, { as: 'stranger' }),
      ],
      passes: [
        ...each('under the prefix', [...using, 'kms:ReEncryptFrom'], group(`${logPrefix}jobs`), logs),
        ask('the service looks at the key', 'kms:DescribeKey', {}, logs),
        ...each(
          'an administrator',
          ['kms:PutKeyPolicy', 'kms:DescribeKey', 'kms:EnableKeyRotation'],
          {},
          { as: 'ines' },
        ),
      ],
    };
  },
});
