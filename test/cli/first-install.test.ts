import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { DescribeDomainCommand, DescribeStudioLifecycleConfigCommand } from '@aws-sdk/client-sagemaker';
import { commandOf, environmentOf } from '../admin/real-program';
import { documentedCommands, root } from '../docs/console-blocks';
import { Program, type Running } from '../emulator/program';
import { Moto } from '../lifecycle/moto';
import { inTerminal } from './in-terminal';

// Real programs in a real terminal, on a busy machine too.
jest.setTimeout(300_000);

const inReadme = documentedCommands().filter(({ page }) => page === 'README.md');
const [first] = inReadme.filter(({ words }) => words[1] === 'install');
const [emulate] = inReadme.filter(({ words }) => words[0] === 'emulate');
const words = first?.words ?? [];
const seed = emulate?.words[emulate.words.indexOf('--seed') + 1] ?? '';
const domainId = words[words.indexOf('--domain') + 1] ?? '';

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-first-'));
// What stands for the wheel that the package brings.
const wheel = path.join(folder, 'studiolo-0.1.0-py3-none-any.whl');
const moto = new Moto();
let program: Program;
let emulator: Running;

beforeAll(async () => {
  writeFileSync(wheel, 'PK\u0003\u0004 a wheel\n');
  await moto.start();
  moto.aws('s3', 'mb', `s3://${words[words.indexOf('--bucket') + 1]}`);
});
afterAll(async () => {
  await moto.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  program = new Program();
  emulator = await program.start('--seed', path.join(root, seed), '--speed', '1000', '--others', moto.url);
});
afterEach(() => program.close());

const install = (...keys: [shown: string, key: string][]) => {
  const env = environmentOf(folder, { AWS_ENDPOINT_URL: emulator.url, AWS_ENDPOINT_URL_S3: moto.url });
  return inTerminal(commandOf([...words, '--wheel', wheel]), keys, env);
};

/** The built-in script of private JupyterLab spaces, as AWS has it. */
async function builtIn(): Promise<string> {
  const client = emulator.client();
  const { DefaultUserSettings } = await client.send(new DescribeDomainCommand({ DomainId: domainId }));
  const arn = DefaultUserSettings?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn ?? '';
  const StudioLifecycleConfigName = arn.split('/').at(-1);
  const config = await client.send(new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));
  return Buffer.from(config.StudioLifecycleConfigContent ?? '', 'base64').toString();
}

it('is what the README shows, on the seed that it starts', () =>
  expect({ words, seed }).toEqual({
    words: ['domain', 'install', '--domain', 'd-acmemlplatf1', '--bucket', 'acme-tools'],
    seed: 'examples/acme.studio.yaml',
  }));

const [down, enter] = ['\u001b[B', '\r'];
const question = 'What shall become of it?';

it('asks what to do with the script that is there; kept, it is part of what runs, and the plan is shown once', async () => {
  const before = await builtIn();
  const { code, screen } = await install([question, enter], ['Apply ', 'y']);
  const shown = stripVTControlCharacters(screen);
  expect({ code, shown }).toEqual({ code: 0, shown: expect.stringContaining('install-studiolo-jupyterlab') });
  expect(shown).toContain("Keep it: it runs before studiolo's");
  expect(shown.match(/Plan for domain d-acmemlplatf1 in us-east-1:/g)).toHaveLength(1);
  const after = await builtIn();
  expect(after).not.toBe(before);
  expect(after).toContain('studiolo-0.1.0-py3-none-any.whl');
});

it('replaces it where that is chosen', async () => {
  const { code, screen } = await install([question, down + enter], ['Apply ', 'y']);
  expect({ code, screen: stripVTControlCharacters(screen) }).toEqual({ code: 0, screen: expect.any(String) });
  expect(await builtIn()).toContain('studiolo-0.1.0-py3-none-any.whl');
});

it.each([
  ['Change nothing', down + down + enter],
  ['Ctrl-C', '\u0003'],
])('changes nothing for %s', async (_, keys) => {
  const before = await builtIn();
  const { code, screen } = await install([question, keys]);
  expect(code).not.toBe(0);
  expect(screen).not.toMatch(/Apply |\n\s+at /);
  expect(await builtIn()).toBe(before);
});
