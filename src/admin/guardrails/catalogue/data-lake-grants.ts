import { allow } from '../deny';
import { guardrail } from '../guardrail';
import { concrete } from '../company/resources';
import { partitionOf } from '../../../studio/partition';

const metadata = ['GetDatabase', 'GetPartition', 'GetPartitions', 'GetTable', 'GetTables'].map(
  (name) => `glue:${name}`,
);
const sessions = ['CreateSession', 'DeleteSession', 'GetSession', 'GetStatement', 'RunStatement', 'StopSession'].map(
  (name) => `glue:${name}`,
);
const queries = ['GetQueryExecution', 'GetQueryResults', 'StartQueryExecution', 'StopQueryExecution'].map(
  (name) => `athena:${name}`,
);

export const dataLakeGrants = guardrail({
  name: 'data-lake-grants',
  intent: 'From Studio, the data lake is read through Lake Formation, Athena, EMR and Glue, and only what is named.',
  why: 'Reading the governed prefixes of S3 directly would pass by Lake Formation.',
  refuses: 'gives no other databases, workgroups and roles, and no S3',
  passes: 'named databases and workgroups, EMR with named roles, interactive sessions of Glue with their role',
  cannot: 'say which rows and columns: Lake Formation does',
  pitfalls: ['glue.amazonaws.com has to stand in pass-role too, and the role has to trust both services.'],
  sources: [
    'whitepaper, identity and permissions (prose)',
    'service authorization reference: glue, athena, elasticmapreduce',
  ],
  at: ['identity'],
  grants: true,
  takes: ['databases', 'workgroups', 'emrRoles', 'glueRole'],
  statements({ databases, workgroups, emrRoles, glueRole, region, account }) {
    const at = (service: string, rest: string) => `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
    const clusters = at('elasticmapreduce', 'cluster/*');
    return [
      allow('LakeFormation', ['lakeformation:GetDataAccess'], '*'),
      allow('Catalog', metadata, [
        at('glue', 'catalog'),
        ...databases.flatMap((name) => [at('glue', `database/${name}`), at('glue', `table/${name}/*`)]),
      ]),
      allow(
        'Queries',
        queries,
        workgroups.map((name) => at('athena', `workgroup/${name}`)),
      ),
      allow('EmrClusters', ['elasticmapreduce:ListClusters'], '*'),
      allow('EmrCluster', ['elasticmapreduce:DescribeCluster'], clusters),
      allow('EmrAs', ['elasticmapreduce:GetClusterSessionCredentials'], clusters, {
        StringEquals: { 'elasticmapreduce:ExecutionRoleArn': emrRoles },
      }),
      allow('EmrRoles', ['sts:AssumeRole'], emrRoles),
      allow('GlueSessions', sessions, at('glue', 'session/*')),
      allow('GlueRole', ['iam:PassRole'], glueRole, { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } }),
    ];
  },
  requests({ ask, each, of, p: { databases, workgroups, emrRoles, glueRole, account }, partition }) {
    const glue = (rest: string, owner?: string) => ({ on: of('glue', rest, owner) });
    const as = (role: string | undefined) => ({ 'elasticmapreduce:ExecutionRoleArn': role });
    const cluster = { on: of('elasticmapreduce', 'cluster/j-1') };
    const database = concrete(databases[0] ?? '');
    const other = `arn:${partition}:iam::${account}:role/Unapproved`;
    const role = (arn: string) => ({ on: concrete(arn, account) });
    return {
      refused: [
        ask('a table of another database', 'glue:GetTable', {}, glue('table/unapproved!/payroll')),
        ask("another account's database", 'glue:GetTable', {}, glue(`table/${database}/orders`, '999999999999')),
        ...each('changes a table', ['glue:UpdateTable', 'glue:DeleteTable'], {}, glue(`table/${database}/orders`)),
        ask('another workgroup', 'athena:StartQueryExecution', {}, { on: of('athena', 'workgroup/unapproved!') }),
        ask('another role on EMR', 'elasticmapreduce:GetClusterSessionCredentials', as(other), cluster),
        ask('no role on EMR', 'elasticmapreduce:GetClusterSessionCredentials', as(undefined), cluster),
        ask('takes on another role', 'sts:AssumeRole', {}, { on: other }),
        ask(
          'passes another role to Glue',
          'iam:PassRole',
          { 'iam:PassedToService': 'glue.amazonaws.com' },
          { on: other },
        ),
        ask(
          "passes Glue's role to EC2",
          'iam:PassRole',
          { 'iam:PassedToService': 'ec2.amazonaws.com' },
          role(glueRole),
        ),
        ask(
          "passes Glue's role to an unnamed service",
          'iam:PassRole',
          { 'iam:PassedToService': undefined },
          role(glueRole),
        ),
        ...each('the data itself', ['s3:GetObject', 's3:ListBucket']),
        ask('gives rights on tables', 'lakeformation:GrantPermissions'),
      ],
      passes: [
        ask('Lake Formation gives access', 'lakeformation:GetDataAccess'),
        ...each(
          'a table',
          metadata.filter((name) => name !== 'glue:GetDatabase'),
          {},
          glue(`table/${database}/orders`),
        ),
        ask('a database', 'glue:GetDatabase', {}, glue(`database/${database}`)),
        ...each('a query', queries, {}, { on: of('athena', `workgroup/${workgroups[0]}`) }),
        ask('a named role on EMR', 'elasticmapreduce:GetClusterSessionCredentials', as(emrRoles[0]), cluster),
        ask('takes on the role', 'sts:AssumeRole', {}, role(emrRoles[0] ?? '')),
        ...each("Glue's sessions", ['glue:CreateSession', 'glue:RunStatement'], {}, glue('session/ana-1')),
        ask('passes the role to Glue', 'iam:PassRole', { 'iam:PassedToService': 'glue.amazonaws.com' }, role(glueRole)),
      ],
    };
  },
});
