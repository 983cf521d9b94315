import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ExportedEnvironment } from '../../src/protocol/environment-action';
import { condaPrefix, failureOf, TestPlace } from './place';

let place: TestPlace;
beforeEach(() => (place = new TestPlace()));
afterEach(() => place.close());

const envs = () => path.join(place.home, '.conda', 'envs');
const sitePackages = 'lib/python3.11/site-packages';
const url = (name: string) => `https://conda.anaconda.org/conda-forge/noarch/${name}-0.conda`;

function environment(name = 'x'): string {
  const prefix = condaPrefix(path.join(envs(), name), []);
  record(prefix, { name: 'python', version: '3.11.9', build: '0', url: url('python-3.11.9') });
  return prefix;
}
function record(
  prefix: string,
  content: { name: string; version: string; build: string; url?: string; files?: string[] },
): void {
  const file = `${content.name}-${content.version}-${content.build}.json`;
  writeFileSync(path.join(prefix, 'conda-meta', file), JSON.stringify(content));
}
function distribution(prefix: string, folder: string, files: Record<string, string>): string {
  const at = path.join(prefix, sitePackages, folder);
  mkdirSync(at, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(at, name), text);
  return at;
}
async function exported(prefix: string): Promise<string> {
  const answer = await place.app.request(
    `/api/environments/export?${new URLSearchParams({ prefix, form: 'versions' })}`,
  );
  return ExportedEnvironment.parse(await answer.json()).text;
}
async function pip(prefix: string): Promise<string[]> {
  const { dependencies } = parse(await exported(prefix));
  return dependencies.at(-1).pip ?? [];
}

test('what any installer but conda has put there counts, each package once, and leftovers do not', async () => {
  const prefix = environment();
  for (const installer of ['pip', 'uv', 'poetry 1.8.2', 'pdm'])
    distribution(prefix, `by_${installer.split(' ')[0]}-1.0.dist-info`, { INSTALLER: `${installer}\n` });
  distribution(prefix, 'unsigned-1.0.dist-info', { METADATA: 'Name: Unsigned\nVersion: 1.0+local\n\nName: body\n' });
  distribution(prefix, '~umpy-1.26.0.dist-info', { INSTALLER: 'pip\n' });
  const old = distribution(prefix, 'idna-3.7.dist-info', { INSTALLER: 'pip\n', RECORD: '' });
  utimesSync(old, 1, 1);
  distribution(prefix, 'idna-3.6.dist-info', { INSTALLER: 'pip\n', RECORD: '' });
  distribution(prefix, 'IDNA-3.9.dist-info', { INSTALLER: 'pip\n' });
  distribution(prefix, 'of_conda-1.0.dist-info', { INSTALLER: 'conda\n' });
  // A package that its builder has made with pip, whose address is of the builder's machine.
  const files = ['METADATA', 'direct_url.json', 'INSTALLER'].map(
    (file) => `${sitePackages}/built-2.0.dist-info/${file}`,
  );
  record(prefix, { name: 'built', version: '2.0', build: '0', url: url('built-2.0'), files });
  distribution(prefix, 'built-2.0.dist-info', {
    INSTALLER: 'pip',
    METADATA: '',
    'direct_url.json': '{"url":"file:///home/conda/feedstock","dir_info":{}}',
  });
  expect((await pip(prefix)).sort()).toEqual([
    'Unsigned==1.0+local',
    'by-pdm==1.0',
    'by-pip==1.0',
    'by-poetry==1.0',
    'by-uv==1.0',
    'idna==3.6',
  ]);
});

test('what setuptools alone has put there is named, and given only where a folder is edited', async () => {
  const prefix = environment();
  record(prefix, {
    name: 'old',
    version: '1',
    build: '0',
    url: url('old-1'),
    files: [`${sitePackages}/old-1-py3.11.egg-info`],
  });
  const write = (name: string, text: string) => writeFileSync(path.join(prefix, sitePackages, name), text);
  mkdirSync(path.join(prefix, sitePackages), { recursive: true });
  write('old-1-py3.11.egg-info', '');
  write('by_hand-1-py3.11.egg-info', '');
  write('edited.egg-link', '/home/u/edited\n.');
  expect(await pip(prefix)).toEqual(['-e /home/u/edited']);
  expect(await exported(prefix)).toContain('# Not in this file, as it is not recorded where it is from: "by-hand"');
});

test('what conda-pypi has converted is in no channel, and comes from where it came', async () => {
  const prefix = environment();
  const files = [`${sitePackages}/darts-0.30.dist-info/METADATA`];
  record(prefix, {
    name: 'darts',
    version: '0.30',
    build: 'pypi_0',
    url: 'file:///home/u/.local/share/conda-pypi/noarch/darts-0.30-pypi_0.conda',
    files,
  });
  distribution(prefix, 'darts-0.30.dist-info', { INSTALLER: 'conda-pypi\n', METADATA: 'Name: darts\nVersion: 0.30\n' });
  const { channels, dependencies } = parse(await exported(prefix));
  expect([channels, dependencies]).toEqual([['conda-forge'], ['python=3.11.9', { pip: ['darts==0.30'] }]]);
});

test.each([
  [
    { url: 'https://git.example/x', vcs_info: { vcs: 'git', commit_id: 'abc' } },
    'mine @ git+https://git.example/x@abc',
  ],
  [
    { url: 'ssh://git@git.example/x', vcs_info: { vcs: 'git', commit_id: 'abc' }, subdirectory: 'py' },
    'mine @ git+ssh://git@git.example/x@abc#subdirectory=py',
  ],
  [
    { url: 'https://u:secret@git.example/x', vcs_info: { vcs: 'git', commit_id: 'abc' } },
    'mine @ git+https://git.example/x@abc',
  ],
  [
    { url: 'https://secret@git.example/x', vcs_info: { vcs: 'git', commit_id: 'abc' } },
    'mine @ git+https://git.example/x@abc',
  ],
  [
    { url: 'https://${USER}:${TOKEN}@git.example/x', vcs_info: { vcs: 'git', commit_id: 'abc' } },
    'mine @ git+https://${USER}:${TOKEN}@git.example/x@abc',
  ],
  [
    { url: 'https://x.example/mine.whl', archive_info: { hash: 'sha256=12' } },
    'mine @ https://x.example/mine.whl#sha256=12',
  ],
  [
    { url: 'https://x.example/mine.whl', archive_info: { hashes: { sha256: '12' } } },
    'mine @ https://x.example/mine.whl#sha256=12',
  ],
  [{ url: 'https://x.example/mine.whl', archive_info: {} }, 'mine @ https://x.example/mine.whl'],
  [{ url: 'file:///home/u/mine', dir_info: {} }, 'mine @ file:///home/u/mine'],
  [{ url: 'file:///home/u/mine', dir_info: { editable: true } }, '-e /home/u/mine'],
  [{ url: 'file:///home/u/my%20work', dir_info: { editable: true } }, '-e "/home/u/my work"'],
])('a package of %j is %s', async (direct, requirement) => {
  const prefix = environment();
  distribution(prefix, 'mine-0.1.0.dist-info', { INSTALLER: 'pip', 'direct_url.json': JSON.stringify(direct) });
  expect(await pip(prefix)).toEqual([requirement]);
});

test.each([
  'no JSON',
  '{}',
  '{"url":"https://x/y","vcs_info":{"vcs":"git"}}',
  '{"url":"https://x/y\\n--index-url https://evil"}',
  '{"url":"file:///a%0a-e%20b","dir_info":{"editable":true}}',
  '{"url":"https://x/y","dir_info":{"editable":true}}',
])(
  'of an address that is not understood (%j) no stranger’s package of that name is put into the file',
  async (direct) => {
    const prefix = environment();
    distribution(prefix, 'mine-0.1.0.dist-info', { INSTALLER: 'pip', 'direct_url.json': direct });
    const text = await exported(prefix);
    expect(parse(text).dependencies).toEqual(['python=3.11.9']);
    expect(text).toMatch(/^# Not in this file, as it is not recorded where it is from: "mine"$/m);
  },
);

test('a record that is not understood costs itself: it is named in the file, and by the refusal of a clone', async () => {
  const prefix = environment();
  const odd = path.join(prefix, 'conda-meta', 'cut-1.0-0.json');
  writeFileSync(odd, '{"name":');
  const text = await exported(prefix);
  expect(text).toContain(`# Not in this file, as it is not recorded where it is from: "${odd}"`);
  expect(parse(text).dependencies).toEqual(['python=3.11.9']);
  const refused = await place.post('/api/environments/create', { from: 'clone', name: 'y', prefix });
  expect((await failureOf(refused)).notice.message).toContain(`the origin of ${odd} is not recorded`);
});

test.each([
  [
    'name: foo#1\n',
    'f.yml gives the name "foo#1", which can’t be used: Use only letters a to z, digits, “_”, “.” and “-”.',
  ],
  ['name: null\n', 'f.yml gives no name.'],
  ['dependencies: []\n', 'f.yml gives no name.'],
  [
    'name: "open\n',
    'f.yml can’t be read: unexpected end of the stream within a double quoted scalar at line 2, column 1.',
  ],
])('a file with %j is refused in words, before anything is made', async (text, why) => {
  writeFileSync(path.join(place.home, 'f.yml'), text);
  const refused = await place.post('/api/environments/create', { from: 'file', file: 'f.yml' });
  expect([refused.status, (await failureOf(refused)).notice.message]).toEqual([400, why]);
});

test.each(['on', '1.0', 'a: b', 'x #y', "it's"])('an environment called %j is exported by its name', async (name) => {
  expect(parse(await exported(environment(name)), { version: '1.1' }).name).toBe(name);
});
