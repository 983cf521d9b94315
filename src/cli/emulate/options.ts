import type { ChaosPlan } from '../../emulator/faults/chaos';
import { UsageError } from '../host';
import { numberOption, wordsOf } from '../options';

/** Options of the emulator. */
export const emulatorOptions = {
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

/** What `emulatorOptions` were given, but for the Studio file and the seed. */
export interface EmulatorGiven {
  port: string;
  host: string;
  'allow-host'?: string | undefined;
  state?: string | undefined;
  speed: string;
  account?: string | undefined;
  'run-scripts'?: string | undefined;
  others?: string | undefined;
  trail?: string | undefined;
  'script-seconds': string;
  'logs-endpoint'?: string | undefined;
  chaos?: string | undefined;
}

/** How the emulator is to be. UsageError. */
export async function configurationOf(given: EmulatorGiven) {
  const port = numberOption('port', given.port, { least: 0, most: 65535, whole: true });
  const speed = numberOption('speed', given.speed, { least: 0.001, most: 1e6, whole: false });
  const { account, host, state, trail, 'logs-endpoint': logsEndpoint, 'run-scripts': program } = given;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`--account takes the 12 digits of an AWS account id, not ${JSON.stringify(account)}`);
  const range = { least: 0.1, most: 86_400, whole: false };
  const limit = numberOption('script-seconds', given['script-seconds'], range) * 1000;
  if (logsEndpoint !== undefined && !URL.canParse(logsEndpoint))
    throw new UsageError(`--logs-endpoint takes a URL, not ${JSON.stringify(logsEndpoint)}`);
  const others = given.others === undefined ? undefined : serverOption(given.others);
  const names = wordsOf(given['allow-host']);
  const odd = names.find((name) => !/^[\w-]+(\.[\w-]+)*$/.test(name));
  if (odd !== undefined)
    throw new UsageError(`--allow-host takes names of hosts, separated by commas, not ${JSON.stringify(odd)}`);
  const chaos = given.chaos === undefined ? undefined : await chaosOption(given.chaos);
  const runScripts = program === undefined ? undefined : { program, limit, logsEndpoint };
  const files = { stateFile: state, trailFolder: trail };
  return { port, host, names, speed, chaos, ...files, accountId: account, others, runScripts };
}

function serverOption(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new UsageError(
    `--others takes the address of a server, such as http://127.0.0.1:5000, not ${JSON.stringify(text)}`,
  );
}

async function chaosOption(text: string): Promise<ChaosPlan> {
  const { chaosPlan, ChaosSpecError } = await import('../../emulator/faults/chaos-spec');
  try {
    return chaosPlan(text);
  } catch (error) {
    if (error instanceof ChaosSpecError) throw new UsageError(`--chaos: ${error.message}`);
    throw error;
  }
}
