import { allow } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const logWriter = guardrail({
  name: 'log-writer',
  intent: 'Whoever runs jobs writes and reads their logs, under one prefix.',
  why: 'The whitepaper’s policy does not parse, and gives all log groups and PutResourcePolicy besides.',
  refuses: 'gives nothing outside the prefix, no deleting, and no policies of resources',
  passes: 'writing and reading logs under the prefix, and managing deliveries',
  cannot:
    'keep people’s app logs apart: /aws/sagemaker/studio holds everybody’s, narrow readers by the name of the stream',
  pitfalls: ['Managing deliveries and listing groups have no resource.'],
  sources: ['whitepaper, logging and monitoring', 'service authorization reference: logs'],
  at: ['identity'],
  grants: true,
  takes: ['logPrefix'],
  statements({ logPrefix, region, account }) {
    const group = `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${logPrefix}*`;
    return [
      allow(
        'Logs',
        [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:GetLogEvents',
          'logs:DescribeLogStreams',
        ],
        group,
      ),
      allow(
        'LogDeliveries',
        ['Create', 'Delete', 'Get', 'Update']
          .map((does) => `logs:${does}LogDelivery`)
          .concat('logs:ListLogDeliveries', 'logs:DescribeLogGroups'),
        '*',
      ),
    ];
  },
  requests({ ask, each, of, p: { account, logPrefix, region } }) {
    const group = (name: string, owner = account, where = region) => ({
      on: of('logs', `log-group:${name}`, owner, where),
    });
    const writing = ['logs:CreateLogGroup', 'logs:DescribeLogStreams'];
    const events = ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:GetLogEvents'];
    return {
      refused: [
        ...each('a group of somebody else', writing, {}, group('/unapproved/payments')),
        ask('a prefix that ends alike', 'logs:CreateLogGroup', {}, group(`/unapproved${logPrefix}jobs`)),
        ask('another account', 'logs:CreateLogGroup', {}, group(`${logPrefix}jobs`, '999999999999')),
        ask('another region', 'logs:CreateLogGroup', {}, group(`${logPrefix}jobs`, account, 'us-east-2')),
        ...each(
          'streams of somebody else',
          events,
          {},
          { on: of('logs', 'log-group:/unapproved/payments:log-stream:x') },
        ),
        ...each('deletes', ['logs:DeleteLogGroup', 'logs:PutRetentionPolicy']),
        ask(
          'deletes a stream',
          'logs:DeleteLogStream',
          {},
          { on: of('logs', `log-group:${logPrefix}TrainingJobs:log-stream:x`) },
        ),
        ...each('policies and exports', [
          'logs:PutResourcePolicy',
          'logs:CreateExportTask',
          'logs:PutSubscriptionFilter',
        ]),
      ],
      passes: [
        ...each('under the prefix', [...writing, ...events]),
        ...each('deliveries', [
          'logs:CreateLogDelivery',
          'logs:DeleteLogDelivery',
          'logs:ListLogDeliveries',
          'logs:DescribeLogGroups',
        ]),
      ],
    };
  },
});
