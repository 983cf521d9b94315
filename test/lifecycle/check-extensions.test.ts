import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { LifecycleRoot } from './root';
import { script, textOf } from './script';
import { wheel } from './wheel';

// JupyterLab's own commands take seconds each.
jest.setTimeout(300_000);

let root: LifecycleRoot;
beforeAll(async () => {
  root = await new LifecycleRoot({ network: 'none' }).boot();
  copyFileSync(wheel, root.at(`/tmp/${path.basename(wheel)}`));
  await done('pip', 'install', '--quiet', '--no-index', '--no-deps', `/tmp/${path.basename(wheel)}`);
}, 600_000);
afterAll(() => root.remove());

async function done(...command: string[]): Promise<void> {
  const { status, output } = await root.execute(command);
  if (status !== 0) throw new Error(`${command.join(' ')}: ${output}`);
}

const check = (REQUIRED: string, more: Record<string, string> = {}) =>
  root.run(script('check-extensions', { REQUIRED, ...more }));

/** What the log has for `studiolo domain status`, without the app. */
const found = (output: string) =>
  output.split('\n').flatMap((line) => {
    const [, json] = /^studiolo-check (\{.*\})$/.exec(line) ?? [];
    if (json === undefined) return [];
    const { app, ...rest } = JSON.parse(json);
    expect(app).toBe('arn:aws:sagemaker:us-east-1:123456789012:app/d-abcdefghijkl/study/JupyterLab/default');
    return [rest];
  });

it('writes one line for each extension, in the form that the whole domain is read by', async () => {
  const { status, output } = await check('studiolo>=0.0.1');
  expect(status).toBe(0);
  expect(output).toMatch(
    /^studiolo-check {"app":"arn:[^"]+","extension":"studiolo","required":">=0\.0\.1","found":"\d+\.\d+\.\d+","state":"enabled"}$/m,
  );
});

it('tells what is enabled, too old and missing, whatever way a name is spelt', async () => {
  const { output } = await check('Jupyter_Activity_Monitor_Extension>=0.3.2 studiolo>=99 no-such-extension');
  expect(found(output)).toEqual([
    { extension: 'Jupyter_Activity_Monitor_Extension', required: '>=0.3.2', found: '0.3.2', state: 'enabled' },
    { extension: 'studiolo', required: '>=99', found: expect.stringMatching(/^\d/), state: 'too-old' },
    { extension: 'no-such-extension', required: '', found: '', state: 'missing' },
  ]);
  expect(output).toContain('studiolo>=99 is too-old; no-such-extension is missing');
});

it('compares versions as Python does, not as text', async () => {
  expect(found((await check('jupyterlab>=4.4.9')).output)).toMatchObject([{ found: '4.4.10', state: 'enabled' }]);
});

it('sees a server extension that the server does not load', async () => {
  await done('jupyter', 'server', 'extension', 'disable', '--sys-prefix', 'studiolo');
  expect(found((await check('studiolo')).output)).toMatchObject([{ state: 'disabled' }]);
  await done('jupyter', 'server', 'extension', 'enable', '--sys-prefix', 'studiolo');
});

it('lets the app start without an extension, unless the administrator wants otherwise', async () => {
  expect((await check('no-such-extension')).status).toBe(0);
  expect((await check('no-such-extension', { ENFORCE: 'yes' })).status).toBe(1);
  expect((await check('studiolo', { ENFORCE: 'yes' })).status).toBe(0);
});

it.each(['studiolo==0.1.0', 'studiolo>=new', '$(id)'])('says of REQUIRED=%p what is wrong', async (required) => {
  const { status, output } = await check(required);
  expect(status).toBe(0);
  expect(output).toContain('REQUIRED');
  expect(found(output)).toEqual([]);
});

it('says that it was given nothing to look for', async () => {
  const { status, output } = await root.run(textOf('check-extensions'));
  expect(status).toBe(0);
  expect(output).toContain('REQUIRED is empty');
});

it('sees a labextension that JupyterLab does not load', async () => {
  await done('jupyter', 'labextension', 'disable', '--level=user', 'studiolo');
  expect(found((await check('studiolo')).output)).toMatchObject([{ state: 'disabled' }]);
});
