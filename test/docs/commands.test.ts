import { type Command, commandsOf, optionsOf } from '../../src/cli/command';
import type { Host } from '../../src/cli/host';
import { requireKnown } from '../../src/cli/options';
import { studiolo as program } from '../../src/cli/studiolo';
import { documentedCommands, namedCommands } from './console-blocks';

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

/** What the program answers whatever the command. */
const anywhere = ['--help', '--version'];

/** What the emulator prints, and no command. */
const printed = 'studiolo emulator listening on http://127.0.0.1:4570';

test.each(namedCommands().filter(({ line }) => line !== printed))(
  '$page: there is what it calls `$line`',
  ({ words }) => {
    const asked = (words[0] === 'help' ? words.slice(1) : words).filter((word) => !anywhere.includes(word));
    const { command, rest } = named(program(host, place, '0.0.0'), asked);
    if (Object.keys(commandsOf(command)).length > 0) expect(rest).toEqual([]);
    // A sentence names a command without all that it takes.
    const options = rest.filter((word) => word.startsWith('--')).map((word) => word.replace(/^--|=.*/g, ''));
    expect(Object.keys(optionsOf(command))).toEqual(expect.arrayContaining(options));
  },
);
