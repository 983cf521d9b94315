import { ref } from './words';

/** Flow logs of the VPC, or of the subnets in one that others use too; kept for 90 days. */
export function flowLogs(of: { type: string; id: unknown }[]) {
  const role = { Service: 'vpc-flow-logs.amazonaws.com' };
  const logs = { 'Fn::GetAtt': ['FlowLogGroup', 'Arn'] };
  const actions = ['CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'].map((action) => `logs:${action}`);
  return {
    FlowLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } },
    FlowLogRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: role, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'write-flow-logs',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: actions, Resource: logs }],
            },
          },
        ],
      },
    },
    ...Object.fromEntries(
      of.map(({ type, id }, at) => [
        `FlowLog${at + 1}`,
        {
          Type: 'AWS::EC2::FlowLog',
          Properties: {
            ResourceType: type,
            ResourceId: id,
            TrafficType: 'ALL',
            LogGroupName: ref('FlowLogGroup'),
            DeliverLogsPermissionArn: { 'Fn::GetAtt': ['FlowLogRole', 'Arn'] },
          },
        },
      ]),
    ),
  };
}
