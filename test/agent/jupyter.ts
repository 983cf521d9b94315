import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The Python environment whose JupyterLab the tests run; the test runner makes it. */
export const labEnvironment = path.resolve(process.env['STUDIOLO_LAB_ENV'] ?? '.venv/lab-4.4');

export interface Jupyter {
  url: string;
  token: string;
  pid: number;
  /** Types into a terminal, as the browser does. */
  type(terminal: string, text: string): Promise<void>;
  /** Runs a cell in a kernel, as the browser does; resolves when it has ended. */
  execute(kernelId: string, code: string): Promise<void>;
  /** Calls its REST API as the browser does. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** A real Jupyter server with a home of its own, at the base URL that Studio gives it. */
export async function startJupyter(home: string): Promise<Jupyter> {
  const port = await freePort();
  const token = 'a-token-of-the-tests';
  const url = `http://127.0.0.1:${port}/jupyterlab/default/`;
  const settings = {
    base_url: '/jupyterlab/default',
    port,
    ip: '127.0.0.1',
    root_dir: home,
    allow_root: 'True',
    open_browser: 'False',
  };
  const child = spawn(
    path.join(labEnvironment, 'bin', 'python'),
    [
      '-m',
      'jupyter_server',
      ...Object.entries(settings).map(([name, value]) => `--ServerApp.${name}=${value}`),
      `--IdentityProvider.token=${token}`,
    ],
    {
      env: { PATH: process.env['PATH'], HOME: home, JUPYTER_RUNTIME_DIR: path.join(home, '.runtime') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let log = '';
  child.stderr.on('data', (text) => (log += text));
  const byHand = async (where: string, text: string) => {
    const hand = spawn(
      path.join(labEnvironment, 'bin', 'python'),
      [path.join(__dirname, 'browser_hand.py'), `${url}${where}`.replace('http', 'ws'), token, text],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const [code] = await once(hand, 'exit');
    // A kernel that is shut down under its cell, or a server that ends, is the test's doing.
    if (code !== 0 && child.exitCode === null) throw new Error(`${where} did not take ${text}`);
  };
  const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
  const jupyter: Jupyter = {
    url,
    token,
    pid: child.pid!,
    type: (terminal, text) => byHand(`terminals/websocket/${terminal}`, text),
    execute: (kernelId, code) => byHand(`api/kernels/${kernelId}/channels`, code),
    async call(method, where, body) {
      const answer = await fetch(new URL(where, url), {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
    async close() {
      if (child.exitCode === null) {
        child.kill();
        await once(child, 'exit');
      }
    },
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the Jupyter server ended: ${log}`);
    try {
      await jupyter.call('GET', 'api/status');
      return jupyter;
    } catch {
      await wait(100);
    }
  }
  await jupyter.close();
  throw new Error(`the Jupyter server does not answer: ${log}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
