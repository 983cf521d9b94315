import { allow } from '../deny';
import { guardrail } from '../guardrail';
import { concrete } from '../company/resources';
import { partitionOf } from '../../../studio/partition';

export const metricsAndAlarms = guardrail({
  name: 'metrics-and-alarms',
  intent:
    'Data scientists write metrics of their namespaces and alarms of their prefix, and tell topics of their own account.',
  why: 'In the whitepaper’s policy only one action has the key that the statement asks for: the others are dead.',
  refuses: 'gives no other namespaces, alarms and topics',
  passes: 'metrics of listed namespaces, alarms of the prefix, reading, and listed topics',
  cannot: 'narrow what reading shows: it has no resource',
  pitfalls: ['Jobs write to /aws/sagemaker/…, Model Monitor to aws/sagemaker/…: both are listed.'],
  sources: ['whitepaper, logging and monitoring', 'service authorization reference: cloudwatch:namespace'],
  at: ['identity'],
  grants: true,
  takes: ['namespaces', 'alarmPrefix', 'topics'],
  statements({ namespaces, alarmPrefix, topics, region, account }) {
    const at = (service: string, rest: string) => `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
    return [
      allow('Metrics', ['cloudwatch:PutMetricData'], '*', { StringLike: { 'cloudwatch:namespace': namespaces } }),
      allow(
        'Alarms',
        ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms', 'cloudwatch:SetAlarmState'],
        at('cloudwatch', `alarm:${alarmPrefix}*`),
      ),
      allow(
        'ReadMetrics',
        [
          'cloudwatch:DescribeAlarms',
          'cloudwatch:GetMetricData',
          'cloudwatch:GetMetricStatistics',
          'cloudwatch:ListMetrics',
        ],
        '*',
      ),
      allow(
        'Topics',
        ['sns:Publish', 'sns:Subscribe'],
        topics.map((topic) => at('sns', topic)),
      ),
    ];
  },
  requests({ ask, each, of, p: { namespaces, topics, alarmPrefix } }) {
    const write = 'cloudwatch:PutMetricData';
    const namespace = (name: string | undefined) => ({ 'cloudwatch:namespace': name });
    const alarm = (name: string, account?: string) => ({ on: of('cloudwatch', `alarm:${name}`, account) });
    const writing = ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'];
    return {
      refused: [
        ask('a namespace of AWS', write, namespace('AWS/Billing')),
        ask('a namespace of somebody else', write, namespace('unapproved')),
        ask('no namespace', write, namespace(undefined)),
        ask('an empty namespace', write, namespace('')),
        ...each('an alarm of somebody else', writing, {}, alarm('unapproved')),
        ...each("another account's alarm", writing, {}, alarm(`${alarmPrefix}gpu`, '999999999999')),
        ask('a topic of somebody else', 'sns:Publish', {}, { on: of('sns', 'Unapproved!') }),
        ask("another account's topic", 'sns:Publish', {}, { on: of('sns', concrete(topics[0] ?? ''), '999999999999') }),
        ...each('administers', [
          'sns:CreateTopic',
          'sns:SetTopicAttributes',
          'cloudwatch:PutDashboard',
          'cloudwatch:DeleteDashboards',
        ]),
      ],
      passes: [
        ...namespaces.map((one) => ask('a listed namespace', write, namespace(concrete(one)))),
        ...each('an alarm of the prefix', [...writing, 'cloudwatch:SetAlarmState']),
        ...each('reads', ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'cloudwatch:ListMetrics']),
        ...each('a listed topic', ['sns:Publish', 'sns:Subscribe']),
      ],
    };
  },
});
