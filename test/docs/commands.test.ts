import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, commandsOf, optionsOf } from '../../src/cli/command';
import type { Host } from '../../src/cli/host';
import { requireKnown } from '../../src/cli/options';
import { studiolo as program } from '../../src/cli/studiolo';
import { LocalNetworks } from '../admin/network/live-network';
import { studiolo } from '../admin/network/studiolo';
import { documentedCommands, root } from './console-blocks';

jest.setTimeout(300_000);

const commands = documentedCommands();
const host: Host = {
  print: () => undefined,
  tell: () => undefined,
  colour: false,
  region: 'us-east-1',
  folder: __dirname,
  now: () => 0,
  ending: new AbortController().signal,
};
const place = { uid: 0, agentsFolder: __dirname, node: process.execPath, prefix: '', home: '', variables: {} };

/** The command that the first words name, and the words after them. */
function named(command: Command, words: string[]): { command: Command; rest: string[] } {
  const next = commandsOf(command)[words[0] ?? ''];
  return next ? named(next, words.slice(1)) : { command, rest: words };
}

test('pages show how the program is used', () => expect(commands.length).toBeGreaterThan(15));

test.each(commands)('$page: `$line` is understood', ({ words }) => {
  const { command, rest } = named(program(host, place, '0.0.0'), words);
  expect(Object.keys(commandsOf(command))).toEqual([]);
  expect(() => requireKnown(rest, optionsOf(command))).not.toThrow();
});

/**
 * What runs here as it stands: with the README's own seed, and moto for what the emulator passes on. The others are run by
 * the suites that have what they need: an app and its agent, a container engine and a registry, a wheel and a bucket.
 */
const runsHere = (words: string[]) => /^(network \w+|domain status|image verify|completion)( |$)/.test(words.join(' '));

describe("with the README's seed", () => {
  const seed = readFileSync(path.join(root, 'examples/acme.studio.yaml'), 'utf8');
  const local = new LocalNetworks();
  beforeAll(() => local.startWith(seed));
  afterAll(() => local.stop());

  test.each(commands.filter(({ words }) => runsHere(words)))('$page: `$line` runs', ({ words }) => {
    const here = words.map((word) => (word === 'd-abcdefghijkl' ? 'd-acmemlplatf1' : word));
    const { code, stdout, stderr } = studiolo(here, local.oneEndpoint);
    // Findings end with 3, and what could not be looked at with 4: moto does not have the seed's VPC.
    expect([0, 3, 4]).toContain(code);
    expect(stdout).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
