import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PackageServer } from './package-server';
import { LifecycleRoot, type RootOptions } from './root';
import { script, textOf } from './script';

// npm takes a second to say anything.
jest.setTimeout(300_000);

const server = new PackageServer();
const roots: LifecycleRoot[] = [];
const fromCodeArtifact = { PIP_INDEX: 'codeartifact', NPM_REGISTRY: 'codeartifact', CODEARTIFACT: 'house/shop' };
const pip = '/etc/xdg/pip/pip.conf';

beforeAll(() => server.start(), 600_000);
afterEach(async () => {
  for (const root of roots.splice(0)) await root.remove();
  server.lifetime = 43_200;
  server.denied = false;
});
afterAll(() => server.stop());

async function booted(options: RootOptions = {}): Promise<LifecycleRoot> {
  const certificate = '/opt/ml/packages.pem';
  const trust = { AWS_CA_BUNDLE: certificate, PIP_CERT: certificate, NODE_EXTRA_CA_CERTS: certificate };
  const environment = { AWS_ENDPOINT_URL_CODEARTIFACT: server.url, AWS_MAX_ATTEMPTS: '1', ...trust };
  const root = await new LifecycleRoot({ environment, ...options }).boot();
  roots.push(root);
  writeFileSync(root.at(certificate), server.certificate);
  return root;
}

const start = (root: LifecycleRoot, parameters: Record<string, string>) =>
  root.run(script('use-package-index', parameters));
async function npmrc(root: LifecycleRoot): Promise<string> {
  return (await root.execute(['npm', 'config', 'get', 'globalconfig'])).output.trim();
}
const download = ['pip', 'download', '--no-input', '--no-deps', '--no-cache-dir', '--dest', '/tmp/downloaded', 'six'];
const view = ['npm', 'view', 'left', 'version'];

it('lets pip and npm fetch from CodeArtifact, and keeps the token from others', async () => {
  const root = await booted();
  expect(await start(root, fromCodeArtifact)).toMatchObject({
    status: 0,
    output: expect.stringContaining('set for pip npm'),
  });
  expect(await root.execute(download)).toMatchObject({ status: 0 });
  expect(await root.execute(view)).toMatchObject({ status: 0, output: '1.2.3\n' });
  for (const file of [pip, await npmrc(root)]) {
    const { mode, uid } = statSync(root.at(file));
    expect([mode & 0o777, uid]).toEqual([0o600, 1000]);
    expect(readFileSync(root.at(file), 'utf8')).toContain(server.token);
  }
  const find = `sudo grep -rlE 'secret-[0-9]' /tmp /etc /opt/conda /home/sagemaker-user /var/log 2>/dev/null | sort`;
  const { output } = await root.execute(['bash', '-c', find]);
  expect(output.trim().split('\n')).toEqual([pip, await npmrc(root)].toSorted());
});

it('has a new token before the old one ends', async () => {
  const root = await booted();
  server.lifetime = 9;
  await start(root, fromCodeArtifact);
  const first = server.token;
  server.lifetime = 43_200;
  while (readFileSync(root.at(pip), 'utf8').includes(first)) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await root.execute(download)).toMatchObject({ status: 0 });
});

it('asks CodeArtifact once, when it runs again or several times at once', async () => {
  const root = await booted();
  const from = server.requests.length;
  const ended = await Promise.all([1, 2, 3].map(() => start(root, fromCodeArtifact)));
  expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
  const before = readFileSync(root.at(pip), 'utf8');
  expect((await start(root, fromCodeArtifact)).output).toContain('everything is set already');
  expect(readFileSync(root.at(pip), 'utf8')).toBe(before);
  const tokens = server.requests.slice(from).filter((request) => request.startsWith('POST /v1/authorization-token'));
  expect(tokens).toEqual(['POST /v1/authorization-token?domain=house']);
});

it('asks for the domain of another account', async () => {
  const root = await booted();
  const from = server.requests.length;
  await start(root, { PIP_INDEX: 'codeartifact', CODEARTIFACT: '210987654321/house/shop' });
  expect(server.requests.slice(from)).toContain('POST /v1/authorization-token?domain=house&domain-owner=210987654321');
});

it('lets pip, npm and conda fetch from a mirror', async () => {
  const root = await booted();
  const { output } = await start(root, {
    PIP_INDEX: `${server.url}/pypi/open/simple/`,
    NPM_REGISTRY: `${server.url}/npm/open`,
    CONDA_MIRROR: 'https://conda.example.com/channels/',
  });
  expect(output).toContain('set for pip npm conda');
  expect(await root.execute(download)).toMatchObject({ status: 0 });
  expect(await root.execute(view)).toMatchObject({ status: 0, output: '1.2.3\n' });
  const read = 'import json, yaml; print(json.dumps(yaml.safe_load(open("/opt/conda/condarc.d/studiolo.yml"))))';
  const conda = await root.execute(['python', '-c', read]);
  expect(JSON.parse(conda.output)).toEqual({
    channel_alias: 'https://conda.example.com/channels',
    default_channels: ['https://conda.example.com/channels/main', 'https://conda.example.com/channels/r'],
  });
});

it("changes none of the user's files, and gives way to what they say", async () => {
  const root = await booted();
  await root.execute(['pip', 'config', '--user', 'set', 'global.timeout', '7']);
  await root.execute(['npm', 'config', 'set', 'registry=https://own.example.com/']);
  const state = ['bash', '-c', 'cd ~ && find . -type f ! -path "./.npm/*" -exec md5sum {} + | sort'];
  const before = (await root.execute(state)).output;
  await start(root, fromCodeArtifact);
  expect((await root.execute(state)).output).toBe(before);
  expect((await root.execute(['npm', 'config', 'get', 'registry'])).output).toBe('https://own.example.com/\n');
  expect((await root.execute(['pip', 'config', 'get', 'global.timeout'])).output).toBe('7\n');
});

it('leaves a file that the image brought, and says so', async () => {
  const root = await booted();
  await root.execute(['bash', '-c', `sudo mkdir -p ${path.dirname(pip)}; echo "[global]" | sudo tee ${pip}`]);
  expect((await start(root, fromCodeArtifact)).output).toContain(`${pip} is there and is not this script's`);
  expect(readFileSync(root.at(pip), 'utf8')).toBe('[global]\n');
});

it('says that access is denied, and the app starts, unless the administrator wants otherwise', async () => {
  const root = await booted();
  server.denied = true;
  const { status, output } = await start(root, fromCodeArtifact);
  expect(status).toBe(0);
  expect(output).toMatch(/get-authorization-token of house failed: .*AccessDenied/);
  expect(existsSync(root.at(pip))).toBe(false);
  expect((await start(root, { ...fromCodeArtifact, ENFORCE: 'yes' })).status).toBe(1);
});

it('says that there is no network', async () => {
  const { status, output } = await start(await booted({ network: 'none' }), fromCodeArtifact);
  expect(status).toBe(0);
  expect(output).toContain('get-authorization-token of house failed');
});

it.each([
  {},
  { PIP_INDEX: 'http://pypi.example.com/simple' },
  { PIP_INDEX: 'https://ana:secret@pypi.example.com/simple' },
  { NPM_REGISTRY: 'https://npm.example.com/${HOME}' },
  { CONDA_MIRROR: "https://conda.example.com/'], ssl_verify: ['false" },
  { CONDA_MIRROR: 'codeartifact' },
  { PIP_INDEX: '$(touch /tmp/injected)' },
  { PIP_INDEX: 'codeartifact', CODEARTIFACT: 'house' },
  { PIP_INDEX: 'codeartifact', CODEARTIFACT: '--endpoint-url=https://x/shop' },
])('sets nothing with %j', async (parameters: Record<string, string>) => {
  const root = await booted({ network: 'none' });
  const { status, output } = await root.run(
    Object.keys(parameters).length === 0 ? textOf('use-package-index') : script('use-package-index', parameters),
  );
  expect(status).toBe(0);
  expect(output).toMatch(/ (are empty|and must be) ?/);
  const files = [pip, '/opt/conda/condarc.d/studiolo.yml', '/tmp/injected'];
  expect(files.filter((file) => existsSync(root.at(file)))).toEqual([]);
});
