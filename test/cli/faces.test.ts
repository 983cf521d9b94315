import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Command, commandsOf } from '../../src/cli/command';
import type { Host } from '../../src/cli/host';
import { planLines, progressLines } from '../../src/cli/plan-text';
import { run } from '../../src/cli/run';
import { studiolo } from '../../src/cli/studiolo';
import type { ShownStep } from '../../src/admin/converge/event';
import { Program } from '../emulator/program';
import { expectStored } from './stored-text';

jest.setTimeout(120_000);

/** How wide a terminal is, and whether it takes colours; a pipe is neither. */
const sheets = [
  { name: '80', columns: 80, colour: false },
  { name: '80-colour', columns: 80, colour: true },
  { name: '120', columns: 120, colour: false },
  { name: '120-colour', columns: 120, colour: true },
  { name: 'pipe', colour: false },
];

const surroundings = { uid: 0, agentsFolder: __dirname, node: process.execPath, prefix: '', home: '', variables: {} };

/** What a command line prints and tells, and how it ends. */
async function seen(words: string[], sheet: { columns?: number; colour: boolean }, region?: string): Promise<string> {
  const lines = [`$ studiolo ${words.join(' ')}`];
  const host: Host = {
    print: (line) => lines.push(line),
    tell: (line) => lines.push(line),
    colour: sheet.colour,
    ...(sheet.columns !== undefined && { columns: sheet.columns }),
    region,
    folder: __dirname,
    now: () => Date.parse('2026-11-25T18:00:00Z'),
    ending: new AbortController().signal,
  };
  const code = await run(studiolo(host, surroundings, '0.0.0'), '0.0.0', host, words);
  return `${[...lines, `(exit code ${code})`].join('\n')}\n`;
}

function all(command: Command, before: string[] = []): string[][] {
  const inner = Object.entries(commandsOf(command));
  return [before, ...inner.flatMap(([name, below]) => all(below, [...before, name]))];
}

describe.each(sheets)('in $name columns', ({ name, ...sheet }) => {
  test('the help of every command', async () => {
    const listening: Host = {
      print: () => undefined,
      tell: () => undefined,
      colour: false,
      region: undefined,
      folder: '',
      now: () => 0,
      ending: new AbortController().signal,
    };
    const every = all(studiolo(listening, surroundings, '0.0.0'));
    const texts = await Promise.all(every.map((words) => seen(['help', ...words], sheet)));
    expectStored(`help-${name}`, texts.join('\n'));
    const widest = Math.max(...lengthsOf(texts.join('\n')));
    if (sheet.columns !== undefined) expect(widest).toBeLessThanOrEqual(sheet.columns);
  });

  test('a plan, and what is told while it is carried out', () => {
    const lines = [
      ...planLines('domain d-acmemlplatf1', steps, sheet),
      ...steps.flatMap((step, at) => progressLines({ event: 'step', step, number: at + 1, of: steps.length }, true)),
      ...progressLines({ event: 'nothing-to-do', subject: 'domain d-acmemlplatf1', region: 'us-east-1' }, true),
    ];
    expectStored(`plan-${name}`, `${lines.join('\n')}\n`);
  });

  test('errors: what is not understood, no region, and the same as JSON', async () => {
    const texts = [
      await seen(['domian'], sheet),
      await seen(['domain', 'install', '--buckt', 'x'], sheet),
      await seen(['domain', 'status'], sheet),
      await seen(['domain', 'status', '--json'], sheet),
      await seen(['network', 'plan', '--users', 'many'], sheet),
    ];
    expectStored(`errors-${name}`, texts.join('\n'));
  });
});

describe('of a domain', () => {
  const program = new Program();
  const before = { ...process.env };
  beforeAll(async () => {
    const seed = program.at('seed.yaml');
    const acme = readFileSync(path.join(__dirname, '../../examples/acme.studio.yaml'), 'utf8');
    const nobody = "  AKIANOBODY0000000000: { principal: 'arn:aws:iam::123456789012:user/nobody', allow: [] }";
    writeFileSync(seed, acme.replace('\ncallers:\n', `\ncallers:\n${nobody}\n`));
    const { url } = await program.start('--seed', seed);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SAGEMAKER: url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000000',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      // Nothing answers there.
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://127.0.0.1:1',
    });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await program.close();
  });

  test.each(sheets)('the status in $name columns', async ({ name, ...sheet }) => {
    expectStored(`status-${name}`, await seen(['domain', 'status'], sheet, 'us-east-1'));
  });

  test('domains for Tab, from the API, and for a minute from what it told', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'studiolo-tab-'));
    const domains = (region: string) =>
      program.runIn({ ...process.env, HOME: home, XDG_CACHE_HOME: '', AWS_REGION: region }, 'completion', 'domains')
        .stdout;
    expect(domains('us-east-1')).toBe('d-acmemlplatf1\nd-acmeresearch\n');
    expect(domains('eu-west-1')).toBe('');
    expect(readdirSync(path.join(home, '.cache/studiolo'))).toHaveLength(2);
    rmSync(home, { recursive: true });
  });

  test('the status stays where the log of check-extensions cannot be read, which is told, and ends with 4', async () => {
    const text = await seen(['domain', 'status', '--checks'], { colour: false }, 'us-east-1');
    expect(text).toMatch(/RUNNING APP +NOW/);
    expect(text).toMatch(
      /studiolo: what check-extensions found could not be looked at: FilterLogEvents in us-east-1: /,
    );
    expect(text).toMatch(/\(exit code 4\)\n$/);
  });

  test('the status stays where that log may not be read, and names the action to allow', async () => {
    const refusing = createServer((_, answer) => {
      const message = 'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: logs:FilterLogEvents';
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      answer.end(JSON.stringify({ __type: 'AccessDeniedException', message }));
    }).listen(0, '127.0.0.1');
    await once(refusing, 'listening');
    const unreachable = process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'];
    process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    try {
      const text = await seen(['domain', 'status', '--checks'], { colour: false }, 'us-east-1');
      expect(text).toMatch(/RUNNING APP +NOW/);
      expect(text).toMatch(
        /studiolo: what check-extensions found could not be looked at: AWS refused in us-east-1: .*; allow logs:FilterLogEvents\n\(exit code 4\)\n$/,
      );
    } finally {
      process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = unreachable;
      refusing.closeAllConnections();
      refusing.close();
    }
  });

  test('what is refused, and what is not there, with the region and what to do', async () => {
    const texts = [
      await seen(['domain', 'status', '--domain', 'd-nosuchdomain'], { colour: false }, 'us-east-1'),
      await seen(['domain', 'status'], { colour: false }, 'eu-west-1'),
    ];
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIANOBODY0000000000';
    texts.push(await seen(['domain', 'status'], { colour: false }, 'us-east-1'));
    expectStored('refusals', texts.join('\n'));
  });
});

const lengthsOf = (text: string) =>
  stripVTControlCharacters(text)
    .split('\n')
    // An example to copy stays whole, and so does a word.
    .filter((line) => !/^(\$| +studiolo) /.test(line) && /\S\s+\S/.test(line))
    .map((line) => line.length);

const steps: ShownStep[] = [
  {
    id: '1',
    what: 'wheel',
    sign: '+',
    text: 'upload the wheel to s3://acme-tools/studiolo/d-acmemlplatf1',
    takesEffect: { when: 'now' },
  },
  {
    id: '2',
    what: 'built-in script',
    sign: '~',
    text: 'attach studiolo-jupyterlab-1f84aa7e8ef2feff to JupyterLab in private spaces',
    takesEffect: { when: 'next-start', apps: ['JupyterLab of ana-forecasting', 'JupyterLab of bo-dashboards'] },
  },
  {
    id: '3',
    what: 'script',
    sign: '-',
    text: 'delete lifecycle configuration studiolo-jupyterlab-former',
    takesEffect: { when: 'now' },
  },
  {
    id: '4',
    what: 'role',
    sign: '!',
    text: 'the role data-scientist may do more: s3:PutObject',
    takesEffect: { when: 'now' },
  },
];
