import { studiolo } from '../../src/cli/studiolo';
import type { Host } from '../../src/cli/host';
import { commandsOf, optionsOf, run, type Command } from '../../src/cli/run';

/** A host that keeps what it is told, and asks and runs nothing. */
function listening() {
  const told: string[] = [];
  const host: Host = {
    print: () => undefined,
    tell: (line) => told.push(line),
    colour: false,
    region: 'us-east-1',
    folder: __dirname,
    now: () => 0,
    ending: new AbortController().signal,
  };
  return { host, told };
}

function leaves(command: Command, path: string[] = []): { path: string[]; command: Command }[] {
  const inner = Object.entries(commandsOf(command));
  return inner.length === 0 ? [{ path, command }] : inner.flatMap(([name, below]) => leaves(below, [...path, name]));
}

const place = { uid: 0, agentsFolder: __dirname, node: process.execPath, prefix: '', home: '', variables: {} };
const { host, told } = listening();
const root = studiolo(host, place, '0.0.0');
const all = leaves(root).map(({ path, command }) => ({ name: path.join(' '), path, command }));

beforeEach(() => told.splice(0));

test('there are commands', () => expect(all.length).toBeGreaterThan(20));

test.each(all)('$name refuses an option that it does not have', async ({ path }) => {
  expect(await run(root, '0.0.0', host, [...path, '--no-such-option'])).toBe(2);
  expect(told).toEqual([expect.stringContaining('there is no option --no-such-option; see studiolo')]);
});

test.each(all)('$name refuses each option without its value, or twice', async ({ path, command }) => {
  for (const [name, { type }] of Object.entries(optionsOf(command))) {
    if (type === 'positional') continue;
    const flag = `--${name}`;
    const words = type === 'boolean' ? [flag, flag] : [flag];
    expect(await run(root, '0.0.0', host, [...path, ...words])).toBe(2);
    expect(told.pop()).toContain(type === 'boolean' ? `${flag} is given twice` : `${flag} needs its value`);
  }
});

test.each([
  [['domian'], 'there is no command domian; there are:', 'did you mean domain?'],
  [
    ['domain', 'instal'],
    'there is no command domain instal; there are: install',
    'did you mean install?; see studiolo domain --help',
  ],
  [['domain', '--jsn'], 'there is no command domain --jsn', 'see studiolo domain --help'],
])('%j is no command', async (words, ...says) => {
  expect(await run(root, '0.0.0', host, words)).toBe(2);
  for (const part of says) expect(told.join('\n')).toContain(part);
});

test('a group alone shows what is in it', async () => expect(await run(root, '0.0.0', host, ['domain'])).toBe(0));
