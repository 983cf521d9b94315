import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ignoredBy } from '../../../src/admin/image/engine/docker-ignore';
import { zipFolder } from '../../../src/admin/image/engine/zip-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}
/** What Python's zipfile, another reader than our own, finds in the archive. */
async function zipped(dockerfile?: string) {
  const secrets: string[] = [];
  const archive = path.join(folder, '..', `${path.basename(folder)}.zip`);
  writeFileSync(archive, await zipFolder(folder, dockerfile, (name) => secrets.push(name)));
  const script =
    'import sys,zipfile,json\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps(z.namelist()))';
  const names: string[] = JSON.parse(execFileSync('python3', ['-c', script, archive], { encoding: 'utf8' }));
  rmSync(archive);
  return { names: names.toSorted(), secrets };
}

describe('the archive for CodeBuild', () => {
  it('has neither version control nor credentials, whether or not an ignore file says so', async () => {
    write({
      Dockerfile: 'FROM x',
      '.env': 'TOKEN=x',
      'app/.env.production': 'TOKEN=x',
      'app/.env.example': 'TOKEN=',
      '.git/config': 'url = https://u:ghp_x@h/x',
      'lib/.git': 'gitdir: ../.git/modules/lib',
      '.gitignore': '*.pyc',
      '.aws/credentials': '[default]',
      'home/.netrc': 'machine h',
      'keys/server.pem': '-----BEGIN RSA PRIVATE KEY-----\nx',
      'keys/company-ca.pem': '-----BEGIN CERTIFICATE-----\nx',
      '.npmrc': '//registry.npmjs.org/:_authToken=npm_x',
    });
    expect(await zipped()).toEqual({
      names: ['.gitignore', 'Dockerfile', 'app/.env.example', 'keys/company-ca.pem'],
      secrets: expect.arrayContaining(['.env', '.git', 'lib/.git', '.aws', 'home/.netrc', 'keys/server.pem', '.npmrc']),
    });
  });

  it('has what .dockerignore leaves, and the two files that an engine needs', async () => {
    write({
      Dockerfile: 'FROM x',
      '.dockerignore': '*\n!src\nsrc/**/*.log\n',
      'src/a/b.py': '',
      'src/a/b.log': '',
      data: '',
    });
    expect((await zipped()).names).toEqual(['.dockerignore', 'Dockerfile', 'src/a/b.py']);
  });

  it("goes by the Dockerfile's own ignore file, where it has one", async () => {
    write({ 'gpu.Dockerfile': 'FROM x', 'gpu.Dockerfile.dockerignore': 'a', '.dockerignore': 'b', a: '', b: '' });
    expect((await zipped('gpu.Dockerfile')).names).toEqual([
      '.dockerignore',
      'b',
      'gpu.Dockerfile',
      'gpu.Dockerfile.dockerignore',
    ]);
  });

  it('keeps files whose names every object has', async () => {
    write({ Dockerfile: 'FROM x', constructor: 'x', 'a/toString': 'x' });
    writeFileSync(path.join(folder, '__proto__'), 'x');
    expect((await zipped()).names).toEqual(['Dockerfile', '__proto__', 'a/toString', 'constructor']);
  });

  it('passes over what is ignored, be it no file', async () => {
    write({ Dockerfile: 'FROM x', '.dockerignore': 'link\n' });
    symlinkSync('/etc/passwd', path.join(folder, 'link'));
    expect((await zipped()).names).toEqual(['.dockerignore', 'Dockerfile']);
    writeFileSync(path.join(folder, '.dockerignore'), '');
    await expect(zipFolder(folder)).rejects.toThrow('neither file nor folder');
  });

  it.each(['!', 'a[', '[x-', 'a\\'])('is not made where .dockerignore has the pattern %s', async (pattern) => {
    write({ Dockerfile: 'FROM x', '.dockerignore': `${pattern}\n` });
    await expect(zipFolder(folder)).rejects.toMatchObject({
      name: 'Unreadable',
      message: expect.stringContaining('pattern'),
    });
  });
});

/** As Docker's own matcher answers. */
describe('.dockerignore', () => {
  it.each([
    ['**', 'dir/file', true],
    ['**/', 'file', true],
    ['dir/**', 'dir/dir2/file', true],
    ['abc/**', 'abc', false],
    ['**/dir', 'dir/file', true],
    ['**/dir2/*', 'dir/dir2/file', true],
    ['**file', 'dir/a-file', true],
    ['**/file*txt', 'dir/dir/file.txt', true],
    ['**/**/*.txt2', 'dir/dir/file.txt', false],
    ['a**/*.txt', 'a/dir/dir/file.txt', true],
    ['a/*.txt', 'a/dir/file.txt', false],
    ['a[b-d]e', 'ace', true],
    ['a[^b-d]e', 'aze', true],
    ['.*', '.foo', true],
    ['.*', 'foo', false],
    ['abc.def', 'abcZdef', false],
    ['abc?def', 'abcZdef', true],
    ['**/.foo', 'bar.foo', false],
    ['a(b)c/def', 'a(b)c/def', true],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    ['a\\*b', 'a*b', true],
    ['a*/b', 'a/c/b', false],
    ['a*', 'ab/c/d', true],
    ['a?b', 'a☺b', true],
    ['/foo/', 'foo', true],
    ['./foo', 'foo', true],
    ['foo/../bar', 'bar', true],
    ['../foo', 'foo', false],
    ['#foo', '#foo', false],
    ['  foo  ', 'foo', true],
    ['docs\n!docs/README.md', 'docs/README.md', false],
    ['*.md\n!README*.md\nREADME-secret.md', 'README-secret.md', true],
    ['a\n!a/b\na/b/c', 'a/b/c/d', true],
    ['!x\nx', 'x', true],
    ['\uFEFFfoo\r\nbar\r\n', 'bar', true],
  ])('%j: %s is ignored: %s', (text, file, expected) => {
    expect(ignoredBy(text)(file)).toBe(expected);
  });
});
