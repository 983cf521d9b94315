import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LifecycleRoot } from './root';
import { script } from './script';

jest.setTimeout(300_000);

const base = 'http://127.0.0.1:8888/jupyterlab/default';
const downloads = ['files/plan.txt?download=1', 'files/plan.txt', 'nbconvert/script/plan.ipynb?download=true'];

let root: LifecycleRoot;
const boot = async () => {
  root = await new LifecycleRoot({ network: 'none' }).boot();
  writeFileSync(path.join(root.home, 'plan.txt'), 'secret');
  writeFileSync(
    path.join(root.home, 'plan.ipynb'),
    JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
  );
};
afterEach(() => root.remove());

const curl = (address: string, ...more: string[]) =>
  root.execute(['curl', '--silent', '--referer', `${base}/lab`, ...more, `${base}/${address}`]);
const statusOf = async (address: string) =>
  Number((await curl(address, '--output', '/dev/null', '--write-out', '%{http_code}')).output);
const statuses = (addresses: string[]) => Promise.all(addresses.map(statusOf));

/** The app's own server, under supervisord as in Studio. */
async function server(): Promise<void> {
  root.spawn(['entrypoint-jupyter-server'], path.join(root.home, '.server.log'));
  await answering();
}
async function answering(): Promise<void> {
  for (let attempt = 0; (await statusOf('api')) !== 200; attempt += 1) {
    if (attempt === 300) throw new Error('the Jupyter server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('takes downloading out of a server that runs, and of one that starts later', async () => {
  await boot();
  await server();
  expect(await statuses(downloads)).toEqual([200, 200, 200]);

  const { status, output } = await root.run(script('block-downloads'));
  expect(status).toBe(0);
  expect(output).toContain('restarted the Jupyter server');
  await answering();
  expect(await statuses(downloads)).toEqual([403, 403, 403]);
  // What JupyterLab opens in its editor comes by another way, as does JupyterLab.
  expect((await curl('api/contents/plan.txt')).output).toContain('secret');
  const [, disabled = '[]'] = /"disabledExtensions": (\[[^\]]*\])/.exec((await curl('lab')).output) ?? [];
  expect(JSON.parse(disabled).toSorted()).toEqual([
    '@jupyterlab/docmanager-extension:download',
    '@jupyterlab/docmanager-extension:open-browser-tab',
    '@jupyterlab/filebrowser-extension:download',
    '@jupyterlab/filebrowser-extension:open-browser-tab',
    '@jupyterlab/notebook-extension:export',
  ]);

  const again = await root.run(script('block-downloads'));
  expect(again.output).toContain('downloads are blocked already');
  expect(again.output).not.toContain('restarted');
});

it('leaves what it writes to root', async () => {
  await boot();
  await Promise.all(Array.from({ length: 5 }, () => root.run(script('block-downloads'))));
  const files = [
    '/etc/jupyter/jupyter_server_config.d/studiolo-block-downloads.json',
    '/etc/jupyter/labconfig/page_config.d/studiolo-block-downloads.json',
  ];
  expect((await root.execute(['stat', '-c', '%u %a', ...files])).output).toBe('0 644\n0 644\n');
  for (const file of files) expect((await root.execute(['python', '-m', 'json.tool', file])).status).toBe(0);
});

it('says what could not be written, and lets the app start', async () => {
  await boot();
  await root.execute(['sudo', '-n', 'mv', '/usr/bin/sudo', '/usr/bin/no-sudo']);
  const { status, output } = await root.run(script('block-downloads'));
  expect(status).toBe(0);
  expect(output).toContain('studiolo_block_downloads.py could not be written');
  expect((await root.run(script('block-downloads', { ENFORCE: 'yes' }))).status).toBe(1);
});
