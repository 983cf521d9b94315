import { DescribeImagesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { checkNetwork } from '../../../src/admin/network/check';
import { connect } from '../../../src/aws/client';
import { exitCodeOf } from '../../../src/admin/findings/exit-code';
import { findingsOf, unassessed } from '../../../src/admin/findings/outcome';
import type { Wishes } from '../../../src/admin/network/read-network';
import { Ec2Door } from './ec2-door';
import { LocalNetworks, Network } from './live-network';
import { studiolo } from './studiolo';

jest.setTimeout(300_000);

const local = new LocalNetworks();
let network: Network;
const door = new Ec2Door(() => local.moto);

beforeAll(async () => {
  await local.start(`{ AKIANOLIST0000000000: { principal: 'arn:aws:iam::123456789012:user/nolist', allow: ['sagemaker:Describe*'] },
    AKIANOTHING000000000: { principal: 'arn:aws:iam::123456789012:user/nothing', allow: [] } }`);
  network = await Network.make(local);
  const url = await door.open();
  Object.assign(process.env, local.environment, { AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_EFS: url });
});
afterAll(async () => {
  door.close();
  await local.stop();
});
beforeEach(() => (door.refused = ''));

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

it('ends with 4 and names sagemaker:ListUserProfiles where that is refused', () => {
  const environment = { ...local.environment, AWS_ACCESS_KEY_ID: 'AKIANOLIST0000000000' };
  const { code, stdout, stderr } = studiolo(['network', 'check', '--domain', network.domainId], environment);
  expect(stdout).toContain('allow sagemaker:ListUserProfiles\n  not judged: too-few-addresses, little-room-to-grow');
  expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('allow sagemaker:ListUserProfiles') });
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
});

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
