import fc from 'fast-check';
import { parse } from 'yaml';
import { formatted } from '../../../src/admin/studio-file/format';
import { FileError } from '../../../src/admin/studio-file/mistake';
import { StudioFileForm } from '../../../src/admin/studio-file/studio-file-form';

const order = Object.keys(StudioFileForm.shape);
const format = (text: string) => formatted(text, 'studio.yaml');

/** What is wrong with putting a text in order. */
function refusal(text: string): string {
  try {
    return format(text);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}

const styled = `%YAML 1.2
---   # one file
# yaml-language-server: $schema=studio-file.schema.json

studio:   "acme"
account:    '123456789012'
region: us-east-1


network: {VpcId: vpc-0a1b2c3d,SubnetIds: [ subnet-1,subnet-2 ]}   # near
scripts:
    base: {for: [JupyterLab], builtIn: yes, run: ["./own.sh"]}
    # deeper
lifecycleConfigs:
  hello: {StudioLifecycleConfigAppType: JupyterLab, script: "echo ${'long '.repeat(60)}"}
  block:
      StudioLifecycleConfigAppType: JupyterLab
      script: |2+
          echo one

teams: { }
domains:
  "one": !!map {idle: 2h}
  ? two
  : idle: >-
      2h

# The end.
...`;

it.each([
  ['as it is', styled],
  ['lines as on Windows', styled.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${styled}`],
  ['JSON', JSON.stringify(parse(styled), null, 4)],
  ['nothing', ''],
])('a file that is in order stays as it is, to the last sign: %s', (_what, text) => {
  expect(format(text)).toBe(text);
});

it.each([
  [
    'comments over sections and behind them go with them; the head and the end stay',
    '# About it.\n\n# Where.\n#   Twice.\nregion: us-east-1 # near\n# Behind it.\n\n# Whose.\nstudio: acme\n\n# The end.\n',
    '# About it.\n\n# Whose.\nstudio: acme\n\n# Where.\n#   Twice.\nregion: us-east-1 # near\n# Behind it.\n\n# The end.\n',
  ],
  [
    'a comment at the head is about the file, and is kept from a section’s own',
    '# About it.\nregion: us-east-1\n# Whose.\nstudio: acme\n',
    '# About it.\n\n# Whose.\nstudio: acme\nregion: us-east-1\n',
  ],
  ['no newline at the end', 'region: us-east-1\nstudio: acme', 'studio: acme\nregion: us-east-1\n'],
  ['only a comment at the end has none', 'region: a-1\nstudio: acme\n# end', 'studio: acme\nregion: a-1\n# end'],
  [
    'a byte order mark and lines as on Windows',
    '\ufeffregion: us-east-1\r\nstudio: acme',
    '\ufeffstudio: acme\r\nregion: us-east-1\r\n',
  ],
  [
    'a head with directives, and the end of a document',
    '%YAML 1.2\n--- # here\n# Region.\n\nregion: a-1\nstudio: acme\n...\n# after\n',
    '%YAML 1.2\n--- # here\n# Region.\n\nstudio: acme\nregion: a-1\n...\n# after\n',
  ],
  [
    'empty lines go with the section that they stand over',
    'domains: {}\n\n\nregion: a-1\nstudio: acme\n',
    'studio: acme\n\n\nregion: a-1\ndomains: {}\n',
  ],
  [
    'empty lines do not come to the head',
    'region: a-1\n \n\nstudio: acme\naccount: b\n',
    'studio: acme\naccount: b\n \n\nregion: a-1\n',
  ],
  [
    'empty lines and signs of comments in a block are its own',
    'scripts: |+\n  # one\n\n\nregion: |\n  a\n\n# Whose.\nstudio: >+\n  # b\n\n',
    '# Whose.\nstudio: >+\n  # b\n\nregion: |\n  a\n\nscripts: |+\n  # one\n\n\n',
  ],
  [
    'comments within a section, as far left as they are',
    'domains:\n# left\n  one:\n    # deep\n  # last of one\n\n  # last of all\nstudio: acme\n',
    'studio: acme\ndomains:\n# left\n  one:\n    # deep\n  # last of one\n\n  # last of all\n',
  ],
  ['sections that are indented', '  region: a\n  # Whose.\n  studio: b\n', '  # Whose.\n  studio: b\n  region: a\n'],
  [
    'keys in quotes, explicit, with anchors',
    '? region\n: a\n&s "studio": &v b\n',
    '&s "studio": &v b\n? region\n: a\n',
  ],
  ['a line in braces', '{region: "a", studio: [b,c] , }\n', '{studio: [b,c], region: "a" , }\n'],
  ['JSON', '{\n "region": "a",\n\t"studio": {"b": 1}\n}', '{\n "studio": {"b": 1},\n\t"region": "a"\n}'],
])('puts sections in order: %s', (_what, before, after) => {
  const text = format(before);
  expect(text).toBe(after);
  expect(format(text)).toBe(text);
});

it('orders the sections and keeps comments, values and styles', () => {
  const text = `# About it.\nregion: us-east-1 # near\naccount: '123456789012'\n# Whose.\nstudio: acme\ndomains:\n  # The first.\n  d-one: { idle: 2h }\n`;
  const once = format(text);
  expect(once).toBe(
    `# About it.\n\n# Whose.\nstudio: acme\naccount: '123456789012'\nregion: us-east-1 # near\ndomains:\n  # The first.\n  d-one: { idle: 2h }\n`,
  );
  expect(format(once)).toBe(once);
});

it('leaves an alias behind its anchor, and two anchors of one name in their order', () => {
  const one = 'domains: &a {}\nteams: *a\nregion: a\n';
  expect(format(one)).toBe('region: a\ndomains: &a {}\nteams: *a\n');
  const two = 'domains: [&a x, *a]\nteams: [&a y, *a]\nimages: *a\nstudio: acme\n';
  expect(format(two)).toBe('studio: acme\ndomains: [&a x, *a]\nteams: [&a y, *a]\nimages: *a\n');
  const forwards = 'teams: *b\nimages: &b {}\n'.split('\n').toReversed().join('\n');
  expect(format(forwards)).toBe(`\n${'images: &b {}\nteams: *b'}`);
});

it('leaves alone what it cannot put in order, and says so', () => {
  expect(refusal('{\n  region: a, # near\n  studio: b\n}\n')).toBe(
    'studio.yaml:2:3: comments between sections in { } could not go with them; put them in order by hand',
  );
  expect(refusal('{\n  # Over.\n  region: a,\n  studio: b # last\n}\n')).toBe(
    '{\n  # Over.\n  studio: b,\n  region: a # last\n}\n',
  );
});

/** Values in many styles, each as it stands behind its key. */
const values = [
  ' x',
  "   'x'  # near",
  ' "x # y" ',
  ' {a: 1,b: [ 2,"3" ]}',
  ' [a,\n  # in\n  b]',
  ' &NAME {a: 1}',
  '\n    a:   1\n    # in\n    b: [c]',
  '\n- a\n-   b',
  '\n# left\n  a: 1\n  # deep',
  ' |\n  text\n   # text\n\n  more',
  ' |-\n  text',
  ' >+\n  text\n\n\n',
  ' |2-\n    text\n',
  '',
  ' !!str 12',
  ' long\n  plain\n\n  words',
  ' "double\n  quoted \\\n  words"',
  '\n  a:\n    b: |+\n      text\n\n',
  ' # near\n  - a # in\n  # deep\n\n  # deeper',
  ' &NAME !!map\n  a: 1',
  ' !!map # near\n  ? a\n  : b',
  ' [\n]',
  ' {\n  a: 1\n}',
  ' "\\u2028: # \u00a0\u2028"',
  '\t\ta\t# tab',
  " '''#'''",
];
const over = ['', '# One.\n', '\n', '\n\n# One.\n# Two.\n', '# Before.\n\n', ' \n# Before.\n\n# Over.\n', '# a: b\n'];
const section = fc.record({ value: fc.constantFrom(...values), over: fc.constantFrom(...over) });
const file = fc
  .tuple(
    fc.shuffledSubarray(order, { minLength: 1 }),
    fc.array(section, { minLength: order.length, maxLength: order.length }),
    fc.constantFrom('', '# Head.\n', '# Head.\n\n', '---\n', '%YAML 1.2\n---\n# Head.\n\n'),
    fc.constantFrom('', '\n# The end.\n', '...\n', '# The end.'),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\ufeff'),
  )
  .map(([names, sections, head, end, newline, mark]) => {
    const texts = names.map((name, at) => {
      const { value = '', over = '' } = sections[at] ?? {};
      const [text, key] = [value.replace('NAME', name), at % 3 === 1 ? JSON.stringify(name) : name];
      return `${over}${key}:${text}${text.endsWith('\n') ? '' : '\n'}`;
    });
    return `${mark}${`${head}${texts.join('')}${end}`.replaceAll('\n', newline)}`;
  });

/** The lines of a text that are more than empty, in no order. */
const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace('\ufeff', ''))
    .filter((line) => line.trim() !== '')
    .toSorted();

it('whatever the style, the same is said, in order, by the same lines; a second time nothing changes', () => {
  fc.assert(
    fc.property(file, (text) => {
      const once = format(text);
      expect(parse(once)).toEqual(parse(text));
      const names = Object.keys(parse(once) ?? {});
      expect(names).toEqual(order.filter((name) => names.includes(name)));
      expect(linesOf(once)).toEqual(linesOf(text));
      expect(once.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
      expect(once.replaceAll('\r\n', '').includes('\n')).toBe(text.replaceAll('\r\n', '').includes('\n'));
      expect(format(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});
