import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssociateRouteTableCommand, ModifyVpcAttributeCommand, ModifyVpcEndpointCommand } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { parse } from 'yaml';
import { overlapCidr, containsCidr } from 'cidr-tools';
import { z } from 'zod';
import { freeRanges } from '../../../src/admin/network/rules/ranges';
import { tools } from '../../lifecycle/moto';
import { LocalNetworks, Network } from './live-network';
import { studiolo, understood } from './studiolo';

jest.setTimeout(300_000);

const local = new LocalNetworks();
beforeAll(() => local.start());
afterAll(() => local.stop());

const template = (...words: string[]) =>
  studiolo(['network', 'template', '--users', '60', ...words], local.environment);

/** All templates of these tests at once: cfn-lint takes seconds to start. */
function lint(templates: string[]) {
  const files = templates.map((yaml, at) => {
    writeFileSync(local.at(`linted-${at}.yaml`), yaml);
    return local.at(`linted-${at}.yaml`);
  });
  const { status, stdout } = spawnSync(path.join(tools, 'bin', 'cfn-lint'), files, { encoding: 'utf8' });
  return { status, stdout };
}
const linted: string[] = [];

const Stacks = z.object({
  Stacks: z.array(
    z.object({
      StackStatus: z.string(),
      Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })),
    }),
  ),
});

const Resources = z.object({
  StackResources: z.array(z.object({ LogicalResourceId: z.string(), PhysicalResourceId: z.string().optional() })),
});
interface Resource {
  Type: string;
  Properties: Record<string, { Ref: string } | boolean | undefined>;
}

/**
 * moto's CloudFormation leaves out a VPC's DNS attributes and the associations of route tables: made with the calls that
 * CloudFormation makes, from what the template says.
 */
async function completed(yaml: string, name: string): Promise<void> {
  const told = local.motoServer.aws('cloudformation', 'describe-stack-resources', '--stack-name', name);
  const made = Resources.parse(JSON.parse(told)).StackResources;
  const idOf = (value: unknown) =>
    made.find(({ LogicalResourceId }) => LogicalResourceId === Object(value).Ref)?.PhysicalResourceId ?? '';
  for (const [id, { Type, Properties }] of Object.entries<Resource>(parse(yaml).Resources)) {
    if (Type === 'AWS::EC2::SubnetRouteTableAssociation') {
      await local.ec2.send(
        new AssociateRouteTableCommand({
          RouteTableId: idOf(Properties['RouteTableId']),
          SubnetId: idOf(Properties['SubnetId']),
        }),
      );
    }
    if (Type !== 'AWS::EC2::VPC') continue;
    for (const attribute of ['EnableDnsSupport', 'EnableDnsHostnames']) {
      const Value = Properties[attribute] === true;
      await local.ec2.send(new ModifyVpcAttributeCommand({ VpcId: idOf({ Ref: id }), [attribute]: { Value } }));
    }
  }
}

/** Deploys a template into moto, as far as moto knows its resources; the stack's outputs. */
async function deployed(yaml: string, name: string): Promise<Record<string, string>> {
  writeFileSync(local.at(`${name}.yaml`), yaml);
  const { motoServer } = local;
  const body = `file://${local.at(`${name}.yaml`)}`;
  motoServer.aws(
    'cloudformation',
    'create-stack',
    '--stack-name',
    name,
    '--template-body',
    body,
    '--capabilities',
    'CAPABILITY_IAM',
  );
  const told = motoServer.aws('cloudformation', 'describe-stacks', '--stack-name', name);
  const [stack] = Stacks.parse(JSON.parse(told)).Stacks;
  expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
  await completed(yaml, name);
  return Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

const networkOf = (outputs: Record<string, string>) =>
  Network.in(local, {
    vpcId: outputs['VpcId'] ?? '',
    subnetIds: (outputs['SubnetIds'] ?? '').split(','),
    apps: outputs['AppSecurityGroupId'] ?? '',
    files: outputs['FileSystemSecurityGroupId'] ?? '',
  });

const check = (network: Network, ...words: string[]) =>
  studiolo(['network', 'check', '--domain', network.domainId, ...words], local.environment);

it('is deployed into a network in which check finds nothing', async () => {
  const { code, stdout, stderr } = template('--file-systems', '2', '--growth', '30%');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  linted.push(stdout);
  const network = await networkOf(await deployed(stdout, 'studio'));
  const checked = check(network, '--internet', 'forbidden', '--users', '60');
  expect(checked).toEqual({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/no errors, no warnings, no notes\n$/),
  });
});

it('makes, with private URLs, all that check asks for then, and prints the rules for company DNS and browsers', async () => {
  const words = [
    '--private-urls',
    '--company-cidr',
    '10.200.0.0/16',
    '--uses',
    'custom-images,glue',
    '--file-systems',
    '2',
  ];
  const { stdout, stderr } = template(...words);
  linted.push(stdout);
  expect(stderr).toContain('  studio.us-east-1.sagemaker.aws\n  api.sagemaker.us-east-1.amazonaws.com\n');
  expect(stderr).toContain(
    'send these hosts on TCP 443 into the VPC, not to a proxy\n  *.studio.us-east-1.sagemaker.aws',
  );
  const { Resources } = parse(stdout);
  expect(Resources.ResolverEndpoint.Properties).toMatchObject({ Direction: 'INBOUND', IpAddresses: [{}, {}] });
  // moto's CloudFormation has no resolver: it is made with the same call that CloudFormation makes.
  const { Resources: others, Outputs: outputs } = parse(stdout);
  delete others.ResolverEndpoint;
  delete outputs.ResolverEndpointId;
  const network = await networkOf(await deployed(JSON.stringify({ Resources: others, Outputs: outputs }), 'private'));
  const checked = check(network, '--uses', 'private-urls,custom-images,glue', '--users', '60');
  expect(checked).toMatchObject({ code: 0, stderr: '' });
  expect(check(network, '--uses', 'athena')).toMatchObject({ code: 3 });
});

it('takes free ranges of an existing VPC, and opens the endpoints that are there to the apps', async () => {
  const there = await Network.make(local, { services: ['sts', 'logs'] });
  const { code, stdout } = template('--vpc', there.vpcId, '--file-systems', '2');
  expect(code).toBe(0);
  linted.push(stdout);
  const { Resources } = parse(stdout);
  expect(Resources.Vpc).toBeUndefined();
  expect(Resources.StsEndpoint).toBeUndefined();
  const network = await networkOf(await deployed(stdout, 'existing'));
  expect(network.vpcId).toBe(there.vpcId);
  const checked = check(network, '--users', '60');
  // The two endpoints that were there are in two zones of three.
  expect(
    JSON.parse(check(network, '--users', '60', '--json').stdout).findings.map(({ code }: { code: string }) => code),
  ).toEqual(['endpoint-in-too-few-zones', 'endpoint-in-too-few-zones']);
  expect(checked.code).toBe(3);
});

it('opens the endpoints of Studio that are there to browsers too, and says what of the VPC it cannot put right', async () => {
  const services = ['sagemaker.api', 'sts', 'aws.sagemaker.us-east-1.studio'];
  const there = await Network.make(local, { services });
  await local.ec2.send(new ModifyVpcAttributeCommand({ VpcId: there.vpcId, EnableDnsHostnames: { Value: false } }));
  const studio = await there.group('studio');
  await local.ec2.send(
    new ModifyVpcEndpointCommand({
      VpcEndpointId: there.endpoints['aws.sagemaker.us-east-1.studio'],
      AddSecurityGroupIds: [studio],
      RemoveSecurityGroupIds: [there.doors],
    }),
  );
  const words = ['--vpc', there.vpcId, '--private-urls', '--company-cidr', '192.168.0.0/16'];
  const { code, stdout, stderr } = template(...words);
  expect(code).toBe(0);
  linted.push(stdout);
  const { Resources } = parse(stdout);
  const ingress = Object.entries<{ Properties: object }>(Resources).filter(([name]) => name.startsWith('Existing'));
  expect(ingress).toHaveLength(4);
  expect(ingress.map(([, { Properties }]) => Properties)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ GroupId: there.doors, SourceSecurityGroupId: { Ref: 'AppSecurityGroup' } }),
      expect.objectContaining({ GroupId: studio, SourceSecurityGroupId: { Ref: 'AppSecurityGroup' } }),
      expect.objectContaining({ GroupId: there.doors, CidrIp: '192.168.0.0/16' }),
      expect.objectContaining({ GroupId: studio, CidrIp: '192.168.0.0/16' }),
    ]),
  );
  expect(stderr).toContain(`${there.vpcId}: enableDnsHostnames is off, and the names of endpoints need it`);
  expect(stderr).toMatch(/vpce-\w+ \(com\.amazonaws\.us-east-1\.sts\) is there already, in 2 of 6 zones/);
});

it('refuses a VPC of dedicated tenancy, which Studio does not take', async () => {
  const { vpcId } = await Network.make(local, { tenancy: 'dedicated' });
  expect(template('--vpc', vpcId)).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(`${vpcId} has dedicated tenancy, and Studio takes a VPC of default tenancy alone`),
  });
});

it('names services as AWS China does for a region there', () => {
  const { stdout, stderr } = template('--region', 'cn-north-1', '--private-urls', '--company-cidr', '192.168.0.0/16');
  const { Resources } = parse(stdout);
  expect(Resources.StsEndpoint.Properties.ServiceName).toEqual({ 'Fn::Sub': 'cn.com.amazonaws.${AWS::Region}.sts' });
  expect(Resources.LogsEndpoint.Properties.ServiceName).toEqual({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.logs' });
  expect(Resources.S3Endpoint.Properties.ServiceName).toEqual({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' });
  expect(stderr).toContain('  studio.cn-north-1.sagemaker.com.cn\n  api.sagemaker.cn-north-1.amazonaws.com.cn\n');
});

it('satisfies cfn-lint, each of them', () => {
  expect(linted).toHaveLength(4);
  expect(lint(linted)).toEqual({ status: 0, stdout: '' });
});

it('knows the zones of the region where it asks AWS for a VPC', async () => {
  const { vpcId } = await Network.make(local);
  const refused = (...words: string[]) => template('--vpc', vpcId, ...words).stderr;
  expect(refused('--zones', '16')).toContain('us-east-1 has 6 zones, and 16 subnets need as many');
  expect(refused('--zone-ids', 'use1-az1,use1-az9')).toMatch(/--zone-ids: us-east-1 has .*, and no use1-az9/);
});

it.each([
  [['--cidr', '10.0.0.0/27'], '--cidr 10.0.0.0/27 is too small for 3 subnets of /27; take /25 or larger'],
  [['--cidr', '10.0.0.1/16'], '--cidr takes a range such as 10.0.0.0/16, not "10.0.0.1/16"'],
  [['--cidr', '10.0.0.0/8'], "--cidr takes a VPC's range, from /16 to /28, not /8"],
  [['--private-urls'], '--private-urls needs to know where browsers are: --company-cidr A.B.C.D/N'],
  [['--company-cidr', '10.0.0.0/8'], '--company-cidr is for --private-urls'],
  [
    ['--zone-ids', 'us-east-1a'],
    '--zone-ids takes ids of zones such as use1-az1 (names differ by account), not "us-east-1a"',
  ],
  [['--zone-ids', 'use1-az1', '--zones', '2'], '--zones 2 and --zone-ids use1-az1 are not the same number'],
  [['--uses', 'gleu'], 'not "gleu", did you mean glue?'],
  [['--uses', ''], '--uses takes words with commas between, none of them empty, not ""'],
  [['--uses', 'glue,,athena'], 'none of them empty, not "glue,,athena"'],
  [['--zones', 'many', '--zone-ids', 'use1-az1'], '--zones takes a whole number from 1 to 16, not "many"'],
  [['--zone-ids', 'use1-az1,euw1-az1'], '--zone-ids takes zones of one region, not use1-az1,euw1-az1'],
  [['--zone-ids', Array.from({ length: 17 }, (_, at) => `use1-az${at}`).join()], '16 zones at most'],
  [['--private-urls', '--company-cidr', '0.0.0.0/0'], '--company-cidr 0.0.0.0/0 is every address there is'],
  [['--cidr', '224.0.0.0/16'], '--cidr 224.0.0.0/16: these are no addresses of hosts'],
  [['--cidr', 'fd00::/56'], '--cidr takes a range such as 10.0.0.0/16, not "fd00::/56"'],
  [['--private-urls', '--company-cidr', '10.0.0.0/28', '--cidr', '10.0.0.0/16'], 'lies within the VPC (10.0.0.0/16)'],
  [['--vpc', 'nope'], '--vpc takes an id, vpc-…, not "nope"'],
  [['--instance-types', '2'], 'there is no option --instance-types'],
  [['--private-urls', '--company-cidr', '10.9.0.0/16', '--zones', '1'], '--private-urls needs two zones or more'],
])('refuses %j with the value', async (words, message) => {
  const { code, stdout, stderr } = await understood(['network', 'template', '--users', '40', ...words]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('says how many addresses a subnet would need where none is that large', () => {
  const { code, stderr } = studiolo(['network', 'template', '--users', '1000000']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('each of 3 subnets needs 433344 addresses, and the largest, a /16, has 65536'),
  });
});

it('says which VPC does not exist', () => {
  const { code, stderr } = template('--vpc', 'vpc-0123456789abcdef0');
  expect(code).toBe(1);
  expect(stderr).toContain('vpc-0123456789abcdef0');
  expect(stderr).toContain(
    'check --vpc and --region: aws ec2 describe-vpcs --region us-east-1 lists those of us-east-1\n',
  );
});

describe('free ranges', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const within = fc
    .tuple(octet, octet, fc.integer({ min: 17, max: 32 }))
    .map(([third, fourth, prefix]) => ({ third, fourth, prefix }));

  it('lie within the VPC, aligned, apart from what is taken and from each other', () => {
    fc.assert(
      fc.property(
        fc.array(within, { maxLength: 12 }),
        fc.integer({ min: 17, max: 28 }),
        fc.integer({ min: 1, max: 6 }),
        (blocks, prefix, count) => {
          const taken = blocks.map(({ third, fourth, prefix: length }) => {
            const value = ((third << 8) | fourth) & ~(2 ** (32 - length) - 1);
            return `10.1.${(value >> 8) & 255}.${value & 255}/${length}`;
          });
          const found = freeRanges(['10.1.0.0/16'], taken, prefix, count);
          if (!found) return;
          expect(found).toHaveLength(count);
          found.forEach((range, at) => {
            expect(containsCidr('10.1.0.0/16', range)).toBe(true);
            expect(taken.length > 0 && overlapCidr(range, taken)).toBe(false);
            expect(found.slice(at + 1).some((other) => overlapCidr(range, other))).toBe(false);
          });
        },
      ),
    );
  });

  it('are found in a secondary range where the first is full', () => {
    const ranges = freeRanges(['10.1.0.0/24', '100.64.0.0/23'], ['10.1.0.0/24', '100.64.0.0/26'], 24, 1);
    expect(ranges).toEqual(['100.64.1.0/24']);
    expect(freeRanges(['10.1.0.0/24'], [], 24, 2)).toBeUndefined();
  });
});
