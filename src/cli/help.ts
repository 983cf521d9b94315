import { type ArgsDef } from 'citty';
import { type Ink, inked } from './app/text/ink';
import type { Sheet } from './app/text/table';
import { examples } from './examples';
import { type Command, commandsOf, optionsOf } from './command';

/** The program's commands by what they are for. A command that stands nowhere is among the last. */
const subjects: [subject: string, commands: string[]][] = [
  ['Your app', ['status', 'why', 'keep-awake', 'space', 'volume', 'env', 'agent']],
  ['Administration', ['plan', 'apply', 'drift', 'destroy', 'import', 'format', 'domain', 'network', 'guardrails']],
  ['Images', ['image']],
  ['Localhost', ['emulate']],
  ['This program', ['completion']],
];

type Row = [name: string, description: string];

/** Help for the program, a group or a command. `called`: its full name, `studiolo domain install`. */
export function helpText(command: Command, called: string, { sheet, more = [] }: { sheet: Sheet; more?: string[] }) {
  const inner = commandsOf(command);
  const parts = Object.keys(inner).length > 0 ? groupParts(inner, called, sheet) : commandParts(command, called, sheet);
  const description: unknown = Object(command.meta).description;
  return [`${called}: ${String(description)}`, ...parts, ...more]
    .map((part) => (typeof part === 'string' ? wrapTo(part, sheet, '').join('\n') : part.join('\n')))
    .join('\n\n');
}

/** A group's commands; the program's own by subject. */
function groupParts(inner: Record<string, Command>, called: string, sheet: Sheet): (string[] | string)[] {
  const row = (name: string): Row => [name, String(Object(inner[name]?.meta).description ?? '')];
  const names = Object.keys(inner);
  const width = Math.max(...names.map((name) => name.length));
  const list = (head: string, some: string[]) => section(head, some.map(row), sheet, width);
  const grouped =
    called === 'studiolo' ? bySubject(names).map(([subject, some]) => list(subject, some)) : [list('Commands', names)];
  return [
    section('Usage', [[`${called} COMMAND`, '']], sheet),
    ...grouped,
    examplesPart(called, sheet),
    `More about a command: ${called.replace('studiolo', 'studiolo help')} COMMAND`,
  ];
}

function bySubject(names: string[]): [string, string[]][] {
  const placed = new Set(subjects.flatMap(([, some]) => some));
  const others = names.filter((name) => !placed.has(name));
  return subjects.flatMap(([subject, some], at): [string, string[]][] => {
    const here = some.filter((name) => names.includes(name));
    const all = at === subjects.length - 1 ? [...here, ...others] : here;
    return all.length === 0 ? [] : [[subject, all]];
  });
}

function commandParts(command: Command, called: string, sheet: Sheet): string[][] {
  const options = Object.entries(optionsOf(command));
  const places = options.filter(([, { type }]) => type === 'positional');
  const rest = options.filter(([, { type }]) => type !== 'positional');
  const needed = rest.filter(([, option]) => isNeeded(option)).map(([name, option]) => written(name, option));
  const words = [...places.map(placeText), ...needed, ...(rest.length > needed.length ? ['[options]'] : [])];
  const row = ([name, option]: Entry): Row => [written(name, option), described(option)];
  return [
    section('Usage', [[[called, ...words].join(' '), '']], sheet),
    ...(places.length > 0 ? [section('Arguments', places.map(argumentRow), sheet)] : []),
    ...(rest.length > 0 ? [section('Options', rest.map(row), sheet)] : []),
    examplesPart(called, sheet),
  ];
}

type Option = ArgsDef[string];
type Entry = [name: string, option: Option];

const isNeeded = ({ required, default: instead }: Option) => required === true && instead === undefined;

/** An option as it is written on the command line. */
function written(name: string, option: Option): string {
  if (option.type === 'boolean') return `--${name}`;
  const value = option.type === 'enum' ? (option.options ?? []).join('|') : option.valueHint;
  return `--${name} ${value?.replace(/ …$/, '') ?? name.toUpperCase()}`;
}

const placeName = ([name, { valueHint }]: Entry) => valueHint ?? name.toUpperCase();
const placeText = (entry: Entry) => {
  const optional = entry[1].required === false || entry[1].default !== undefined;
  return optional ? `[${placeName(entry)}]` : placeName(entry);
};
const argumentRow = (entry: Entry): Row => [placeName(entry), described(entry[1])];

function described({ description = '', default: instead, ...option }: Option): string {
  const needed = option.type !== 'positional' && option.required === true && instead === undefined;
  const extra = needed
    ? ' (required)'
    : instead === undefined || instead === ''
      ? ''
      : ` (default: ${String(instead)})`;
  return `${description}${extra}`;
}

const examplesPart = (called: string, sheet: Sheet) => {
  const some = examples[called.replace(/^studiolo ?/, '')] ?? [];
  return section(
    some.length > 1 ? 'Examples' : 'Example',
    some.map((words): Row => [`studiolo ${words}`, '']),
    sheet,
  );
};

/** A heading and its rows, in two columns from the left; where the second is too narrow, it stands below the first. */
function section(head: string, rows: Row[], sheet: Sheet, least = 0): string[] {
  const width = Math.max(least, ...rows.map(([name]) => (name.length <= longest ? name.length : 0)));
  const indent = ' '.repeat(width + 4);
  const lines = rows.flatMap(([name, description]) => {
    const shown = inked(name, description === '' ? undefined : ('bold' satisfies Ink), sheet);
    if (description === '') return [`  ${shown}`];
    const [first = '', ...rest] = wrapTo(description, sheet, indent);
    if (name.length > width) return [`  ${shown}`, `${indent}${first.trimStart()}`, ...rest];
    return [`  ${shown}${' '.repeat(width - name.length)}  ${first.trimStart()}`, ...rest];
  });
  return [inked(head, 'bold', sheet), ...lines];
}

/** An option that is longer has its description in the next line, so that the others do not stand far apart. */
const longest = 30;

/** A text in lines no wider than the terminal, each of them indented. */
function wrapTo(text: string, { columns = Infinity }: Sheet, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
      lines.push(`${indent}${line}`);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, `${indent}${line}`];
}
