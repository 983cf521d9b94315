import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { startEmulator } from '../../src/emulator/start';
import { FaultyService } from '../admin/faults';
import { commandOf, credentials, environmentOf, settledDomain } from '../admin/real-program';
import { inTerminal as runInTerminal } from './in-terminal';

// Real programs in a real terminal, on a busy machine too.
jest.setTimeout(300_000);

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-terminal-'));
const seed = `
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: arn:aws:iam::123456789012:role/Studio }
`;
let emulator: Awaited<ReturnType<typeof startEmulator>>;
let client: SageMakerClient;
const sagemaker = new FaultyService(() => emulator.url, 'sagemaker');

beforeAll(async () => {
  const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  const from = { fileName: 'seed.yaml', text: seed };
  emulator = await startEmulator({ port: 0, host: '127.0.0.1', speed: 1_000, seed: from, report });
  client = new SageMakerClient({ region: 'us-east-1', endpoint: emulator.url, credentials });
  await sagemaker.start();
});
afterAll(async () => {
  client.destroy();
  await sagemaker.stop();
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  sagemaker.onCall = () => undefined;
});

const env = () => environmentOf(folder, { AWS_ENDPOINT_URL_SAGEMAKER: sagemaker.url });
function install(...more: string[]): string[] {
  const wheel = path.join(folder, 'studiolo-0.1.0-py3-none-any.whl');
  writeFileSync(wheel, 'PK\u0003\u0004 a wheel\n');
  const from = ['--index-url', 'https://packages.example.com/simple/', '--wheel', wheel];
  return commandOf(['domain', 'install', '--domain', 'd-one', ...from, ...more]);
}
const installed = async () =>
  (await settledDomain(client, 'd-one')).DefaultUserSettings?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn;

const inTerminal = (words: string[], keys: [shown: string, key: string][], columns?: number) =>
  runInTerminal(words, keys, env(), columns);
const ctrlC = '\u0003';
const ctrlD = '\u0004';

it.each([
  ['Ctrl-D', ctrlD, 1, 'nothing was changed'],
  ['n', 'n', 1, 'nothing was changed'],
  ['Ctrl-C', ctrlC, 130, 'interrupted'],
])('%s at the question is no answer but no', async (_, key, code, said) => {
  const came = await inTerminal(install(), [['Apply ', key]]);
  expect(came).toEqual({ code, screen: expect.stringContaining(said) });
  expect(came.screen).toContain('Plan for domain d-one in us-east-1:');
  expect(came.screen).not.toMatch(/\n\s+at /);
  expect(await installed()).toBeUndefined();
});

it('y at the question is yes', async () => {
  expect(await inTerminal(install(), [['Apply ', 'y']])).toMatchObject({ code: 0 });
  expect(await installed()).toContain('/studiolo-jupyterlab-');
  expect(await inShell(line('domain', 'uninstall', '--domain', 'd-one', '--yes'))).toMatchObject({ code: 0 });
  expect(await installed()).toBe('None');
});

it('a terminal that tells no width shows the question in whole lines', async () => {
  const came = await inTerminal(install(), [['Apply ', 'n']], 0);
  expect(came.code).toBe(1);
  expect(came.screen).toMatch(/Apply \d+ changes? to domain d-one\?/);
});

it('Ctrl-C ends a command that waits for AWS', async () => {
  sagemaker.onCall = (called) => (called === 'UpdateDomain' ? 'hang' : undefined);
  const came = await inTerminal(install('--yes'), [['attach', ctrlC]]);
  expect(came).toEqual({ code: 130, screen: expect.stringMatching(/interrupted; done: .*create/) });
  sagemaker.onCall = () => undefined;
  expect(await inShell(line('domain', 'uninstall', '--domain', 'd-one', '--yes'))).toMatchObject({ code: 0 });
});

/** Runs a line in a shell, whose exit code is that of the first command of a pipeline that has another one than 0. */
function inShell(text: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return ended(spawn('bash', ['-c', `set -o pipefail; ${text}`], { env: env() }));
}

function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  child.stdin.end();
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (said.stdout += data));
  child.stderr.on('data', (data: Buffer) => (said.stderr += data));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}
const line = (...words: string[]) => commandOf(words).join(' ');

const status = line('domain', 'status', '--domain', 'd-one');
it.each([
  ['what tells', () => `${status} | head -0`, 0],
  ['what tells, to standard output that is closed', () => `${status} >&-`, 0],
  ['what plans', () => `${install('--dry-run').join(' ')} | head -0`, 3],
  ['what plans, as JSON', () => `${install('--dry-run', '--json').join(' ')} 2>/dev/null | head -0`, 3],
  ['what was not understood', () => `${line('domain', 'status', '--nonsense')} 2>/dev/null | head -0`, 2],
])('%s, though nobody reads it, ends quietly with its own exit code', async (_, text, code) => {
  expect(await inShell(text())).toEqual({ code, stdout: '', stderr: '' });
});

it('what changes a domain is done though nobody reads of it', async () => {
  const { code, stderr } = await inShell(`${install('--yes').join(' ')} 2>/dev/null | head -0`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await installed()).toContain('/studiolo-jupyterlab-');
  const uninstall = line('domain', 'uninstall', '--domain', 'd-one', '--yes');
  expect(await inShell(`${uninstall} 2>/dev/full`)).toMatchObject({ code: 0 });
  expect(await installed()).toBe('None');
});

it.each([
  ['what tells', () => status, 1],
  ['what plans', () => install('--dry-run').join(' '), 3],
])('%s, and cannot be written, says so once', async (_, text, code) => {
  const came = await inShell(`${text()} >/dev/full`);
  expect(came).toMatchObject({ code, stdout: '' });
  expect(came.stderr).toMatch(/^studiolo: the answer could not be written: .*ENOSPC.*\n$/);
});
