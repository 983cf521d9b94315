import { DeleteDomainCommand } from '@aws-sdk/client-sagemaker';
import {
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type DescribeSecurityGroupsCommandInput,
  EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { DeleteMountTargetCommand, DescribeMountTargetsCommand, EFSClient } from '@aws-sdk/client-efs';
import { ACCOUNT, MINUTE, refusal, Studio } from '../../studio';

let studio: Studio;
let ec2: EC2Client;
beforeEach(async () => {
  studio = await Studio.open();
  const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
  ec2 = new EC2Client({ region: 'us-east-1', maxAttempts: 1, endpoint: studio.url, credentials });
});
afterEach(async () => {
  ec2.destroy();
  await studio.close();
});

const groups = async (input: DescribeSecurityGroupsCommandInput = {}) =>
  (await ec2.send(new DescribeSecurityGroupsCommand(input))).SecurityGroups ?? [];
const named = (side: string, found: Awaited<ReturnType<typeof groups>>) =>
  found.find(({ GroupName }) => GroupName?.startsWith(`security-group-for-${side}-nfs-`));

it('a domain brings two groups that name each other', async () => {
  const DomainId = await studio.domain();
  const all = await groups();
  const [inbound, outbound] = [named('inbound', all), named('outbound', all)];
  const rules = (other: string | undefined) =>
    [2049, 988].map((port) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      UserIdGroupPairs: [{ GroupId: other, UserId: ACCOUNT }],
    }));
  expect(all).toHaveLength(2);
  expect(inbound).toMatchObject({
    GroupName: `security-group-for-inbound-nfs-${DomainId}`,
    Description: expect.stringMatching(/^\[DO NOT DELETE\]/),
    VpcId: 'vpc-1',
    OwnerId: ACCOUNT,
    IpPermissions: rules(outbound?.GroupId),
  });
  expect(inbound?.IpPermissionsEgress ?? []).toEqual([]);
  expect(outbound).toMatchObject({ IpPermissionsEgress: rules(inbound?.GroupId) });
  expect(outbound?.IpPermissions ?? []).toEqual([]);
});

it('a domain without a home file system brings none', async () => {
  await studio.domain({ HomeEfsFileSystemCreation: 'Disabled' });
  expect(await groups()).toEqual([]);
});

it('DescribeSecurityGroups finds them by id, name, VPC and by what their rules name', async () => {
  const DomainId = await studio.domain();
  await studio.domain({ DomainName: 'other', VpcId: 'vpc-2' });
  const mine = await groups({ Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }] });
  expect(mine).toHaveLength(2);
  const { GroupId = '', GroupName = '' } = named('inbound', mine) ?? {};
  expect(await groups({ GroupIds: [GroupId] })).toEqual([named('inbound', mine)]);
  expect(await groups({ GroupNames: [GroupName] })).toEqual([named('inbound', mine)]);
  expect(await groups({ Filters: [{ Name: 'group-name', Values: [`*-${DomainId}`] }] })).toEqual(mine);
  const naming = [{ Name: 'egress.ip-permission.group-id', Values: [GroupId] }];
  expect(await groups({ Filters: naming })).toEqual([named('outbound', mine)]);
  expect(await groups({ Filters: [{ Name: 'tag:team', Values: ['ml'] }] })).toEqual([]);
  expect((await refusal(groups({ GroupIds: ['sg-none'] }))).name).toBe('InvalidGroup.NotFound');
  for (const Name of ['odd', 'constructor']) {
    expect((await refusal(groups({ Filters: [{ Name, Values: ['x'] }] }))).name).toBe('InvalidParameterValue');
  }
});

it('DescribeSecurityGroups tells each once over all pages', async () => {
  await studio.domain();
  await studio.domain({ DomainName: 'other' });
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5, NextToken }));
    seen.push(...(page.SecurityGroups ?? []).map(({ GroupId }) => GroupId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(seen.sort()).toEqual((await groups()).map(({ GroupId }) => GroupId).sort());
});

it('DeleteSecurityGroup takes those that stay behind, in the order that rules and mount targets allow', async () => {
  const DomainId = await studio.domain({ SubnetIds: ['subnet-1'] });
  await studio.client.send(new DeleteDomainCommand({ DomainId }));
  studio.clock.advance(5 * MINUTE);
  const all = await groups();
  const [inbound, outbound] = [named('inbound', all), named('outbound', all)];
  const remove = (GroupId: string | undefined) => ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
  expect((await refusal(remove(outbound?.GroupId))).name).toBe('DependencyViolation');

  await ec2.send(
    new RevokeSecurityGroupIngressCommand({ GroupId: inbound?.GroupId, IpPermissions: inbound?.IpPermissions }),
  );
  const [first, ...rest] = outbound?.IpPermissionsEgress ?? [];
  const egress = (IpPermissions: typeof rest) =>
    ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: outbound?.GroupId, IpPermissions }));
  await egress(first ? [first] : []);
  // One rule is left that names the other group.
  expect((await refusal(remove(inbound?.GroupId))).name).toBe('DependencyViolation');
  await egress(rest);

  // The mount target uses the group.
  expect((await refusal(remove(inbound?.GroupId))).name).toBe('DependencyViolation');
  const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };
  const efs = new EFSClient({ region: 'us-east-1', endpoint: studio.url, credentials });
  const [fileSystem] = studio.records().flatMap((record) => (record.kind === 'file-system' ? [record] : []));
  const found = await efs.send(new DescribeMountTargetsCommand({ FileSystemId: fileSystem?.FileSystemId }));
  await efs.send(new DeleteMountTargetCommand({ MountTargetId: found.MountTargets?.[0]?.MountTargetId }));
  studio.clock.advance(MINUTE);
  await remove(inbound?.GroupId);
  await remove(outbound?.GroupId);
  expect(await groups()).toEqual([]);
});

it('RevokeSecurityGroupIngress takes the rules that are named from the inbound group, once', async () => {
  await studio.domain();
  const { GroupId, IpPermissions = [] } = named('inbound', await groups()) ?? {};
  const [nfs, lustre] = IpPermissions;
  const revoke = (rules: typeof IpPermissions) =>
    ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: rules }));
  expect((await refusal(revoke([]))).name).toBe('MissingParameter');
  await revoke(nfs ? [nfs] : []);
  expect(named('inbound', await groups())?.IpPermissions).toEqual([lustre]);
  expect((await refusal(revoke(nfs ? [nfs] : []))).name).toBe('InvalidPermission.NotFound');
});

it('RevokeSecurityGroupEgress takes the rules that are named from the outbound group, once', async () => {
  await studio.domain();
  const { GroupId, IpPermissionsEgress = [] } = named('outbound', await groups()) ?? {};
  const [nfs, lustre] = IpPermissionsEgress;
  const revoke = (rules: typeof IpPermissionsEgress) =>
    ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: rules }));
  expect((await refusal(revoke([]))).name).toBe('MissingParameter');
  await revoke(lustre ? [lustre] : []);
  expect(named('outbound', await groups())?.IpPermissionsEgress).toEqual([nfs]);
  expect((await refusal(revoke(lustre ? [lustre] : []))).name).toBe('InvalidPermission.NotFound');
});

it('they go with a domain whose deletion says that its file system goes', async () => {
  const DomainId = await studio.domain();
  await studio.client.send(new DeleteDomainCommand({ DomainId, RetentionPolicy: { HomeEfsFileSystem: 'Delete' } }));
  studio.clock.advance(5 * MINUTE);
  expect(await groups()).toEqual([]);
});
