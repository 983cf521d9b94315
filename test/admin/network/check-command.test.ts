import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { understood } from './studiolo';

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-network-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...words: string[]) =>
  understood(['network', 'check', '--domain', 'd-1a2b', '--region', 'us-east-1', ...words]);

it.each([
  [['--internet', 'maybe'], '--internet takes one of expected, forbidden, not "maybe"'],
  [['--uses', ''], '--uses takes words with commas between, none of them empty, not ""'],
  [['--uses', 'gleu'], 'not "gleu", did you mean glue?'],
  [['--uses', 'glue, gluten'], 'not "gluten"'],
  [['--instance-types', 'g5.xlarge'], '--instance-types takes types such as ml.g5.xlarge, not "g5.xlarge"'],
  [['--instance-types', 'ml.g5.xlarge,'], 'none of them empty, not "ml.g5.xlarge,"'],
  [['--users', '-1'], '--users takes a whole number from 0 to 1000000, not "-1"'],
  [['--apps', '1.5'], '--apps takes a whole number from 0 to 100, not "1.5"'],
  [['--growth', '12.5%'], 'such as 30%, not "12.5%"'],
  [['--policies', ''], '--policies takes words with commas between'],
  [['--policies', '/nowhere.json'], '--policies "/nowhere.json" cannot be read: '],
  [['--policies', '/'], '--policies "/" cannot be read: it is not a file'],
  [['--accept', 'single-zone'], '--accept'],
  [['--json', '--sarif'], '--json and --sarif exclude each other'],
])('refuses %j with the value', async (words, message) => {
  const { code, stdout, stderr } = await check(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it.each([
  ['no JSON', '{ "Statement": ', 'is no JSON: '],
  ['within what the AWS CLI prints', '{ "PolicyVersion": { "Document": {} } }', 'it has no Statement at its top'],
  ['a list', '[]', 'it has no Statement at its top'],
  [
    'with a condition in another form',
    '{ "Statement": { "Condition": { "IpAddress": "10.0.0.0/8" } } }',
    'its Statement is not one or several, each with a Condition of operators',
  ],
])('says what is wrong with a policy: %s', async (_, text, message) => {
  const file = path.join(folder, 'policy.json');
  writeFileSync(file, text);
  const { code, stderr } = await check('--policies', file);
  expect(code).toBe(2);
  expect(stderr).toContain(`--policies ${file} is no `);
  expect(stderr).toContain(message);
});

it('does not wait for a pipe that nobody writes to', async () => {
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await check('--policies', pipe)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('it is not a file'),
  });
});
