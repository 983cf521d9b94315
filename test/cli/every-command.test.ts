import { inApp } from '../../src/cli/app/commands';
import { administratorsCommands } from '../../src/cli/app/elsewhere';
import { studiolo } from '../../src/cli/studiolo';
import { examples } from '../../src/cli/examples';
import type { Host } from '../../src/cli/host';
import { commandsOf, optionsOf, type Command } from '../../src/cli/command';
import { requireKnown } from '../../src/cli/options';
import { run } from '../../src/cli/run';

/** A host that keeps what it is told, and asks and runs nothing. */
function listening() {
  const [told, printed]: [string[], string[]] = [[], []];
  const host: Host = {
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    colour: false,
    region: 'us-east-1',
    folder: __dirname,
    now: () => 0,
    ending: new AbortController().signal,
  };
  return { host, told, printed };
}

/** A command line's words, as a shell has them. */
const shellWords = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

function leaves(command: Command, path: string[] = []): { path: string[]; command: Command }[] {
  const inner = Object.entries(commandsOf(command));
  return inner.length === 0 ? [{ path, command }] : inner.flatMap(([name, below]) => leaves(below, [...path, name]));
}

const surroundings = { uid: 0, agentsFolder: __dirname, node: process.execPath, prefix: '', home: '', variables: {} };
const { host, told, printed } = listening();
const root = studiolo(host, surroundings, '0.0.0');
const all = leaves(root).map(({ path, command }) => ({ name: path.join(' '), path, command }));

beforeEach(() => told.splice(0));

test('the program of the wheel knows which commands are elsewhere', () => {
  const here = Object.keys(commandsOf(inApp(host, surroundings, '0.0.0')));
  const others = Object.keys(commandsOf(root)).filter((name) => !here.includes(name));
  expect(new Set(administratorsCommands)).toEqual(new Set(others));
});

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
  [['domian'], 'there is no command domian, did you mean domain?; see studiolo --help'],
  [['domain', 'instal'], 'there is no command domain instal, did you mean install?; see studiolo domain --help'],
  [['portal'], 'there is no command portal; there are: status, '],
  [['domain', '--jsn'], 'there is no option --jsn; there are: install, ', 'see studiolo domain --help'],
  [['--json'], 'there is no option --json; there are: status, '],
  [['helpp'], 'there is no command helpp, did you mean help?'],
  [['--verson'], 'there is no option --verson, did you mean --version?'],
  [['version'], 'there is no command version, did you mean --version?'],
])('%j is no command', async (words, ...says) => {
  expect(await run(root, '0.0.0', host, words)).toBe(2);
  for (const part of says) expect(told.join('\n')).toContain(part);
});

test('every command stands under what it is for: only what is about the program itself stands last', async () => {
  await run(root, '0.0.0', host, ['--help']);
  const [, last = ''] = (printed.at(-1) ?? '').split('This program\n');
  const [names = ''] = last.split('\n\n');
  expect(names.trim().split('\n')).toEqual([expect.stringMatching(/^completion /)]);
});

test.each(all)('$name has an example in its help, which is understood', async ({ name, path, command }) => {
  const lines = examples[name] ?? [];
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const words = shellWords(line);
    expect(words.slice(0, path.length)).toEqual(path);
    expect(() => requireKnown(words.slice(path.length), optionsOf(command))).not.toThrow();
  }
  expect(await run(root, '0.0.0', host, ['help', ...name.split(' ')])).toBe(0);
  expect(printed.at(-1)).toContain(`  studiolo ${lines[0]}`);
});

test('no example is of a command that there is not', () => {
  const names = new Set(all.flatMap(({ path }) => path.map((_, at) => path.slice(0, at + 1).join(' '))));
  expect(Object.keys(examples).filter((name) => name !== '' && !names.has(name))).toEqual([]);
});

test.each([
  [['help', 'domian'], 'there is no command domian'],
  [['help', 'domain', 'instal'], 'there is no command domain instal'],
])('%j has no help', async (words, message) => {
  expect(await run(root, '0.0.0', host, words)).toBe(2);
  expect(told.join()).toContain(message);
});

test('with --json an error is JSON, with the exit code', async () => {
  expect(await run(root, '0.0.0', host, ['network', 'plan', '--users', 'x', '--json'])).toBe(2);
  expect(JSON.parse(told.join())).toEqual({
    error: '--users takes a whole number from 0 to 1000000, not "x"; see studiolo network plan --help',
    exitCode: 2,
  });
});

test('a command that another package has says how it is had', async () => {
  const elsewhere = { names: ['portal'], how: 'get it there' };
  expect(await run(root, '0.0.0', host, ['portal', 'make'], elsewhere)).toBe(2);
  expect(told).toEqual(['studiolo: portal is not in this package: get it there; see studiolo --help']);
});

test.each([[[]], [['domain']], [['help']], [['help', 'help']], [['-h']]])('%j shows what there is', async (words) => {
  expect(await run(root, '0.0.0', host, words)).toBe(0);
  expect(printed.at(-1)).toMatch(/^studiolo( domain)?: .*\n\nUsage\n/);
});

test('what follows -- is no option: not the version either', async () => {
  expect(await run(root, '0.0.0', host, ['space', 'create', '--', '--version', 'b'])).toBe(2);
  expect(told).toEqual([expect.stringContaining('"b" is not understood')]);
});
