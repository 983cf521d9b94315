import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LifecycleRoot, type RootOptions } from './root';
import { script, textOf } from './script';

// A Jupyter server and npm take seconds to start.
jest.setTimeout(300_000);

/** A proxy on this machine. Whatever is asked for through it, it notes, and refuses. */
let proxy: Server;
let asked: string[] = [];
let address: string;
const roots: LifecycleRoot[] = [];

beforeAll(async () => {
  proxy = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    answer.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}, 600_000);
afterEach(async () => {
  for (const root of roots.splice(0)) await root.remove();
  asked = [];
});
afterAll(() => proxy.close());

async function booted(options: RootOptions = {}): Promise<LifecycleRoot> {
  const root = await new LifecycleRoot(options).boot();
  roots.push(root);
  return root;
}
const start = (root: LifecycleRoot, more: Record<string, string> = {}) =>
  root.run(script('set-proxy', { PROXY: address, EXCEPT: '.corp.example git.example.com', ...more }));

const variables = 'HTTP_PROXY|HTTPS_PROXY|NO_PROXY|http_proxy|https_proxy|no_proxy';
const exceptions = '169.254.169.254,169.254.170.2,localhost,127.0.0.1,::1,.corp.example,git.example.com';
const expected = () =>
  ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'].map(
    (name) => `${name}=${/no/i.test(name) ? exceptions : address}`,
  );
const sorted = (text: string) =>
  text
    .split(/[\n\0]/)
    .filter((line) => new RegExp(`^(${variables})=`).test(line))
    .toSorted();

it.each([
  ['a login shell, such as a terminal of JupyterLab', ['bash', '-lc', 'env']],
  ['an interactive shell, such as a terminal of Code Editor', ['bash', '-ic', 'env']],
  ['what runs with sudo', ['bash', '-lc', 'sudo env']],
  [
    'an activated environment, such as that of Code Editor',
    ['bash', '-c', '. /opt/conda/etc/conda/activate.d/*.sh; env'],
  ],
])('reaches %s', async (_, command) => {
  const root = await booted({ network: 'none' });
  expect(await start(root)).toMatchObject({ status: 0 });
  expect(sorted((await root.execute(command)).output)).toEqual(expected());
});

it('reaches the kernels of the Jupyter server, also of one that was running before', async () => {
  const root = await booted({ network: 'none' });
  root.spawn(['entrypoint-jupyter-server'], root.at('/tmp/server.log'));
  const api = 'http://127.0.0.1:8888/jupyterlab/default/api';
  const answers = `for i in $(seq 400); do curl -sf ${api} >/dev/null && exit; sleep 0.1; done; exit 1`;
  expect(await root.execute(['bash', '-c', answers])).toMatchObject({ status: 0 });
  expect((await start(root)).output).toContain('restarted the Jupyter server');
  expect(await root.execute(['bash', '-c', answers])).toMatchObject({ status: 0 });
  const kernel = `
    curl -sf -o /dev/null -c /tmp/jar ${api}/../lab
    curl -sf -b /tmp/jar -H "X-XSRFToken: $(awk '$6 == "_xsrf" { print $7 }' /tmp/jar)" -d '{}' ${api}/kernels >&2
    for i in $(seq 100); do
      for each in /proc/[0-9]*; do
        grep -qsa ipykernel_launcher "$each/cmdline" && [[ $each != /proc/$$ ]] && exec cat "$each/environ"
      done
      sleep 0.1
    done`;
  const { output } = await root.execute(['bash', '-c', kernel]);
  expect({ found: sorted(output), output }).toMatchObject({ found: expected() });
});

it('sends what git, curl, pip, npm and the AWS CLI ask for to the proxy, and nothing that is excepted', async () => {
  const root = await booted();
  await start(root);
  for (const command of [
    'git ls-remote https://code.example.com/team/code.git',
    'curl -s http://plain.example.com/',
    'pip download --retries 0 --no-input --dest /tmp --index-url https://pypi.example.com/simple six',
    'AWS_MAX_ATTEMPTS=1 aws sts get-caller-identity',
    'npm view left --registry https://npm.example.com/ --fetch-retries 0',
  ])
    expect((await root.execute(['bash', '-ic', command])).output).not.toContain('command not found');
  const hosts = asked.map((request) => request.replace(/:443$/, ''));
  expect([...new Set(hosts)].toSorted()).toEqual(
    [
      'CONNECT code.example.com',
      'CONNECT npm.example.com',
      'CONNECT pypi.example.com',
      'CONNECT sts.us-east-1.amazonaws.com',
      'GET http://plain.example.com/',
    ].toSorted(),
  );
  asked = [];
  await root.execute(['bash', '-lc', 'curl -s http://a.corp.example/; git ls-remote https://git.example.com/x']);
  const direct =
    'from requests.utils import get_environ_proxies as p; print([p(f"http://{h}/") for h in ("169.254.170.2", "169.254.169.254", "localhost", "s3.amazonaws.com")])';
  const { output } = await root.execute(['bash', '-lc', `/opt/conda/bin/python -c '${direct}'`]);
  expect(output).toMatch(/^\[\{\}, \{\}, \{\}, \{.+\}\]\n$/);
  expect(asked).toEqual([]);
});

it('changes nothing when it runs again or several times at once, and nothing in the home folder', async () => {
  const root = await booted({ network: 'none' });
  const state =
    'find /etc /usr/local/etc /opt/conda/etc ~ -newer /opt/ml/metadata/resource-metadata.json -type f -printf "%p %T@\\n" | sort';
  const ended = await Promise.all([start(root), start(root), start(root)]);
  expect(ended.map(({ status, output }) => [status, output.includes('failed')])).toEqual(ended.map(() => [0, false]));
  const before = (await root.execute(['bash', '-c', state])).output;
  expect(before).toContain('/etc/profile.d/studiolo-proxy.sh');
  expect(before).not.toContain('/home/');
  expect((await start(root)).output).toContain('is set already');
  expect((await root.execute(['bash', '-c', state])).output).toBe(before);
});

it('takes another proxy', async () => {
  const root = await booted({ network: 'none' });
  await start(root, { PROXY: 'https://old.example.com:8080/', EXCEPT: '' });
  await start(root);
  expect(sorted((await root.execute(['bash', '-lc', 'env'])).output)).toEqual(expected());
  const { output } = await root.execute(['grep', '-c', 'studiolo-proxy', '/etc/bash.bashrc']);
  expect(output).toBe('1\n');
});

it('leaves a server configuration that is not its own, and says so, or keeps the app from starting', async () => {
  const root = await booted({ network: 'none' });
  const file = '/usr/local/etc/jupyter/jupyter_server_config.py';
  await root.execute(['bash', '-c', `sudo mkdir -p /usr/local/etc/jupyter; echo 'c.x = 1' | sudo tee ${file}`]);
  const { status, output } = await start(root);
  expect(status).toBe(0);
  expect(output).toContain(`${file} is there and is not this script's`);
  expect(readFileSync(root.at(file), 'utf8')).toBe('c.x = 1\n');
  expect((await start(root, { ENFORCE: 'yes' })).status).toBe(1);
});

it('says that it lacks sudo', async () => {
  const root = await booted({ network: 'none' });
  await root.execute(['bash', '-c', "sudo sed -i '/NOPASSWD/d' /etc/sudoers"]);
  const { status, output } = await start(root);
  expect(status).toBe(0);
  expect(output).toContain('could not be written');
});

it.each([
  {},
  { PROXY: 'proxy.example.com:3128' },
  { PROXY: 'http://ana:secret@proxy.example.com' },
  { PROXY: "http://x'; touch /tmp/injected; '" },
  { PROXY: 'http://proxy.example.com', EXCEPT: "a'; touch /tmp/injected #" },
  { PROXY: 'http://proxy.example.com', EXCEPT: '$(touch /tmp/injected)' },
  { PROXY: 'http://proxy.example.com', EXCEPT: '*' },
])('sets nothing with %j', async (parameters: Record<string, string>) => {
  const root = await booted({ network: 'none' });
  const { status, output } = await root.run(
    Object.keys(parameters).length === 0 ? textOf('set-proxy') : script('set-proxy', parameters),
  );
  expect(status).toBe(0);
  expect(output).toMatch(/(PROXY|EXCEPT) is '.*', and must be/);
  const files = ['/etc/profile.d/studiolo-proxy.sh', '/usr/local/etc/jupyter', '/tmp/injected'];
  expect(files.filter((each) => existsSync(root.at(each)))).toEqual([]);
});
