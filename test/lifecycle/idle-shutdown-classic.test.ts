import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { IdleApp, until } from './idle-app';
import { LifecycleRoot } from './root';
import { script } from './script';

jest.setTimeout(300_000);

let app: IdleApp;
/** Where the log ended when the test began. */
let before: number;
const deleting = 'deleting the JupyterLab app default';
const deleted = () => app.log.includes(deleting, before);
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

const kernels = z.array(z.object({ execution_state: z.string(), last_activity: z.string() }));
const allKernels = async () => kernels.parse(await app.api('GET', 'kernels'));
const kernelStates = async () => (await allKernels()).map((kernel) => kernel.execution_state);
/** Runs code in a kernel as a notebook would, and does not wait for its end. */
const inKernel = (id: string, code: string) =>
  app.root.execute(['python', '-c', client, id, code]).then(({ output }) => expect(output).toBe(''));
const client = `
import sys
from jupyter_client import BlockingKernelClient, find_connection_file
kernel = BlockingKernelClient(connection_file=find_connection_file(sys.argv[1]))
kernel.load_connection_file()
kernel.start_channels()
kernel.wait_for_ready()
kernel.execute(sys.argv[2])
while kernel.get_iopub_msg()["content"].get("execution_state") != "busy": pass
`;
const newKernel = async () => z.object({ id: z.string() }).parse(await app.api('POST', 'kernels')).id;

describe('an app with a Jupyter server', () => {
  beforeAll(async () => {
    app = await new IdleApp().boot();
    await app.server(['entrypoint-jupyter-server']);
  }, 600_000);
  beforeEach(async () => {
    await app.unwatched();
    await app.sageMaker();
    before = app.log.length;
  });
  afterAll(() => app.remove());

  it('is stopped when it was never used, though its network has a proxy', async () => {
    const { status, output } = await app.watch(2, { http_proxy: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1:4570' });
    expect(status).toBe(0);
    expect(output).toContain('watching');
    await app.told(deleting, before);
    await until(
      async () => (await app.status()) === 'Deleting',
      () => 'the app is not being deleted',
    );
  });

  it('runs on while a kernel computes without a word, and not for ever after', async () => {
    const kernel = await newKernel();
    await inKernel(kernel, 'import time; time.sleep(6)');
    await app.watch(2);
    while ((await kernelStates()).includes('busy')) {
      expect(deleted()).toBe(false);
      await seconds(0.2);
    }
    await app.told(deleting, before);
  });

  it('is stopped in spite of a kernel that never got beyond starting', async () => {
    await newKernel();
    expect(await kernelStates()).toContain('starting');
    await app.watch(2);
    await app.told(deleting, before);
  });

  it('does not stop kernels that begin after it was idle for long', async () => {
    const limit = 4;
    await app.watch(limit);
    await seconds(limit - 2);
    await newKernel();
    const began = performance.now();
    await app.told(deleting, before);
    expect((performance.now() - began) / 1000).toBeGreaterThan(limit - 1);
  });

  it('runs on while a terminal prints', async () => {
    const find = 'for each in /proc/[0-9]*; do [[ $(readlink $each/fd/0) == /dev/pts/* ]] && readlink $each/fd/0; done';
    await app.api('POST', 'terminals');
    await app.watch(2);
    const print = `for turn in {1..20}; do echo $turn >"$(${find} | head -n 1)"; sleep 0.2; done`;
    expect(await app.root.execute(['bash', '-c', print])).toMatchObject({ status: 0, output: '' });
    expect(deleted()).toBe(false);
    await app.told(deleting, before);
  });

  it('is watched through a restart of the Jupyter server, by one watcher however often the script runs', async () => {
    const ended = await Promise.all(Array.from({ length: 5 }, () => app.watch(6)));
    expect(ended.filter(({ output }) => output.includes('the app is stopped after'))).toHaveLength(1);
    expect(ended.filter(({ output }) => output.includes('the app is watched already'))).toHaveLength(4);
    expect((await app.root.execute(['restart-jupyter-server'])).status).toBe(0);
    await app.told(deleting, before);
    expect(app.log.slice(before).match(/watching/g)).toHaveLength(1);
  });

  it('runs on while it cannot be seen whether it is idle, and the log says why', async () => {
    // The test before restarted the server, and one that is not up yet cannot answer 404.
    await app.answers();
    // The last one here: the app does not find its server any more.
    app.known({ AppType: 'JupyterServer', SpaceName: undefined, UserProfileName: 'ana' });
    await app.watch(1);
    await app.told('/jupyter/default/api/kernels?no_track_activity=1 answers 404', before);
    await seconds(2);
    expect(app.log.slice(before)).not.toContain('deleting');
  });
});

describe('an app', () => {
  beforeEach(async () => {
    app = await new IdleApp().boot();
    before = 0;
  });
  afterEach(() => app.remove());

  it('is stopped when its Jupyter server never comes up', async () => {
    await app.sageMaker();
    await app.watch(1);
    await app.told(deleting);
  });

  it('is stopped in time though clocks do not agree and jump', async () => {
    await app.sageMaker();
    const clock = app.root.at('/opt/clock');
    writeFileSync(clock, '+3d');
    await app.server(
      ['jupyter', 'server', '--port=8888', '--ServerApp.base_url=/jupyterlab/default', '--ServerApp.token='],
      {
        TZ: 'Asia/Kolkata',
        LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
        FAKETIME_TIMESTAMP_FILE: '/opt/clock',
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    );
    await newKernel();
    const limit = 4;
    await app.watch(limit);
    writeFileSync(clock, '-3d');
    const off = async () => (await allKernels()).map((kernel) => Date.parse(kernel.last_activity) - Date.now());
    // The server sees the new clock within a second of its own, which on a busy machine is not one of ours.
    do {
      await seconds(1.5);
      await newKernel();
    } while (Math.min(...(await off())) > -2 * 86_400_000);
    const began = performance.now();
    await app.told(deleting);
    expect((performance.now() - began) / 1000).toBeGreaterThan(limit - 1);
  });

  it('says that it may not be deleted, and is deleted as soon as it may', async () => {
    await app.sageMaker("'sagemaker:Describe*'");
    await app.watch(1);
    await app.told('the app could not be stopped');
    expect(app.log).toContain('AccessDenied');
    expect(await app.status()).toBe('InService');
    await app.sageMaker();
    await until(
      async () => (await app.status()) === 'Deleting',
      () => 'the app is not being deleted',
    );
    expect(app.log.match(/could not be stopped/g)).toHaveLength(1);
  });

  it('of Studio Classic is stopped with the apps that its kernels are in', async () => {
    await app.sageMaker();
    app.known({ AppType: 'JupyterServer', SpaceName: undefined, UserProfileName: 'ana' });
    await app.watch(1);
    await app.told('deleting the JupyterServer app default');
    const ended = async (type: string, name: string) => (await app.status('ana', type, name)) === 'Deleting';
    await until(
      () => ended('KernelGateway', 'datascience'),
      () => app.log,
    );
    await until(
      () => ended('JupyterServer', 'default'),
      () => app.log,
    );
    expect(await app.status()).toBe('InService');
  });

  it('is not watched where it cannot be, and says why', async () => {
    app.known({ AppType: 'CodeEditor' });
    const { status, output } = await app.watch(1);
    expect(status).toBe(0);
    expect(output).toContain('is not that of a JupyterLab or JupyterServer app');
    expect((await app.watch(1, {}, { ENFORCE: 'yes' })).status).toBe(1);
    expect((await app.watch(1, {}, { IDLE_MINUTES: '1h' })).output).toContain("IDLE_MINUTES is '1h'");
    expect(app.log).toBe('');
  });
});

it('leaves an image that has idle shutdown of its own to it', async () => {
  const root = await new LifecycleRoot({ network: 'none' }).boot();
  const { status, output } = await root.run(script('idle-shutdown-classic'));
  expect(status).toBe(0);
  expect(output).toContain('this image has idle shutdown of its own');
  expect(output).not.toContain('watching');
  await root.remove();
});
