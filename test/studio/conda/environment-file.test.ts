import { environmentFile, environmentFileName } from '../../../src/studio/conda/environment-file';
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
])('the name in %j is %s', (text, name) => {
  expect(environmentFileName(text)).toBe(name);
});

test('a file has channels by name or address, never a password or token', () => {
  const text = environmentFile({
    name: 'x',
    conda: [numpy, inHouse],
    pip: [{ name: 'darts', version: '0.30' }],
    form: 'exact',
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
  const text = environmentFile({ name: 'x', conda: [numpy, inHouse], pip: [], form: 'asked' });
  expect(text).toContain('dependencies:\n  - "acme >=2"\n');
  expect(text).not.toContain('numpy=');
});

test('a list for a clone has each package with its MD5; one without an address is named', () => {
  const { text, unknown } = explicitList([numpy, { name: 'lost', version: '1', build: '0' }]);
  expect(text).toBe(`@EXPLICIT\n${numpy.url}#abc\n`);
  expect(unknown).toEqual(['lost']);
});
