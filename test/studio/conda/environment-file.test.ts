import { parse } from 'yaml';
import { environmentFile } from '../../../src/studio/conda/environment-file';
import { environmentFileName } from '../../../src/studio/conda/environment-file-name';
import { explicitList } from '../../../src/studio/conda/explicit-list';

const forge = 'https://conda.anaconda.org/conda-forge';
const numpy = {
  name: 'numpy',
  version: '2.1.0',
  build: 'py312_0',
  url: `${forge}/linux-64/numpy-2.1.0-py312_0.conda`,
  md5: 'abc',
};
const inHouse = {
  name: 'acme',
  version: '1!2.0',
  build: '0',
  url: 'https://ana:secret@conda.acme.example/t/tk-123/models/noarch/acme-1!2.0-0.tar.bz2',
  requested_spec: 'acme >=2',
};

test.each([
  ['name: plain', 'plain'],
  ['# ours\nname: "quoted"  # yes\nchannels: []', 'quoted'],
  ["name: 'single'\r\nchannels: []", 'single'],
  ['name: spaced   # comment', 'spaced'],
  ['dependencies:\n  - name: not-this', undefined],
  ['name:\nchannels: []', undefined],
  ['\ufeffname: marked\n', 'marked'],
  ['"name": key\n', 'key'],
  ['{name: flow, dependencies: []}\n', 'flow'],
  ['name : apart\n', 'apart'],
  ['name: &n anchored\nalso: *n\n', 'anchored'],
  ['also: &n aliased\nname: *n\n', 'aliased'],
  ['name: >-\n  folded\n', 'folded'],
  ['? name\n: explicit\n', 'explicit'],
  ['--- # ours\nname: !!str tagged\n...\n', 'tagged'],
  ['name: 2024\n', '2024'],
  ['name: 1.10\n', '1.10'],
  ['name: null\n', undefined],
  ['name: ~\n', undefined],
  ['name: true\n', 'true'],
  ['base: &b\n  name: merged\n<<: *b\n', 'merged'],
  ['note: "\nname: trap\n"\nname: real\n', 'real'],
  ['name: [a]\n', undefined],
  ['note: "\\nname: trap\\n"\nname: real\n', 'real'],
  ['note: |\n  name: trap\nname: real\n', 'real'],
  ['name: foo#1\n', 'foo#1'],
  ['- name: x\n', undefined],
  ['', undefined],
])('the name in %j is %s', (text, name) => {
  expect(environmentFileName(Buffer.from(text))).toBe(name);
});

test('a file in UTF-16 is read, of either order and with or without its mark', () => {
  const little = Buffer.from('name: wide\n', 'utf16le');
  const big = Buffer.from(little).swap16();
  const marked = [Buffer.concat([Buffer.from([0xff, 0xfe]), little]), Buffer.concat([Buffer.from([0xfe, 0xff]), big])];
  for (const bytes of [little, big, ...marked]) expect(environmentFileName(bytes)).toBe('wide');
});

test.each(['name: "open\n', 'name: a\nname: b\n', 'name: a\n  b: c\n'])(
  '%j is told to be no YAML, with its place',
  (text) => {
    expect(() => environmentFileName(Buffer.from(text))).toThrow(/at line \d+, column \d+$/);
  },
);

test.each([
  'on',
  'No',
  'null',
  '~',
  '1.0',
  '1e3',
  '0x1f',
  '012',
  '-x',
  'a b',
  'a: b',
  'a #b',
  '#',
  '"',
  "it's",
  '{a}',
  '*a',
  '!a',
  'a\nb',
  '\u0085',
  '研究',
  '2024-01-01',
  '.inf',
])('an environment called %j keeps its name in YAML', (name) => {
  const text = environmentFile({ name, conda: [numpy], pip: [], form: 'versions', odd: [] });
  for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version })).toMatchObject({ name });
});

test('what it is not recorded of where it is from is named, and no stranger takes its place', () => {
  const text = environmentFile({
    name: 'x',
    conda: [],
    pip: [{ name: 'ours' }],
    form: 'exact',
    odd: ['/x/conda-meta/y.json'],
  });
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# Not in this file, as it is not recorded where it is from: "ours"',
    '# Not in this file, as it is not recorded where it is from: "/x/conda-meta/y.json"',
  ]);
  expect(parse(text)).toEqual({ name: 'x', dependencies: null });
});

test('a file has channels by name or address, never a password or token', () => {
  const text = environmentFile({
    name: 'x',
    conda: [numpy, inHouse],
    pip: [{ name: 'darts', requirement: 'darts==0.30' }],
    form: 'exact',
    odd: [],
  });
  expect(text).toBe(
    [
      'name: x',
      'channels:',
      '  - conda-forge',
      '  - https://conda.acme.example/models',
      'dependencies:',
      '  - numpy=2.1.0=py312_0',
      '  - acme=1!2.0=0',
      '  - pip:',
      '    - darts==0.30',
      '',
    ].join('\n'),
  );
});

test('what was asked for is quoted where YAML could take it for something else', () => {
  const text = environmentFile({ name: 'x', conda: [numpy, inHouse], pip: [], form: 'asked', odd: [] });
  expect(text).toContain('dependencies:\n  - "acme >=2"\n');
  expect(text).not.toContain('numpy=');
});

test('a list for a clone has each package with its MD5; one without an address is named', () => {
  const { text, unknown } = explicitList([numpy, { name: 'lost', version: '1', build: '0' }]);
  expect(text).toBe(`@EXPLICIT\n${numpy.url}#abc\n`);
  expect(unknown).toEqual(['lost']);
});
