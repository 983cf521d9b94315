import {
  AuthorizeSecurityGroupEgressCommand,
  DescribeImagesCommand,
  DescribeManagedPrefixListsCommand,
  RevokeSecurityGroupEgressCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { UpdateDomainCommand } from '@aws-sdk/client-sagemaker';
import { checkNetwork } from '../../../src/admin/network/check';
import { connect } from '../../../src/aws/client';
import { exitCodeOf } from '../../../src/admin/findings/exit-code';
import { findingsOf, unassessed } from '../../../src/admin/findings/outcome';
import type { Wishes } from '../../../src/admin/network/read-network';
import { Ec2Door } from './ec2-door';
import { LocalNetworks, Network } from './live-network';
import { studiolo, studioloMeanwhile } from './studiolo';

jest.setTimeout(300_000);

const local = new LocalNetworks();
let network: Network;
const door = new Ec2Door(() => local.moto);

/** All that check asks of SageMaker. */
const asked = ['DescribeDomain', 'ListDomains', 'ListUserProfiles', 'ListApps', 'DescribeUserProfile'];
const keyWithout = (at: number) => `AKIAWITHOUT00000000${at}`;
/** Who may do all of it but one thing each, and who may do nothing. */
const callers = Object.fromEntries([
  ...asked.map((refused, at) => {
    const allow = asked.filter((operation) => operation !== refused).map((operation) => `sagemaker:${operation}`);
    return [keyWithout(at), { principal: `arn:aws:iam::123456789012:user/without-${refused}`, allow }];
  }),
  ['AKIANOTHING000000000', { principal: 'arn:aws:iam::123456789012:user/nothing', allow: [] }],
]);

beforeAll(async () => {
  await local.start(JSON.stringify(callers));
  network = await Network.make(local);
  const url = await door.open();
  Object.assign(process.env, local.environment, { AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_EFS: url });
});
afterAll(async () => {
  door.close();
  await local.stop();
});
beforeEach(() => Object.assign(door, { refused: '', instead: () => undefined }));

const wishes: Wishes = {
  internet: 'expected',
  isolation: 'none',
  uses: [],
  instanceTypes: ['ml.t3.medium'],
  appsEach: 1,
  growth: 30,
  policies: [],
};
const judged = () => checkNetwork(connect('us-east-1'), network.domainId, 'us-east-1', wishes);

it.each([
  ['ec2', 'DescribeVpcs', 'dedicated-tenancy'],
  ['ec2', 'DescribeVpcAttribute', 'dns-off'],
  ['ec2', 'DescribeSubnets', 'too-few-addresses'],
  ['ec2', 'DescribeAvailabilityZones', 'subnet-in-local-zone'],
  ['ec2', 'DescribeRouteTables', 'route-to-internet-gateway'],
  ['ec2', 'DescribeNatGateways', 'internet-missing'],
  ['ec2', 'DescribeVpcEndpoints', 'endpoint-missing'],
  ['ec2', 'DescribeSecurityGroups', 'apps-reach-each-other'],
  ['ec2', 'DescribeInstanceTypeOfferings', 'instance-type-not-offered'],
  ['elasticfilesystem', 'DescribeFileSystems', 'mount-target-missing'],
  ['elasticfilesystem', 'DescribeMountTargets', 'mount-target-missing'],
  ['elasticfilesystem', 'DescribeMountTargetSecurityGroups', 'file-system-closed'],
])('could not assess without %s:%s, names it, and judges the rest', async (service, operation, code) => {
  door.refused = operation;
  const { outcomes } = await judged();
  const gaps = unassessed(outcomes);
  expect(gaps.map(({ gap }) => gap.action)).toEqual([`${service}:${operation}`]);
  expect(gaps[0]?.gap.remedy).toBe(`allow ${service}:${operation}`);
  expect(gaps[0]?.codes).toContain(code);
  expect(outcomes.some(({ outcome }) => outcome === 'pass')).toBe(true);
  // What the refusal hides is neither found nor passed.
  const told = outcomes.filter((one) => one.code === code).map(({ outcome }) => outcome);
  expect([...new Set(told)]).toEqual(['not-assessed']);
});

it('says that it is not known who takes the addresses, without ec2:DescribeNetworkInterfaces', async () => {
  door.refused = 'DescribeNetworkInterfaces';
  const { occupancy } = await judged();
  expect(occupancy.gap?.action).toBe('ec2:DescribeNetworkInterfaces');
});

it.each(asked.map((operation, at) => [operation, keyWithout(at)]))(
  'ends with 4 and names sagemaker:%s alone where that is refused',
  (operation, key) => {
    const environment = { ...local.environment, AWS_ACCESS_KEY_ID: key };
    const words = ['network', 'check', '--domain', network.domainId, '--user-profiles'];
    const { code, stdout, stderr } = studiolo([...words, '--json'], environment);
    const actions: string[] = JSON.parse(stdout).notAssessed.map(({ action }: { action: string }) => action);
    expect({ code, actions: [...new Set(actions)] }).toEqual({ code: 4, actions: [`sagemaker:${operation}`] });
    expect(stderr).toContain(`allow sagemaker:${operation}`);
  },
);

it('tells by rule what is not judged where sagemaker:ListApps is refused', () => {
  const environment = { ...local.environment, AWS_ACCESS_KEY_ID: keyWithout(asked.indexOf('ListApps')) };
  const { stdout } = studiolo(['network', 'check', '--domain', network.domainId], environment);
  expect(stdout).toContain('allow sagemaker:ListApps\n  not judged: too-few-addresses, little-room-to-grow');
});

it('could not assess what apps may send where ec2:GetManagedPrefixListEntries is refused and a group names a list', async () => {
  const { PrefixLists = [] } = await local.ec2.send(new DescribeManagedPrefixListsCommand({}));
  const list = {
    PrefixListId: PrefixLists.find(({ PrefixListName }) => PrefixListName?.endsWith('.dynamodb'))?.PrefixListId,
  };
  const GroupId = await network.group('by-list');
  const all = { GroupId, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] };
  await local.ec2.send(new RevokeSecurityGroupEgressCommand(all));
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [list] }];
  await local.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  const groups = (SecurityGroups: string[]) =>
    local.sagemaker.send(
      new UpdateDomainCommand({ DomainId: network.domainId, DefaultUserSettings: { SecurityGroups } }),
    );
  await groups([GroupId]);
  try {
    door.refused = 'GetManagedPrefixListEntries';
    const { outcomes } = await judged();
    const gaps = unassessed(outcomes);
    expect([...new Set(gaps.map(({ gap }) => gap.action))]).toEqual(['ec2:GetManagedPrefixListEntries']);
    expect(gaps.flatMap(({ codes }) => codes)).toContain('endpoint-closed');
  } finally {
    await groups([network.apps]);
  }
});

it.each([
  ['plan', 'DescribeSubnets'],
  ['plan', 'DescribeVpcEndpoints'],
  ['template', 'DescribeVpcs'],
  ['template', 'DescribeVpcAttribute'],
  ['template', 'DescribeSubnets'],
  ['template', 'DescribeVpcEndpoints'],
  ['template', 'DescribeAvailabilityZones'],
])('%s ends with 1 without ec2:%s, prints nothing, and names it', async (verb, operation) => {
  door.refused = operation;
  const of = verb === 'plan' ? ['--domain', network.domainId] : ['--users', '5', '--vpc', network.vpcId];
  const environment = { ...local.environment, AWS_ENDPOINT_URL_EC2: process.env['AWS_ENDPOINT_URL_EC2'] };
  const { code, stdout, stderr } = await studioloMeanwhile(['network', verb, ...of, '--json'], environment);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({
    exitCode: 1,
    error: expect.stringMatching(`us-east-1: .*; allow ec2:${operation}$`),
  });
});

it('ends with 4 and names sagemaker:DescribeDomain where nothing may be read, and passes nothing', () => {
  const environment = { ...local.environment, AWS_ACCESS_KEY_ID: 'AKIANOTHING000000000' };
  const { code, stdout } = studiolo(['network', 'check', '--domain', network.domainId, '--json'], environment);
  const { passed, notAssessed } = JSON.parse(stdout);
  expect({ code, passed }).toEqual({ code: 4, passed: [] });
  expect(notAssessed).toHaveLength(1);
  expect(notAssessed[0].action).toBe('sagemaker:DescribeDomain');
});

it('ends with 1 for a domain that is not there, and says so', () => {
  const { code, stdout, stderr } = studiolo(['network', 'check', '--domain', 'd-nosuchdomain'], local.environment);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('d-nosuchdomain');
  expect(stderr).toContain('aws sagemaker list-domains --region us-east-1 lists those of us-east-1');
  const plan = studiolo(['network', 'plan', '--domain', 'd-nosuchdomain', '--json'], local.environment);
  expect({ code: plan.code, stdout: plan.stdout }).toEqual({ code: 1, stdout: '' });
  expect(JSON.parse(plan.stderr)).toEqual({
    exitCode: 1,
    error: expect.stringContaining('check --domain and --region'),
  });
});

/** Has EC2 tell all network interfaces of a subnet in pages, as it does: moto tells them at once, and takes its time. */
async function paged(SubnetId: string): Promise<void> {
  const headers = new Headers({
    authorization: 'AWS4-HMAC-SHA256 Credential=AKIATEST000000000000/20260101/us-east-1/ec2/aws4_request',
    'content-type': 'application/x-www-form-urlencoded',
  });
  const request = { Action: 'DescribeNetworkInterfaces', 'Filter.1.Name': 'subnet-id', 'Filter.1.Value.1': SubnetId };
  const { text } = await door.ask('/', 'POST', headers, Buffer.from(String(new URLSearchParams(request))));
  const [head = '', rest = ''] = text.split('<networkInterfaceSet>');
  const items = (rest.split('</networkInterfaceSet>')[0] ?? '').split(/(?=<item>\s*<networkInterfaceId>)/);
  const interfaces = items.filter((item) => item.includes('<networkInterfaceId>'));
  door.instead = (operation, asked) => {
    if (operation !== 'DescribeNetworkInterfaces') return undefined;
    const from = Number(asked.get('NextToken') ?? 0);
    const to = from + Number(asked.get('MaxResults'));
    const next = to < interfaces.length ? `<nextToken>${to}</nextToken>` : '';
    const told = interfaces.slice(from, to).join('');
    return `${head}<networkInterfaceSet>${told}</networkInterfaceSet>${next}</DescribeNetworkInterfacesResponse>`;
  };
}

it('reads 200 subnets and 5,000 interfaces to the end', async () => {
  const large = await Network.make(local, { furtherSubnets: 198, prefix: 24 });
  const [SubnetId = ''] = await large.widen();
  // By the instances that carry them: one call makes 500.
  const { Images: [image] = [] } = await local.ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
  const NetworkInterfaces = Array.from({ length: 500 }, (_, DeviceIndex) => ({ DeviceIndex, SubnetId }));
  for (let at = 0; at < 10; at += 1)
    await local.ec2.send(
      new RunInstancesCommand({ ImageId: image?.ImageId, MinCount: 1, MaxCount: 1, NetworkInterfaces }),
    );
  await paged(SubnetId);
  const { outcomes, occupancy } = await checkNetwork(connect('us-east-1'), large.domainId, 'us-east-1', {
    ...wishes,
    instanceTypes: [],
    internet: 'forbidden',
  });
  expect(findingsOf(outcomes)).toEqual([]);
  expect(exitCodeOf(outcomes, 'warning')).toBe(0);
  expect(occupancy.subnets.find(({ subnetId }) => subnetId === SubnetId)?.takenBy).toEqual({ interface: 5_000 });
});

it('plans for what a domain runs now where CloudTrail cannot be asked, and says so', () => {
  const { code, stdout } = studiolo(['network', 'plan', '--domain', network.domainId], local.environment);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^d-\w+: 2 user profiles; 0 apps run now; the past is not known without CloudTrail \(/);
  expect(stdout).toMatch(/EFS mount targets +2 +1 +2\n +interface endpoints +8 +1 +8\n/);
});
