import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { studiolo, understood } from './studiolo';

jest.setTimeout(60_000);

const plan = (...words: string[]) => studiolo(['network', 'plan', ...words]);
const example = ['--users', '100', '--apps', '2', '--instance-types', '2', '--training', '1', '--endpoints', '10'];

it("tells the subnets of today's Studio and of Classic, and how the whitepaper comes to its numbers", () => {
  const { code, stdout, stderr } = plan(...example);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/running apps +200 +1 +200\n/);
  expect(stdout).toContain('= 150\n  smallest that holds it: /24, 256 addresses, 106 left');
  expect(stdout).toContain('33 shared addresses, 5 per user (38 with one user), and comes to\n  511 and a /22');
  expect(stdout).toContain('The sum of all subnets is 533');
  expect(stdout).toContain('running apps: one network interface for each running instance');
  expect(stdout).toContain('(inferred)');
});

it('tells what AWS advises for each user beside what is counted', () => {
  const advice = "AWS's documentation advises 2 to 4 addresses for each user: 200 to 400 for 100";
  expect(plan(...example).stdout).toContain(advice);
  expect(JSON.parse(plan(...example, '--json').stdout).advised).toEqual({ least: 200, most: 400 });
  expect(plan('--users', '0').stdout).not.toContain('advises');
});

it('tells the same as JSON', () => {
  const { today, classic, whitepaper } = JSON.parse(plan(...example, '--growth', '30%', '--json').stdout);
  expect(today).toMatchObject({ now: 433, then: 553, subnet: { addresses: 190 }, fit: { prefix: 24, left: 66 } });
  expect(classic).toMatchObject({ now: 533, fit: { prefix: 24 } });
  expect(whitepaper).toMatchObject({ mixed: 511, mixedPrefix: 22, inAll: 533 });
  expect(today.running[0].each).toMatchObject({ addresses: 1, evidence: 'inferred' });
});

it('says so where no subnet is large enough, and how many hold it', () => {
  const { stdout } = plan('--users', '100000', '--zones', '1');
  expect(stdout).toContain('no subnet is that large (/16 has 65536); 2 subnets of /16 hold it');
  expect(plan('--users', '1000000', '--apps', '10').stdout).toContain('no domain holds it: 16 subnets are the most');
});

it.each([
  [['--zones', '0', '--users', '1'], '--zones takes a whole number from 1 to 16, not "0"'],
  [['--users', '-3'], '--users takes a whole number from 0 to 1000000, not "-3"'],
  [['--users', '1e9'], '--users takes a whole number from 0 to 1000000, not "1e9"'],
  [
    ['--users', '10', '--growth', 'lots'],
    '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "lots"',
  ],
  [['--users', '10', '--growth', '%'], '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "%"'],
  [['--users', '10', '--apps', '1.5'], '--apps takes a whole number from 0 to 100, not "1.5"'],
  [['--user', '10'], 'there is no option --user, did you mean --users?'],
  [[], 'say how many people will work at once: --users N'],
  [['--users', '0x10'], '--users takes a whole number from 0 to 1000000, not "0x10"'],
  [['--users', '１０'], '--users takes a whole number from 0 to 1000000, not "１０"'],
  [
    ['--users', '10', '--growth', '-5%'],
    '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "-5%"',
  ],
  [
    ['--users', '10', '--growth', '1e9'],
    '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "1e9"',
  ],
  [
    ['--users', '10', '--growth', '12.5%'],
    '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "12.5%"',
  ],
  [
    ['--users', '10', '--growth', '1001'],
    '--growth takes a whole number of percent from 0 to 1000, such as 30%, not "1001"',
  ],
  [['--users', ''], '--users takes a whole number from 0 to 1000000, not ""'],
  [['--users'], '--users needs its value: --users N'],
  [['--users', '50%'], '--users takes a whole number from 0 to 1000000, not "50%"'],
  [['--users', '10', '--efa=yes'], '--efa takes no value'],
  [['--users', '10', '--days', '7'], '--days is for --domain d-…, without a file'],
  [['--users', '10', '--region', 'eu-west-1'], '--region is for --domain d-…, without a file'],
  [['--domain', 'acme'], '--domain takes an id, d-…, not "acme"'],
  [['--domain', ''], '--domain takes an id, d-…, not ""'],
  [['--domain', 'd-1a2b', '--apps', '2'], '--apps and --domain exclude each other'],
  [['--domain', 'd-1a2b', '--users', '2'], '--users and --domain exclude each other'],
  [['--users', '10', '--json', '--svg'], '--json and --svg exclude each other'],
])('refuses %j with the value', async (words, message) => {
  const { code, stdout, stderr } = await understood(['network', 'plan', ...words]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('says nothing of what one person takes where there is nobody', () => {
  expect(plan('--users', '1').stdout).toContain('The whitepaper counts');
  expect(plan('--users', '0').stdout).not.toContain('The whitepaper counts');
});

describe('from a Studio file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-network-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (domains: object, more: object = {}) => {
    const file = path.join(folder, 'studio.yaml');
    const studio = { studio: 'acme', account: '123456789012', region: 'us-east-1', ...more, domains };
    writeFileSync(file, stringify(studio));
    return file;
  };
  const network = { VpcId: 'vpc-1', SubnetIds: ['subnet-1', 'subnet-2'] };
  const mounted = (id: string) => ({ CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId: id } }] });
  const profiles = (count: number, more: object = {}) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`user-${at}`, more]));

  it('counts its user profiles, subnets, file systems, and the endpoints of what it uses, and asks AWS nothing', () => {
    const image = { ImageName: 'lab', AppImageConfigName: 'lab' };
    const file = written({
      'd-one': {
        ...network,
        DefaultUserSettings: { ...mounted('fs-1111aaaa'), JupyterLabAppSettings: { CustomImages: [image] } },
        userProfiles: { ...profiles(20), ana: { UserSettings: mounted('fs-2222aaaa') } },
      },
      'd-two': { ...network, userProfiles: profiles(9) },
    });
    const { code, stdout, stderr } = plan(file, '--growth', '10%', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      users: 30,
      // Four of every domain and two of ECR; two home folders and two custom file systems.
      demand: { apps: 30, zones: 2, endpoints: 6, fileSystems: 4, growth: 10 },
    });
    expect(plan(file).stdout).toContain(
      `${file}: 30 user profiles of d-one, d-two; 2 subnets, counted as a zone each; jobs are not looked at`,
    );
  });

  it('counts no endpoints where the file says that apps reach AWS without the VPC', () => {
    const apart = { ...network, AppNetworkAccessType: 'PublicInternetOnly', userProfiles: profiles(2) };
    const file = written({ 'd-one': apart });
    expect(JSON.parse(plan(file, '--json').stdout).demand.endpoints).toBe(0);
    expect(plan(file).stdout).toContain('no endpoints, which PublicInternetOnly does not need');
    expect(JSON.parse(plan(file, '--endpoints', '3', '--json').stdout).demand.endpoints).toBe(3);
    const both = written({ 'd-one': apart, 'd-two': { ...apart, AppNetworkAccessType: 'VpcOnly' } });
    expect(JSON.parse(plan(both, '--json').stdout).demand.endpoints).toBe(4);
  });

  it('lets be said what the file does not, such as how many work at once', () => {
    const file = written({ 'd-one': { userProfiles: profiles(20) } });
    expect(plan(file).stdout).toContain('20 user profiles of d-one; its subnets are not said; counted as 3');
    const words = ['--users', '5', '--zones', '4', '--file-systems', '2', '--endpoints', '7', '--json'];
    expect(JSON.parse(plan(file, ...words).stdout).demand).toMatchObject({
      apps: 5,
      zones: 4,
      fileSystems: 2,
      endpoints: 7,
    });
  });

  it('plans for one domain where they are in several networks', () => {
    const other = { VpcId: 'vpc-2', SubnetIds: ['subnet-3'] };
    const file = written({
      'd-one': { ...network, userProfiles: profiles(2) },
      'd-two': { ...other, userProfiles: profiles(5) },
    });
    expect(plan(file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name one of d-one, d-two by --domain'),
    });
    expect(JSON.parse(plan(file, '--domain', 'd-two', '--json').stdout)).toMatchObject({
      users: 5,
      demand: { zones: 1 },
    });
    expect(plan(file, '--domain', 'd-twoo').stderr).toContain('did you mean d-two?');
  });

  it('tells every mistake of the file, and that there is none', () => {
    expect(plan(written({ 'd-one': { userProfile: {} } }))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/userProfile.*did you mean userProfiles\?/),
    });
    expect(plan(path.join(folder, 'no.yaml'))).toMatchObject({ code: 2, stderr: expect.stringContaining('no.yaml') });
  });
});
