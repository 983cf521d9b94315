import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StudioWorld } from '../admin/domain/studio-world';
import { Moto } from '../lifecycle/moto';

jest.setTimeout(300_000);

const text = `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    userProfilesFrom: people.csv
`;
const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start();
  world.write('name,person,team\nana,ana@acme.example,\n', 'people.csv');
  world.write(text);
}, 120_000);
afterAll(async () => {
  await world.stop();
  await moto.stop();
});

/** Commands of a Studio file, with the name of the file as their last word. */
const commands = [
  ['plan'],
  ['plan', '--explain', 'ana'],
  ['plan', '--json'],
  ['apply', '--yes'],
  ['drift'],
  ['destroy', '--yes'],
  ['format'],
  ['format', '--check'],
  ['emulate', '--port', '0'],
  ['guardrails', 'generate', 'no-shared-spaces', '--out', 'policies', '--parameters'],
];
const write: Record<string, (file: string) => void> = {
  'in Latin-1': (file) => writeFileSync(file, Buffer.from(text.replace('acme', 'acm\xeb'), 'latin1')),
  'in UTF-16': (file) => writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le')),
  'that is a program': (file) => writeFileSync(file, Buffer.from('\x7fELF\0\0', 'latin1')),
  'that is a folder': (file) => execFileSync('mkdir', [file]),
  'that is a pipe': (file) => execFileSync('mkfifo', [file]),
  'that is huge': (file) => {
    writeFileSync(file, text);
    truncateSync(file, 3 * 1024 ** 3);
  },
  'that is not there': () => undefined,
};
const lineOf: Record<string, string> = { 'in Latin-1': ':1', 'in UTF-16': ':1', 'that is a program': ':1' };

/** Runs a command with a file in the place of the Studio file, or of the table that it names. */
async function withFile(name: string, make: (file: string) => void, words: readonly string[]) {
  const file = path.join(world.folder, name);
  rmSync(file, { force: true, recursive: true });
  make(file);
  const before = world.sagemaker.calls.length;
  const ended = await world.run([...words, name.endsWith('.csv') ? 'studio.yaml' : name]);
  expect({ words, calls: world.sagemaker.calls.slice(before) }).toEqual({ words, calls: [] });
  expect({ words, stderr: ended.stderr }).not.toMatchObject({ stderr: expect.stringMatching(/^\s+at /m) });
  return ended;
}

test.each(Object.entries(write))('a Studio file %s is told in a line, and nothing is done', async (what, make) => {
  const { code, stderr } = await withFile('wrong.yaml', make, ['format']);
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      new RegExp(`^studiolo: wrong\\.yaml${lineOf[what] ?? ''} cannot be read: (it|there) .*\\n$`),
    ),
  });
});

test.each(commands)('every command tells it: %s %s %s', async (...words) => {
  const said = words.filter((word) => typeof word === 'string');
  for (const what of ['in UTF-16', 'that is a pipe']) {
    const { code, stderr } = await withFile('wrong.yaml', write[what]!, said);
    const where = `wrong\\.yaml"?${lineOf[what] ?? ''}`;
    expect({ what, code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(new RegExp(`${where} cannot be read: it [^\\n]*\\n$`)),
    });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});

test('a plan that is none is told in a line', async () => {
  for (const [what, make] of Object.entries(write)) {
    const { code, stderr } = await withFile('wrong.json', make, ['apply', '--yes']);
    expect({ what, code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^studiolo: wrong\.json.*\n$/),
    });
  }
  const none = (content: string) => withFile('wrong.json', (file) => writeFileSync(file, content), ['apply', '--yes']);
  for (const content of ['{"format":"studiolo-plan/9"}', '{"format":"studiolo-plan/1"'])
    expect(await none(content)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^studiolo: wrong\.json cannot be applied: it is .*; make a new plan: .*\n$/),
    });
  // What does not begin as a plan does is read as a Studio file.
  for (const content of ['', 'null', '[]', '{}'])
    expect(await none(content)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^studiolo: (the file has (a mistake|\d mistakes):\n)?wrong\.json:1:1: /),
    });
  const steps = JSON.stringify(Array.from({ length: 50_000 }, () => ({ do: 'dance' })));
  const { code, stderr } = await none(`{"format":"studiolo-plan/1","subject":"x","steps":${steps}}`);
  expect(code).toBe(2);
  expect(stderr.length).toBeLessThan(2_000);
});

test('a table of people with the same faults is told with the place that names it', async () => {
  for (const [what, make] of Object.entries(write)) {
    const { code, stderr } = await withFile('people.csv', make, ['plan']);
    const named = `\nstudio\\.yaml:10:23: domains\\.one\\.userProfilesFrom: people\\.csv${lineOf[what] ?? ''}`;
    const told = new RegExp(`${named} cannot be read: (it|there) `);
    expect({ what, code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(told) });
    expect(stderr.trim().split('\n')).toHaveLength(2);
  }
  world.write('name,person,team\nana,ana@acme.example,\n', 'people.csv');
});

test('a file for another account or Region is refused before anything is asked or changed there', async () => {
  for (const [words] of [['plan'], ['apply', '--yes'], ['drift'], ['destroy', '--yes']].map((one) => [one])) {
    const account = text.replace('123456789012', '999999999999');
    const other = await withFile('wrong.yaml', (file) => writeFileSync(file, account), words!);
    expect(other).toMatchObject({ code: 1, stderr: expect.stringMatching(/999999999999.*123456789012/) });
    const region = text.replace('us-east-1', 'eu-west-1');
    const elsewhere = await withFile('wrong.yaml', (file) => writeFileSync(file, region), words!);
    expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringMatching(/eu-west-1.*us-east-1/) });
  }
});

test('a file for another account or Region is what asks AWS nothing takes, whatever the environment', async () => {
  for (const other of [text.replace('123456789012', '999999999999'), text.replace('us-east-1', 'eu-west-1')]) {
    const file = world.write(other, 'wrong.yaml');
    const explained = await world.run(['plan', file, '--explain', 'ana']);
    expect(explained).toMatchObject({ code: 0, stdout: expect.stringContaining('ExecutionRole') });
    expect(await world.run(['format', file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is in order'),
    });
    const [, region] = /region: (.*)/.exec(other) ?? [];
    const starting = await world.runUntil(['emulate', file, '--port', '0'], /AWS_REGION=[^]*It holds .*/);
    expect(starting).toMatch(new RegExp(`^AWS_REGION=${region} [^]*It holds 1 domain, 1 user profile`));
  }
});

test('the emulator takes a file for its own account alone', async () => {
  const file = world.write(text, 'right.yaml');
  expect(await world.run(['emulate', file, '--port', '0', '--account', '999999999999'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'is for account 123456789012, and would be refused in 999999999999; leave --account',
    ),
  });
  const same = ['emulate', file, '--port', '0', '--account', '123456789012'];
  expect(await world.runUntil(same, /It holds .*/)).toMatch(/It holds 1 domain/);
});

test('a plan that was kept is carried out in no other account or Region', async () => {
  const kept = `${world.folder}/plan.json`;
  expect(await world.run(['plan', world.write(text), '--out', kept])).toMatchObject({ code: 3 });
  const plan: object = JSON.parse(readFileSync(kept, 'utf8'));
  for (const [where, told] of [
    [{ account: '999999999999', region: 'us-east-1' }, /999999999999.*123456789012/],
    [{ account: '123456789012', region: 'eu-west-1' }, /eu-west-1.*us-east-1/],
  ] as const) {
    const other = world.write(JSON.stringify({ ...plan, where }), 'other.json');
    expect(await world.run(['apply', other, '--yes'])).toMatchObject({ code: 1, stderr: expect.stringMatching(told) });
  }
});

test('an import reads the Region that is asked for, and writes over nothing', async () => {
  expect(await world.run(['import', '--region', 'eu-west-1'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no domain in eu-west-1; name another region with --region'),
  });
  const there = world.write('somebody’s own\n', 'there.yaml');
  expect(await world.run(['import', '--out', there])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${there} is there already, and stays as it is; name another file with --out`),
  });
  expect(readFileSync(there, 'utf8')).toBe('somebody’s own\n');
});

test('a file that its reader has no permission to is told as such', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-unreadable-'));
  chmodSync(folder, 0o755);
  const file = path.join(folder, 'studio.yaml');
  writeFileSync(file, text, { mode: 0o000 });
  // Who is root may read everything.
  const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const program = path.join(folder, 'studiolo.cjs');
  execFileSync('cp', [process.env['STUDIOLO_CLI'] ?? path.resolve(__dirname, '../../dist/studiolo.cjs'), program]);
  const child = spawn(process.execPath, [program, 'format', file], { ...who, cwd: folder, env: { HOME: folder } });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  rmSync(folder, { recursive: true });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `studiolo: ${file} cannot be read: you may not read it\n`,
  });
});
