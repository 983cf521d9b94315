import { type CustomFileSystemConfig, UpdateDomainCommand } from '@aws-sdk/client-sagemaker';
import { checkNetwork } from '../../../src/admin/network/check';
import { findingsOf, unassessed } from '../../../src/admin/findings/outcome';
import { connect } from '../../../src/aws/client';
import type { Wishes } from '../../../src/admin/network/read-network';
import { Ec2Door } from './ec2-door';
import { LocalNetworks, Network } from './live-network';
import { studiolo } from './studiolo';

jest.setTimeout(180_000);

const local = new LocalNetworks();
/** SageMaker in an account that the VPC of the account 123456789012 is shared with. */
const participant = new LocalNetworks();
const door = new Ec2Door(() => local.moto);

beforeAll(async () => {
  await local.start();
  await participant.start('{}', '--account', '210987654321');
  const url = await door.open();
  Object.assign(process.env, local.environment, { AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_EFS: url });
});
afterAll(async () => {
  door.close();
  await Promise.all([local.stop(), participant.stop()]);
});
beforeEach(() => (door.alter = (_, text) => text));

const wishes: Wishes = {
  internet: 'forbidden',
  isolation: 'none',
  uses: [],
  instanceTypes: [],
  appsEach: 1,
  growth: 30,
  policies: [],
};

async function judged({ domainId }: Network) {
  const { outcomes, occupancy } = await checkNetwork(connect('us-east-1'), domainId, 'us-east-1', wishes);
  return { outcomes, occupancy, findings: findingsOf(outcomes), gaps: unassessed(outcomes).map(({ gap }) => gap) };
}

it('finds a subnet that has IPv6 alone, and tells it as such', async () => {
  const network = await Network.make(local);
  const [cidr = ''] = network.cidrs;
  // moto makes no subnet without an IPv4 range.
  door.alter = (operation, text) =>
    operation === 'DescribeSubnets' ? text.replace(`<cidrBlock>${cidr}</cidrBlock>`, '') : text;
  const { findings, occupancy } = await judged(network);
  expect(findings.map(({ code }) => code)).toEqual(['subnet-address-family']);
  expect(findings[0]?.reason).toBe(`${network.subnetIds[0]} has IPv6 addresses alone, and apps need IPv4`);
  expect(occupancy.subnets.map(({ cidr }) => cidr)).toEqual([undefined, network.cidrs[1]]);
});

it('says of a VPC that does not exist that alone, and takes nothing in it for missing or full', async () => {
  const network = await Network.make(local);
  network.vpcId = 'vpc-0123456789abcdef0';
  network.domainId = await network.furtherDomain(['ana']);
  const { findings, gaps, occupancy } = await judged(network);
  expect(findings).toEqual([]);
  expect(gaps.map(({ what, remedy }) => [what, remedy])).toEqual([
    ['vpc-0123456789abcdef0', 'name one that exists where it is set'],
  ]);
  expect(occupancy.subnets).toEqual([]);
});

it('finds that no subnet of the domain exists, and does not call that too few addresses', async () => {
  const network = await Network.make(local);
  network.subnetIds = ['subnet-0123456789abcdef0'];
  network.domainId = await network.furtherDomain(['ana']);
  const { findings } = await judged(network);
  expect(findings.map(({ code }) => code)).toEqual(['subnet-missing']);
});

it('finds a subnet in a local zone', async () => {
  const network = await Network.make(local);
  // moto has no local zones.
  door.alter = (operation, text) =>
    operation === 'DescribeAvailabilityZones'
      ? text.replace(/<item>(?:(?!<item>).)*?<zoneName>us-east-1b<.*?<\/item>/s, (zone) =>
          zone.replace('availability-zone', 'local-zone'),
        )
      : text;
  const { findings } = await judged(network);
  expect(findings.map(({ code, reason }) => [code, reason])).toEqual([
    ['subnet-in-local-zone', `${network.subnetIds[1]} is in us-east-1b, a local-zone`],
  ]);
});

it('says of a VPC that another account shares that its endpoints and gateways are not to be seen', async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL_SAGEMAKER: participant.environment['AWS_ENDPOINT_URL_SAGEMAKER'] });
  try {
    const network = await Network.make(participant);
    Object.assign(process.env, { AWS_ENDPOINT_URL_EC2: participant.moto, AWS_ENDPOINT_URL_EFS: participant.moto });
    const { findings, gaps } = await judged(network);
    expect(findings).toEqual([]);
    expect(gaps.map(({ what }) => what)).toContain(`endpoints of ${network.vpcId}`);
    expect(gaps[0]?.remedy).toContain('run this with credentials of account 123456789012');
  } finally {
    Object.assign(process.env, local.environment);
  }
});

describe('custom file systems', () => {
  const use = (network: Network, systems: CustomFileSystemConfig[]) =>
    local.sagemaker.send(
      new UpdateDomainCommand({
        DomainId: network.domainId,
        DefaultUserSettings: { CustomFileSystemConfigs: systems },
      }),
    );

  it('of EFS: each needs its mount targets, and says which lacks one', async () => {
    const network = await Network.make(local);
    const further = await network.fileSystem(network.subnetIds.slice(0, 1));
    await use(network, [
      { EFSFileSystemConfig: { FileSystemId: network.fileSystemId } },
      { EFSFileSystemConfig: { FileSystemId: further } },
    ]);
    const { findings, gaps } = await judged(network);
    expect(findings.map(({ code, where }) => [code, where.id])).toEqual([['mount-target-missing', further]]);
    expect(gaps).toEqual([]);
  });

  it('that do not exist: each is found, and the others are judged all the same', async () => {
    const network = await Network.make(local);
    const further = await network.fileSystem(network.subnetIds.slice(0, 1));
    await use(network, [
      { EFSFileSystemConfig: { FileSystemId: 'fs-0123456789abcdef0' } },
      { EFSFileSystemConfig: { FileSystemId: further } },
    ]);
    const { findings, gaps } = await judged(network);
    expect(findings.map(({ code, where }) => [code, where.id])).toEqual([
      ['file-system-missing', 'fs-0123456789abcdef0'],
      ['mount-target-missing', further],
    ]);
    expect(gaps).toEqual([]);
  });

  it('of FSx for Lustre: not judged, which is said', async () => {
    const network = await Network.make(local);
    await use(network, [
      { EFSFileSystemConfig: { FileSystemId: network.fileSystemId } },
      { FSxLustreFileSystemConfig: { FileSystemId: 'fs-0f5a0f5a0f5a0f5a0' } },
    ]);
    const { findings } = await judged(network);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['file-system-not-judged', 'note']]);
    const check = (...words: string[]) =>
      studiolo(['network', 'check', '--domain', network.domainId, ...words], local.environment).code;
    expect(check()).toBe(0);
    expect(check('--fail-on', 'note')).toBe(3);
    const accepted = 'file-system-not-judged at fs-0f5a0f5a0f5a0f5a0 until 2999-12-31: apps mount it';
    expect(check('--fail-on', 'note', '--accept', accepted)).toBe(0);
  });
});
