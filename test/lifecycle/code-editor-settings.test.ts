import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atHome, extensionsOf, inImage, makeVsix, withCodeEditor, type Generation } from './code-editor';
import { Moto } from './moto';
import { newHome, type LifecycleRoot, type RootOptions } from './root';
import { script } from './script';
import { throwawayRoots } from './throwaway-roots';

jest.setTimeout(300_000);

const booted = throwawayRoots();
const moto = new Moto();
const shop = mkdtempSync(path.join(tmpdir(), 'studiolo-vsix-'));
const lint = 'acme.lint-1.2.0.vsix';
let hash: string;
beforeAll(async () => {
  makeVsix(path.join(shop, lint), 'Acme', 'lint', '1.2.0');
  makeVsix(path.join(shop, 'other.vsix'), 'acme', 'other', '2.0.0');
  makeVsix(path.join(shop, 'new.vsix'), 'acme', 'new', '1.0.0', 'code-99');
  makeVsix(path.join(shop, 'odd.vsix'), '../../acme', 'odd', '1.0.0');
  writeFileSync(path.join(shop, 'broken.vsix'), 'no zip');
  hash = createHash('sha256')
    .update(readFileSync(path.join(shop, lint)))
    .digest('hex');
  await moto.start();
  moto.aws('s3', 'mb', 's3://tools');
  moto.aws('s3', 'cp', '--recursive', shop, 's3://tools/vsix');
}, 600_000);
afterAll(async () => {
  await moto.stop();
  rmSync(shop, { recursive: true });
});

/** A Code Editor app, perhaps with the home volume of an earlier one. */
async function app(generation: Generation, brings = ['ms.python-1.0.0'], options: RootOptions = {}) {
  const environment = { ...moto.environment, AWS_MAX_ATTEMPTS: '1' };
  const root = await booted({ appType: 'CodeEditor', environment, ...options });
  withCodeEditor(root, generation, brings);
  return root;
}
const start = (root: LifecycleRoot, parameters: Record<string, string>) =>
  root.run(script('code-editor-settings', parameters));
const defaults = (settings: unknown) => ({ SETTINGS: JSON.stringify(settings) });
const fromS3 = { SOURCE: 's3://tools/vsix' };

const file = `${atHome}/data/User/settings.json`;
const read = (root: LifecycleRoot) => readFileSync(root.at(file), 'utf8');
/** What the user writes into their settings. */
async function write(root: LifecycleRoot, text: string): Promise<void> {
  writeFileSync(path.join(root.home, 'typed'), text);
  await root.execute(['bash', '-c', `mkdir -p ${path.dirname(file)} && cat typed >${file} && rm typed`]);
}

describe.each(['image', 'settings', 'home'] as const)(
  'where the image keeps things as in generation %s',
  (generation) => {
    it('settings, snippets and extensions of one app are there in the next, of that and of a newer image', async () => {
      const root = await app(generation);
      const asked = { ...fromS3, EXTENSIONS: lint, ...defaults({ 'editor.fontSize': 15 }) };
      const { status, output } = await start(root, asked);
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Acme.lint-1.2.0: installed') });
      expect(await extensionsOf(root, generation)).toEqual(['acme.lint@1.2.0', 'ms.python@1.0.0']);
      // The user's own, by the folders that the editor of this image writes to.
      const data = generation === 'image' ? inImage : atHome;
      await root.execute([
        'bash',
        '-c',
        `mkdir ${data}/data/User/snippets; echo '{}' >${data}/data/User/snippets/r.json`,
      ]);

      for (const next of [generation, 'home'] as const) {
        const later = await app(next, ['ms.python-1.1.0'], { home: root.home, network: 'none' });
        expect((await start(later, asked)).output).toContain('Acme.lint-1.2.0 is there');
        expect(await extensionsOf(later, next)).toEqual(['acme.lint@1.2.0', 'ms.python@1.1.0']);
        const there = next === 'image' ? inImage : atHome;
        expect(existsSync(path.join(root.home, 'sagemaker-code-editor-server-data/data/User/snippets/r.json'))).toBe(
          true,
        );
        const seen = await later.execute(['cat', `${there}/data/User/settings.json`]);
        expect(JSON.parse(seen.output)).toEqual({ 'editor.fontSize': 15, 'extensions.autoUpdate': false });
      }
    });
  },
);

it("brings along the extensions of the image, and leaves one that the user removed where it isn't", async () => {
  const root = await app('home', ['ms.python-1.0.0', 'aws.toolkit-3.0.0']);
  await start(root, {});
  expect(await extensionsOf(root, 'home')).toEqual(['aws.toolkit@3.0.0', 'ms.python@1.0.0']);
  await root.execute(['bash', '-c', `rm ${atHome}/extensions/aws.toolkit-3.0.0`]);
  const newer = await app('home', ['ms.python-1.1.0', 'aws.toolkit-3.1.0'], { home: root.home });
  expect((await start(newer, {})).output).toContain(
    'extensions of another image: 1 gone, 1 of this one in their place',
  );
  expect(await extensionsOf(newer, 'home')).toEqual(['ms.python@1.1.0']);
});

it('gives defaults, which what the user has set goes before, and changes none of that', async () => {
  const root = await app('home');
  const own = '// mine\n{\n  "editor.fontSize": 20, // large\n  "[python]": { "editor.tabSize": 8, },\n}\n';
  await write(root, own);
  const { output } = await start(root, defaults({ 'editor.fontSize': 14, 'files.autoSave': 'off' }));
  expect(output).toContain('1 defaults are in, 1 are as the user has them');
  expect(read(root)).toBe(own.replace('{\n', '{\n    "files.autoSave": "off",\n'));
});

it('follows a default that changes or goes, until the user takes it over or removes it', async () => {
  const root = await app('home');
  await start(root, defaults({ a: 1, b: { c: [1] }, d: 1, e: 1 }));
  const set = JSON.parse(read(root)) as Record<string, unknown>;
  expect(set).toEqual({ a: 1, b: { c: [1] }, d: 1, e: 1, 'extensions.autoUpdate': false });
  await write(root, JSON.stringify({ a: 1, b: { c: [1] }, d: 7 }, null, 2));
  await start(root, defaults({ a: 2, d: 2, e: 2 }));
  expect(JSON.parse(read(root))).toEqual({ a: 2, d: 7 });
});

it('changes nothing when it runs again or several times at once', async () => {
  const root = await app('image');
  const asked = { ...fromS3, EXTENSIONS: `${lint}#sha256=${hash}`, ...defaults({ 'editor.fontSize': 14 }) };
  const ended = await Promise.all([1, 2, 3].map(() => start(root, asked)));
  expect(ended.map(({ status, output }) => [status, output.includes('failed')])).toEqual(ended.map(() => [0, false]));
  const state = `find ${inImage} ${atHome} .local -printf '%p %l %T@\\n' | sort`;
  const before = (await root.execute(['bash', '-c', state])).output;
  expect((await start(root, asked)).output).toContain('is there');
  expect((await root.execute(['bash', '-c', state])).output).toBe(before);
});

it.each(['{ "a": 1', '[]', '{ "a" 1 }', '{ "a": 1 } x', '{ "a": 1 "b": 2 }'])(
  'leaves settings that are not JSON as they are: %s',
  async (text) => {
    const root = await app('home');
    await write(root, text);
    const { status, output } = await start(root, defaults({ b: 1 }));
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringContaining('is not JSON, and stays as it is'),
    });
    expect(read(root)).toBe(text);
  },
);

it('restarts an editor that was running with the folders of the image', async () => {
  const root = await app('image');
  const folder = '/etc/supervisor/conf.d';
  const conf = readFileSync(root.at(`${folder}/supervisord.conf`), 'utf8')
    .replace('[program:jupyterlabserver]', '[program:codeeditorserver]')
    .replace('command=start-jupyter-server', 'command=start-code-editor');
  writeFileSync(root.at(`${folder}/supervisord-code-editor.conf`), conf);
  const begin = `export SAGEMAKER_APP_TYPE_LOWERCASE=codeeditor; mkdir -p /var/log/studio/codeeditor/supervisord; exec supervisord -c ${folder}/supervisord-code-editor.conf -n`;
  root.spawn(['bash', '-c', begin], root.log('editor'));
  const control = `supervisorctl -c ${folder}/supervisord-code-editor.conf`;
  const running = `for i in $(seq 300); do ${control} status | grep -q RUNNING && exec ${control} pid codeeditorserver; sleep 0.1; done`;
  const first = (await root.execute(['bash', '-c', running])).output;
  expect((await start(root, {})).output).toContain('restarted Code Editor');
  const second = (await root.execute(['bash', '-c', running])).output;
  expect(second).not.toBe(first);
  expect((await start(root, {})).output).not.toContain('restarted');
  expect((await root.execute(['bash', '-c', running])).output).toBe(second);
});

it('installs what it can of extensions that are broken, missing, too new, misnamed or other than their hash', async () => {
  const root = await app('home');
  const asked = `broken.vsix missing.vsix new.vsix odd.vsix other.vsix#sha256=${'0'.repeat(64)} ${lint}#sha256=${hash}`;
  const { status, output } = await start(root, { ...fromS3, EXTENSIONS: asked });
  expect(status).toBe(0);
  expect(output).toMatch(/broken\.vsix: not installed: it is no extension of VS Code/);
  expect(output).toMatch(/missing\.vsix: not installed: it could not be fetched from s3:/);
  expect(output).toMatch(/new\.vsix: not installed: Error: Unable to install extension, as it is not compatible/);
  expect(output).toMatch(/odd\.vsix: not installed: it is no extension of VS Code/);
  expect(output).toMatch(/other\.vsix: not installed: it is not the one whose SHA-256 is 0{64}/);
  expect(output).toContain('Acme.lint-1.2.0: installed');
  expect(output).toContain('5 of 6 extensions are not installed');
  expect(await extensionsOf(root, 'home')).toEqual(['acme.lint@1.2.0', 'ms.python@1.0.0']);
  expect((await start(root, { ...fromS3, EXTENSIONS: 'missing.vsix', ENFORCE: 'yes' })).status).toBe(1);
});

it('takes extensions from a mounted folder without a network', async () => {
  const root = await app('home', [], { network: 'none' });
  mkdirSync(root.at('/mnt/vsix'));
  writeFileSync(root.at(`/mnt/vsix/${lint}`), readFileSync(path.join(shop, lint)));
  expect((await start(root, { SOURCE: '/mnt/vsix/', EXTENSIONS: lint })).output).toContain(
    'Acme.lint-1.2.0: installed',
  );
});

it('does nothing in JupyterLab or in recovery mode, and says what a home folder that cannot be written keeps it from', async () => {
  const lab = await booted({ network: 'none' });
  expect((await start(lab, defaults({ a: 1 }))).output).toContain('no Code Editor app');
  const recovery = await app('home', [], { environment: { SAGEMAKER_RECOVERY_MODE: 'true' } });
  expect((await start(recovery, defaults({ a: 1 }))).output).toContain('in recovery mode');
  const home = newHome(path.join(shop, 'home'));
  const full = await app('image', [], { home, homeMode: 'read-only' });
  const { status, output } = await start(full, defaults({ a: 1 }));
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringContaining('the home folder cannot be written'),
  });
  expect((await full.execute(['test', '-L', `${inImage}/data/User`])).status).toBe(1);
});

it.each([
  [{ SETTINGS: '{' }, 'SETTINGS must be a JSON object'],
  [{ SETTINGS: '[1]' }, 'SETTINGS must be a JSON object'],
  [{ SETTINGS: '{"a": NaN}' }, 'SETTINGS must be a JSON object'],
  [{ SETTINGS: '$(touch /tmp/injected)' }, 'SETTINGS must be a JSON object'],
  [{ EXTENSIONS: 'ms-python.python' }, 'is not the name of a .vsix file'],
  [{ EXTENSIONS: '../x.vsix', SOURCE: '/mnt' }, 'is not the name of a .vsix file'],
  [{ EXTENSIONS: '--force.vsix', SOURCE: '/mnt' }, 'is not the name of a .vsix file'],
  [{ EXTENSIONS: 'x.vsix' }, "SOURCE is ''"],
  [{ EXTENSIONS: 'x.vsix', SOURCE: 'https://marketplace.example.com' }, "SOURCE is 'https:"],
  [{ EXTENSIONS: 'x.vsix', SOURCE: "/mnt'; touch /tmp/injected; '" }, 'SOURCE is '],
])('takes nothing from %j', async (parameters: Record<string, string>, why) => {
  const root = await app('home', [], { network: 'none' });
  const { status, output } = await start(root, parameters);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(why) });
  expect(existsSync(root.at('/tmp/injected'))).toBe(false);
});
