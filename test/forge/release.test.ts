import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// A release builds the program, for the example that it writes.
jest.setTimeout(300_000);

const root = path.resolve(__dirname, '../..');
const current: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-release-'));
  // What is written to is a copy.
  const copied = ['scripts', 'docs', 'examples', 'images', 'README.md', 'CONTRIBUTING.md'];
  for (const name of [...copied, 'package.json', 'package-lock.json'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of ['src', 'lifecycle-scripts', 'node_modules', 'tsconfig.json'])
    symlinkSync(path.join(root, name), path.join(folder, name));
  writeFileSync(path.join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\nFirst.\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const release = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const json = (name: string) => JSON.parse(text(name));

test('a release has its version everywhere, and its date and its notes in the changelog', () => {
  expect(release('7.8.9')).toMatchObject({ status: 0 });
  expect([json('package.json').version, json('package-lock.json').version]).toEqual(['7.8.9', '7.8.9']);
  expect(readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
    /## Unreleased\n\n## 7\.8\.9 \(\d{4}-\d\d-\d\d\)\n\n- New\.\n\n## 0\.1\.0/,
  );
  expect(release('--check', '7.8.9')).toMatchObject({ status: 0 });
  expect(release('--notes', '7.8.9')).toMatchObject({ stdout: '- New.\n' });
});

test('what a release installs is that release: in the words of its pages, in its images, in its example', () => {
  const installs = ['README.md', 'docs/install-for-a-domain.md', 'docs/aws-cli.md', 'CONTRIBUTING.md'];
  const images = ['jupyterlab-minimal', 'studiolo-distribution-cpu'].map((name) => `images/${name}/requirements.txt`);
  const pages = [...installs, ...images, 'examples/studiolo-domain.cfn.yaml'];
  const naming = new RegExp(`studiolo(\\[node\\])?(-|==| )${current.replaceAll('.', '\\.')}`);
  for (const page of pages) expect({ page, text: text(page) }).toEqual({ page, text: expect.stringMatching(naming) });
  const before = text('examples/studiolo-domain.cfn.yaml');
  release('7.8.9');
  const isExample = (line: string) => line.includes('such as studiolo-');
  for (const page of pages)
    expect({
      page,
      old: text(page)
        .split('\n')
        .filter((line) => naming.test(line) && !isExample(line)),
    }).toEqual({
      page,
      old: [],
    });
  expect(text('README.md')).toContain('pip install studiolo-7.8.9-py3-none-any.whl');
  expect(text('images/jupyterlab-minimal/requirements.txt')).toContain('studiolo[node]==7.8.9');
  // The scripts' names carry the hash of what stands in them, and their first lines name the version.
  const names = (template: string) => template.match(/studiolo-(jupyterlab|codeeditor)-[0-9a-f]{16}/g);
  expect(names(text('examples/studiolo-domain.cfn.yaml'))).toHaveLength(names(before)?.length ?? 0);
  expect(names(text('examples/studiolo-domain.cfn.yaml'))).not.toEqual(names(before));
});

test('a tag is refused while a page installs another version', () => {
  release('7.8.9');
  writeFileSync(path.join(folder, 'docs/aws-cli.md'), 'WHEEL=studiolo-7.8.8-py3-none-any.whl\n');
  expect(release('--check', '7.8.9')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('docs/aws-cli.md names studiolo-7.8.8, not 7.8.9'),
  });
});

test('what is left to do pushes the tag, which begins the release', () => {
  const { stdout } = release('7.8.9');
  const origin = path.join(folder, 'origin.git');
  const git = (...words: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
  mkdirSync(origin);
  for (const words of [
    ['init', '--bare', '--quiet', origin],
    ['init', '--quiet'],
    ['remote', 'add', 'origin', origin],
  ])
    git(...words);
  git('add', 'package.json');
  git('commit', '--quiet', '-m', 'before');
  writeFileSync(path.join(folder, 'package.json'), '{}');
  const commands = stdout
    .slice(stdout.indexOf('git commit'))
    .replaceAll('git ', 'git -c user.name=a -c user.email=a@example.com ');
  expect(spawnSync('bash', ['-c', commands], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
  expect(git('ls-remote', '--tags', 'origin').stdout).toContain('refs/tags/v7.8.9');
});

test.each([
  [['seven'], 'a version such as 1.2.3 is needed, not "seven"'],
  [['--check', '7.8.9'], 'package.json has version'],
])('%j is refused', (words, why) => {
  const { status, stderr } = release(...words);
  expect(status).not.toBe(0);
  expect(stderr).toContain(why);
});

test('a version is released once, and never without a line in the changelog', () => {
  release('7.8.9');
  expect(release('7.8.9').stderr).toContain('CHANGELOG.md has 7.8.9 already');
  expect(release('7.9.0').stderr).toContain('nothing under "## Unreleased"');
});
