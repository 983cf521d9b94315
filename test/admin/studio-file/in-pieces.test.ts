import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { valueInPieces } from '../../../src/admin/studio-file/in-pieces';

/** What the whole document says; nothing where anything is wrong with it, or a name stands twice. */
function valueOfWhole(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false });
  return document.errors.length === 0 ? document.toJS() : undefined;
}

const examples = path.resolve(__dirname, '../../../examples');
const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(path.join(examples, name), 'utf8')] as const);

it.each(files)('%s says in pieces what it says as a whole', (_name, text) => {
  for (const most of [20, 100, 300]) {
    const found = valueInPieces(text, most);
    if (found !== undefined) expect(found).toEqual(valueOfWhole(text));
  }
});

const people = Array.from({ length: 200 }, (_, at) => `person-${at}`);
const studio = { domains: { one: { userProfiles: Object.fromEntries(people.map((name) => [name, { team: 'ml' }])) } } };
const rows = people.map((name) => `      ${name}: { team: ml } # a comment\n`).join('');

it.each([
  ['a line a word', stringify(studio)],
  [
    'a line a person, with comments',
    `# A file.\n---\n\ndomains: # all\n  # the first\n  one:\n    userProfiles:\n${rows}`,
  ],
  ['lines of Windows', stringify(studio).replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${stringify(studio)}`],
])('people are read in pieces: %s', (_form, text) => {
  expect(valueInPieces(text, 500)).toEqual(studio);
});

it.each([
  ['a name that stands twice', 'a: 1\nb: 2\na: 3\n'],
  ['an alias', 'a: &x 1\nb: 2\nc: *x\n'],
  ['an anchor', 'a: &x 1\nb: 2\nc: 3\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['an anchor of a mapping', 'a: &x\n  b: 1\nc: 3\n'],
  ['a tag on a line of its own', 'a: 1\n!\n  b: 2\nc: 3\n'],
  ['a list', 'a:\n- 1\n- 2\nb: 1\n'],
  ['a text in several lines', 'a:\n  one\n  two\nb: 1\n'],
  ['what is not closed', 'a: { b: 1,\nc: 2\n'],
  ['quotes that go on', 'a: "x\nb: y"\n'],
  ['a name without a value', ': 1\nb: 2\n'],
  ['a less deep line', '  a: 1\nb: 2\n'],
  ['a line end of another world', '# a\u2028b: 1\nc: 2\n'],
  ['a name that begins with a byte order mark', 'a:\n\ufeffb: 1\nc: 2\n'],
  ['a name that begins with a no-break space', 'a:\n\u00a0b: 1\nc: 2\n'],
  ['a name that begins with a form feed', 'a:\n\fb: 1\nc: 2\n'],
  ['a mapping under what is nothing', 'a: null # see:\n  b: 1\nc: 2\n'],
  ['a tab where a line is indented', 'a:\n\t\nb: 1\n'],
])('%s is left to the whole document', (_what, text) => {
  expect(valueInPieces(text, 4)).toBeUndefined();
});

it('a byte order mark is no name', () => {
  expect(valueInPieces('\ufeffa:\nb: 1\nc: 2\n', 4)).toEqual({ a: null, b: 1, c: 2 });
});

it('a name that means something to JavaScript is a name', () => {
  const found = valueInPieces('__proto__: { a: 1 }\nconstructor: 2\nb: 3\n', 10);
  expect(Object.entries(found ?? {})).toEqual([
    ['__proto__', { a: 1 }],
    ['constructor', 2],
    ['b', 3],
  ]);
});

it('whatever is changed in a file, its pieces say what the whole says, or nothing', () => {
  const text = files.map(([, one]) => one).join('\n');
  const signs = [
    ...' \n\n  :-#"\'{}[],|>&*!?%@~\t\r…ab1',
    '\n---\n',
    '\n  ',
    ': ',
    ' #',
    "''",
    '\\',
    '\u2028',
    '\ufeff',
    '\n\u00a0',
    '\n\f',
    '\n\t',
    ' null # a:\n  ',
    '|-\n',
    '>+\n',
  ];
  const change = fc.record({ at: fc.nat(), drop: fc.nat(6), put: fc.constantFrom('', ...signs) });
  let read = 0;
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.integer({ min: 30, max: 600 }),
      fc.array(change, { maxLength: 4 }),
      fc.constantFrom(1, 10, 40, 120),
      (from, length, changes, most) => {
        let part = text.slice(text.lastIndexOf('\n', from) + 1).slice(0, length);
        for (const { at, drop, put } of changes) {
          const place = at % (part.length + 1);
          part = part.slice(0, place) + put + part.slice(place + drop);
        }
        const found = valueInPieces(part, most);
        if (found === undefined) return;
        read += 1;
        expect({ part, found }).toEqual({ part, found: valueOfWhole(part) });
      },
    ),
    { numRuns: 4_000 },
  );
  expect(read).toBeGreaterThan(100);
});
