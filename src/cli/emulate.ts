import { readFile, stat } from 'node:fs/promises';
import { defineCommand } from 'citty';
import type { ChaosPlan } from '../emulator/faults/chaos';
import type { Started } from '../emulator/start';
import { JournalError } from '../emulator/journal/journal-error';
import { SeedError } from '../emulator/seed/seed-error';
import { CommandError, type Host, UsageError } from './host';
import { numberOption } from './options';

const args = {
  file: {
    type: 'positional',
    required: false,
    description: 'a Studio file: it starts as if that had been applied',
    valueHint: 'FILE',
  },
  port: { type: 'string', default: '4570', description: 'TCP port; 0 takes a free one', valueHint: 'N' },
  host: { type: 'string', default: '127.0.0.1', description: 'address to listen on', valueHint: 'ADDRESS' },
  'allow-host': {
    type: 'string',
    description: 'names to answer by besides those of this machine, e.g. of a container',
    valueHint: 'NAME,…',
  },
  state: { type: 'string', description: 'keep everything in this file', valueHint: 'FILE' },
  seed: { type: 'string', description: 'what is there from the start (YAML)', valueHint: 'FILE' },
  speed: {
    type: 'string',
    default: '1',
    description: 'how many times faster than in AWS things happen',
    valueHint: 'N',
  },
  account: { type: 'string', description: 'AWS account id', valueHint: 'ID' },
  'run-scripts': {
    type: 'string',
    description: "run apps' lifecycle scripts by this program, which is given each script's file",
    valueHint: 'PROGRAM',
  },
  others: {
    type: 'string',
    description: 'where requests for what is not served here go, e.g. a moto server',
    valueHint: 'URL',
  },
  trail: {
    type: 'string',
    description: "write what was called as CloudTrail's files into this folder",
    valueHint: 'FOLDER',
  },
  'script-seconds': { type: 'string', default: '300', description: 'how long a script may take', valueHint: 'N' },
  'logs-endpoint': {
    type: 'string',
    description: 'where what they print goes: an emulator of CloudWatch Logs',
    valueHint: 'URL',
  },
  chaos: { type: 'string', description: 'faults, e.g. seed=7,ListApps.throttle=0.2,*.slow=0.1:800', valueHint: 'SPEC' },
} as const;

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** `studiolo emulate`: a SageMaker Studio control plane on localhost, until it is ended. */
export const emulate = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'emulate', description: 'Run a SageMaker Studio control plane on this machine' },
    args,
    async run({ args: given }) {
      const port = numberOption('port', given.port, { least: 0, most: 65535, whole: true });
      const speed = numberOption('speed', given.speed, { least: 0.001, most: 1e6, whole: false });
      if (given.account !== undefined && !/^\d{12}$/.test(given.account)) {
        throw new UsageError(
          `--account takes the 12 digits of an AWS account id, not ${JSON.stringify(given.account)}`,
        );
      }
      const seconds = numberOption('script-seconds', given['script-seconds'], {
        least: 0.1,
        most: 86_400,
        whole: false,
      });
      const logsEndpoint = given['logs-endpoint'];
      if (logsEndpoint !== undefined && !URL.canParse(logsEndpoint)) {
        throw new UsageError(`--logs-endpoint takes a URL, not ${JSON.stringify(logsEndpoint)}`);
      }
      const others = given.others === undefined ? undefined : serverOption(given.others);
      const names = given['allow-host']?.split(',') ?? [];
      const odd = names.find((name) => !/^[\w-]+(\.[\w-]+)*$/.test(name));
      if (odd !== undefined) {
        throw new UsageError(`--allow-host takes names of hosts, separated by commas, not ${JSON.stringify(odd)}`);
      }
      const chaos = given.chaos === undefined ? undefined : await chaosOption(given.chaos);
      const seed = await seedFor(host, version, given);
      if (!LOOPBACK.includes(given.host)) {
        host.tell(`warning: ${given.host} may be reached from other machines, and nothing here checks a signature`);
      }
      // The emulator's models are read by whoever starts it, and by no other command.
      const { startEmulator } = await import('../emulator/start');
      const emulator = await startEmulator({
        port,
        host: given.host,
        names,
        speed,
        chaos,
        stateFile: given.state,
        accountId: given.account,
        others,
        trailFolder: given.trail,
        runScripts:
          given['run-scripts'] === undefined
            ? undefined
            : { program: given['run-scripts'], limit: seconds * 1000, logsEndpoint },
        seed,
        report: (error) => host.tell(`studiolo emulator: ${told(error)}`),
      }).catch(explain);
      host.print(startText(emulator, others !== undefined).join('\n'));
      if (!host.ending.aborted) {
        await new Promise((resolve) => host.ending.addEventListener('abort', resolve, { once: true }));
      }
      await emulator.stop();
    },
  });

/** What is there from the start: a seed, or a Studio file's resources as the long form has them. */
async function seedFor(
  host: Host,
  version: string,
  { seed, file }: { seed?: string | undefined; file?: string | undefined },
) {
  if (file === undefined) return seed === undefined ? undefined : { fileName: seed, text: await textOf(seed) };
  if (seed !== undefined) throw new UsageError('give a Studio file or --seed, not both');
  // The language of the file is read by who needs it.
  const { studioOfFile } = await import('./studio-file/read-file');
  const { seedOf } = await import('../admin/studio-file/seed');
  const { seed: long, madeUp } = seedOf(await studioOfFile(file, version));
  for (const line of madeUp) host.tell(`made up, as the file does not say it: ${line}`);
  return { fileName: file, text: JSON.stringify(long) };
}

/** Where it is, how the AWS CLI and the SDKs reach it, and what it holds. */
function startText({ url, region, holds }: Started, all: boolean): string[] {
  const { domains, counts } = holds;
  const ids = domains.map(({ id, region: its }) => (its === region ? id : `${id} in ${its}`));
  const some = kindsShown.flatMap(([kind, one, many = `${one}s`]) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return [
    `studiolo emulator listening on ${url}`,
    '',
    'In another terminal, for the AWS CLI, the SDKs and studiolo:',
    `  export ${all ? 'AWS_ENDPOINT_URL' : 'AWS_ENDPOINT_URL_SAGEMAKER'}=${url}`,
    `  export AWS_REGION=${region}`,
    '  export AWS_ACCESS_KEY_ID=emulated AWS_SECRET_ACCESS_KEY=emulated',
    '',
    some.length === 0
      ? 'It is empty: --seed FILE tells what is there from the start.'
      : `It holds ${some.join(', ')}.${ids.length > 0 ? ` Domains: ${ids.join(', ')}.` : ''}`,
  ];
}

const kindsShown: [Parameters<Started['holds']['counts']['get']>[0], one: string, many?: string][] = [
  ['domain', 'domain'],
  ['user-profile', 'user profile'],
  ['space', 'space'],
  ['app', 'app'],
  ['lifecycle-config', 'lifecycle configuration'],
  ['image', 'image'],
];

function serverOption(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new UsageError(
    `--others takes the address of a server, such as http://127.0.0.1:5000, not ${JSON.stringify(text)}`,
  );
}

async function chaosOption(text: string): Promise<ChaosPlan> {
  const { chaosPlan, ChaosSpecError } = await import('../emulator/faults/chaos-spec');
  try {
    return chaosPlan(text);
  } catch (error) {
    if (error instanceof ChaosSpecError) throw new UsageError(`--chaos: ${error.message}`);
    throw error;
  }
}

/** What went wrong while a call was answered: the disk, in words, or a bug of ours, with where it is. */
const told = (error: unknown) =>
  error instanceof JournalError || isOfSystem(error)
    ? error.message
    : `a bug: ${error instanceof Error ? error.stack : error}`;

/** What the system says of a file: it names the call and the path. */
const isOfSystem = (error: unknown): error is Error & { path: string } =>
  error instanceof Error && 'syscall' in error && 'path' in error;

async function textOf(file: string): Promise<string> {
  try {
    // A pipe may never end, and a folder is none.
    if (!(await stat(file)).isFile()) throw new Error(`${file} is not a file`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`the seed cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function explain(error: unknown): never {
  if (error instanceof SeedError || error instanceof JournalError) throw new CommandError(error.message);
  if (error instanceof Error && 'code' in error) {
    if (isOfSystem(error)) throw new CommandError(`the trail cannot be written: ${error.message}; see --trail`);
    const port = 'port' in error ? error.port : '';
    if (error.code === 'EADDRINUSE')
      throw new CommandError(`port ${port} is in use; name another with --port, or 0 for a free one`);
    if (error.code === 'EACCES')
      throw new CommandError(`port ${port} may not be used by this user; name one above 1023 with --port`);
    if (error.code === 'EADDRNOTAVAIL') throw new CommandError('this machine has no such address; see --host');
  }
  throw error;
}
