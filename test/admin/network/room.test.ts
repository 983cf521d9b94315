import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { Ec2Door } from './ec2-door';
import { LocalNetworks, Network } from './live-network';
import { studioloMeanwhile } from './studiolo';

jest.setTimeout(180_000);

const local = new LocalNetworks();
const door = new Ec2Door(() => local.moto);
let url = '';
let network: Network;

beforeAll(async () => {
  await local.start();
  url = await door.open();
  // 11 addresses of each of two subnets can be taken; endpoints and mount targets have some.
  network = await Network.make(local, { prefix: 28, profiles: ['ana'] });
});
afterAll(async () => {
  door.close();
  await local.stop();
});
beforeEach(() => (door.refused = ''));

/** `studiolo plan` of a file that says these domains. */
async function plan(domains: object, ...words: string[]) {
  const file = local.at('studio.yaml');
  writeFileSync(file, stringify({ studio: 'acme', account: '123456789012', region: 'us-east-1', domains }));
  const environment = { ...local.oneEndpoint, AWS_ENDPOINT_URL_EC2: url, HOME: local.at('home') };
  // The door answers from this process, which must not wait in one piece.
  return studioloMeanwhile(['plan', file, ...words], environment);
}

const people = (count: number) => ({
  userProfiles: Object.fromEntries(Array.from({ length: count }, (_, at) => [`user-${at}`, {}])),
});
const subnets = () => network.subnetIds.join(', ');

it('says that more people come than the subnets have addresses for, and how many are lacking', async () => {
  const { code, stdout } = await plan({ [network.domainId]: people(20) });
  expect(code).toBe(3);
  expect(stdout).toMatch(
    new RegExp(
      `^domain ${network.domainId}$[^]*^  ! too few addresses for 21 user profiles with one app each, of which 0 run: 12 are free in ${subnets()}, 9 too few; see studiolo network check$`,
      'm',
    ),
  );
});

it('says nothing of it where there are enough, and asks nothing where nobody comes', async () => {
  const { code, stdout } = await plan({ [network.domainId]: people(11) });
  expect({ code, stdout }).toEqual({ code: 3, stdout: expect.not.stringMatching(/addresses|Unknown/) });
  door.refused = 'DescribeSubnets';
  expect((await plan({ [network.domainId]: { tags: { company: 'acme' } } })).stdout).not.toMatch(/addresses|Unknown/);
});

it('counts all domains of the file in the same subnets, one that is to be made as well', async () => {
  const made = {
    AuthMode: 'IAM',
    role: 'arn:aws:iam::123456789012:role/Studio',
    VpcId: network.vpcId,
    SubnetIds: network.subnetIds.slice(0, 1),
  };
  const { stdout } = await plan({ [network.domainId]: people(4), more: { ...made, ...people(3) } });
  expect(stdout).toContain(
    `too few addresses for 3 user profiles with one app each, of which 0 run: 6 are free in ${network.subnetIds[0]}, 2 too few`,
  );
  // In its two subnets the other domain has room for all.
  expect(stdout.match(/too few addresses/g)).toHaveLength(1);
});

it('says it of a domain that is moved into smaller subnets', async () => {
  const [first = ''] = network.subnetIds;
  const profiles = Array.from({ length: 9 }, (_, at) => `user-${at}`);
  const domainId = await network.furtherDomain(profiles);
  const { stdout } = await plan({ [domainId]: { SubnetIds: [first] } }, '--adopt');
  expect(stdout).toContain(`too few addresses for 9 user profiles`);
  expect(stdout).toContain(`6 are free in ${first}, 3 too few`);
});

it('says that it is not known, and what to allow, where subnets may not be read', async () => {
  door.refused = 'DescribeSubnets';
  const { code, stdout } = await plan({ [network.domainId]: people(20) });
  expect(code).toBe(3);
  expect(stdout).toMatch(/Unknown: free addresses of subnet-\w+, subnet-\w+ \(.*; allow ec2:DescribeSubnets\)$/m);
  const { unknown } = JSON.parse((await plan({ [network.domainId]: people(20) }, '--json')).stdout);
  expect(unknown.gap.action).toBe('ec2:DescribeSubnets');
});

it('tells the same as JSON', async () => {
  const { tooFewAddresses } = JSON.parse((await plan({ [network.domainId]: people(20) }, '--json')).stdout);
  expect(tooFewAddresses).toEqual([
    { domain: network.domainId, subnetIds: network.subnetIds, people: 21, running: 0, free: 12, lacking: 9 },
  ]);
});
