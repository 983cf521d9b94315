import { studiolo } from './studiolo';

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

it('tells the same as JSON', () => {
  const { today, classic, whitepaper } = JSON.parse(plan(...example, '--growth', '30%', '--json').stdout);
  expect(today).toMatchObject({ now: 433, then: 553, subnet: { addresses: 190 }, fit: { prefix: 24, left: 66 } });
  expect(classic).toMatchObject({ now: 533, fit: { prefix: 24 } });
  expect(whitepaper).toMatchObject({ mixed: 511, mixedPrefix: 22, inAll: 533 });
  expect(today.running[0].each).toMatchObject({ addresses: 1, standing: 'inferred' });
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
  [['--users', '10', '--growth', 'lots'], '--growth takes a whole number from 0 to 1000, not "lots"'],
  [['--users', '10', '--growth', '%'], '--growth takes a whole number from 0 to 1000, not ""'],
  [['--users', '10', '--apps', '1.5'], '--apps takes a whole number from 0 to 100, not "1.5"'],
  [['--user', '10'], 'there is no option --user, did you mean --users?'],
  [[], 'say how many people will work at once: --users N'],
  [['--users', '10', '--json', '--svg'], '--json and --svg exclude each other'],
])('refuses %j with the value', (words, message) => {
  const { code, stdout, stderr } = plan(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
