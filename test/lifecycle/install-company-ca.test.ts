import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clockThatTurns, turnClock } from './clock';
import { CompanyCa } from './company-ca';
import { Lab } from './lab';
import { Moto } from './moto';
import type { LifecycleRoot } from './root';
import { script, textOf } from './script';
import { throwawayRoots } from './throwaway-roots';

// A Jupyter server and npm take seconds to start.
jest.setTimeout(300_000);

const booted = throwawayRoots();
const moto = new Moto();
let ca: CompanyCa;
let next: CompanyCa;
beforeAll(async () => {
  await moto.start();
  moto.aws('s3', 'mb', 's3://tools');
  [ca, next] = [await CompanyCa.start('Acme Root'), await CompanyCa.start('Acme Root 2')];
}, 600_000);
afterAll(async () => {
  for (const each of [ca, next]) each.stop();
  await moto.stop();
});
beforeEach(() => {
  for (const each of [ca, next]) each.asked.length = 0;
});

const bundle = '/usr/local/share/studiolo/ca-bundle.pem';
const place = '/home/sagemaker-user/ca.pem';
/** Runs the script with this text in a file of the app. */
function start(root: LifecycleRoot, text: string, environment: Record<string, string> = {}) {
  // In one step: another start may be reading it.
  writeFileSync(path.join(root.home, 'ca.pem.new'), text);
  renameSync(path.join(root.home, 'ca.pem.new'), path.join(root.home, 'ca.pem'));
  // A busy machine does not decide: the limit is the script's own, and tried elsewhere.
  const patient = script('install-company-ca', { CERTIFICATE: place }).replace(/ LIMIT=\d+/, ' LIMIT=600');
  return root.run(patient, environment);
}
const count = (text: string) => text.split('-----BEGIN CERTIFICATE-----').length - 1;

/** Each asks the server for a path of its own, by which the server tells that it was trusted. */
const clients: Readonly<Record<string, (url: string) => string>> = {
  '/curl': (url) => `curl -s ${url}/curl`,
  '/sudo': (url) => `sudo curl -s ${url}/sudo`,
  '/git/info/refs?service=git-upload-pack': (url) => `git ls-remote ${url}/git`,
  '/pip/six/': (url) => `pip download --retries 0 --no-input --dest /tmp/pip --index-url ${url}/pip six`,
  '/npm/left': (url) => `npm view left --registry ${url}/npm --fetch-retries 0`,
  '/node': (url) => `node -e 'fetch("${url}/node").catch(() => 0)'`,
  '/requests': (url) => `python -c 'import requests; requests.get("${url}/requests")'`,
  '/urllib': (url) => `python -c 'import urllib.request as u; u.urlopen("${url}/urllib")'`,
  '/tools?list-type=2&prefix=&delimiter=%2F&encoding-type=url': (url) =>
    `AWS_MAX_ATTEMPTS=1 aws s3 ls s3://tools --endpoint-url ${url}`,
};
async function ask(root: LifecycleRoot, server: CompanyCa): Promise<string[]> {
  server.asked.length = 0;
  const commands = Object.values(clients).map((client) => client(server.url));
  await root.execute(['bash', '-ic', commands.join('\n')]);
  return Object.keys(clients).filter((asked) => server.asked.includes(asked));
}

it('lets curl, git, pip, npm, Node.js, requests, ssl and the AWS CLI trust what the CA signed, in a shell', async () => {
  const root = await booted();
  expect(await ask(root, ca)).toEqual([]);
  const { status, output } = await start(root, ca.certificate);
  expect({ status, output }).toMatchObject({
    status: 0,
    output: expect.stringMatching(/CN=Acme Root,O=Acme, valid until .*, SHA-256 [0-9A-F]{64}\n/),
  });
  expect(await ask(root, ca)).toEqual(Object.keys(clients));
  expect(await ask(root, next)).toEqual([]);
});

it("keeps the system's own CAs, and is in the system's store for what knows no variables", async () => {
  const root = await booted({ network: 'none' });
  const system = '/etc/ssl/certs/ca-certificates.crt';
  const before = count(readFileSync(root.at(system), 'utf8'));
  await start(root, ca.certificate);
  expect(before).toBeGreaterThan(50);
  expect(count(readFileSync(root.at(system), 'utf8'))).toBe(before + 1);
  expect(count(readFileSync(root.at(bundle), 'utf8'))).toBeGreaterThanOrEqual(before + 1);
  writeFileSync(root.at('/tmp/leaf.pem'), ca.leaf);
  const verify = ['env', '-i', 'openssl', 'verify', '-CApath', '/etc/ssl/certs', '-no-CAfile', '/tmp/leaf.pem'];
  expect(await root.execute(verify)).toMatchObject({ status: 0 });
});

it('has each Python of the app trust it without any shell, unless the user says otherwise', async () => {
  const root = await booted();
  await start(root, ca.certificate);
  const get = ['/opt/conda/bin/python', '-c', `import requests; requests.get("${ca.url}/bare")`];
  expect(await root.execute(get)).toMatchObject({ status: 0 });
  expect((await root.execute(get, { REQUESTS_CA_BUNDLE: '/opt/ml/own.pem' })).output).toContain('/opt/ml/own.pem');
  expect(ca.asked).toEqual(['/bare']);
});

it('reaches the kernels of the Jupyter server, also of one that was running before', async () => {
  const root = await booted();
  const lab = await Lab.start(root);
  expect((await start(root, ca.certificate)).output).toContain('restarted the Jupyter server');
  await lab.answers('/api');
  const kernel = `
    curl -sf -o /dev/null -c /tmp/jar ${lab.url}/lab
    curl -sf -b /tmp/jar -H "X-XSRFToken: $(awk '$6 == "_xsrf" { print $7 }' /tmp/jar)" -d '{}' ${lab.url}/api/kernels >&2
    for i in $(seq 200); do
      for each in /proc/[0-9]*; do
        grep -qsa ipykernel_launcher "$each/cmdline" && [[ $each != /proc/$$ ]] && exec tr '\\0' '\\n' <"$each/environ"
      done
      sleep 0.1
    done`;
  const { output } = await root.execute(['bash', '-c', kernel]);
  for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'])
    expect(output).toContain(`\n${name}=${bundle}\n`);
});

it('reaches Code Editor, also one that was running before', async () => {
  const root = await booted({ appType: 'CodeEditor' });
  const folder = '/etc/supervisor/conf.d';
  const conf = readFileSync(root.at(`${folder}/supervisord.conf`), 'utf8')
    .replace('[program:jupyterlabserver]', '[program:codeeditorserver]')
    .replace('command=start-jupyter-server', 'command=start-code-editor');
  writeFileSync(root.at(`${folder}/supervisord-code-editor.conf`), conf);
  // As the distribution's: the environment is activated, and the editor is a Node.js program.
  const editor = `node -e 'fetch("${ca.url}/editor").catch(() => 0).then(() => setTimeout(() => 0, 1e6))'`;
  const begin = `#!/bin/bash\nfor each in /opt/conda/etc/conda/activate.d/*.sh; do . "$each"; done\nexec ${editor}\n`;
  writeFileSync(root.at('/usr/local/bin/start-code-editor'), begin, { mode: 0o755 });
  const log = root.log('editor');
  root.spawn(
    [
      'bash',
      '-c',
      `export SAGEMAKER_APP_TYPE_LOWERCASE=codeeditor; mkdir -p /var/log/studio/codeeditor/supervisord; exec supervisord -c ${folder}/supervisord-code-editor.conf -n`,
    ],
    log,
  );
  const control = `supervisorctl -c ${folder}/supervisord-code-editor.conf status codeeditorserver`;
  await root.execute(['bash', '-c', `for i in $(seq 200); do ${control} | grep -q RUNNING && exit; sleep 0.1; done`]);
  expect(ca.asked).toEqual([]);
  expect((await start(root, ca.certificate)).output).toContain('restarted Code Editor');
  for (let attempt = 0; attempt < 300 && ca.asked.length === 0; attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ca.asked).toEqual(['/editor']);
});

it('takes a new CA in place of the old one, which is trusted no longer', async () => {
  const root = await booted();
  await start(root, `${ca.certificate}${next.certificate}`);
  expect([await ask(root, ca), await ask(root, next)]).toEqual([1, 2].map(() => Object.keys(clients)));
  await start(root, next.certificate);
  expect([await ask(root, ca), await ask(root, next)]).toEqual([[], Object.keys(clients)]);
  writeFileSync(root.at('/tmp/leaf.pem'), ca.leaf);
  const verify = ['env', '-i', 'openssl', 'verify', '-CApath', '/etc/ssl/certs', '-no-CAfile', '/tmp/leaf.pem'];
  expect((await root.execute(verify)).status).not.toBe(0);
});

it('changes nothing when it runs again or several times at once, and nothing in the home folder', async () => {
  const root = await booted({ network: 'none' });
  const state =
    'find /etc /usr/local /opt/conda ~ -newer /opt/ml/metadata/resource-metadata.json -not -name ca.pem -not -name "*.pyc" \\( -type f -o -type l \\) -printf "%p %T@\\n" | sort';
  const ended = await Promise.all([1, 2, 3].map(() => start(root, ca.certificate)));
  expect(ended.filter(({ status, output }) => status !== 0 || output.includes('failed'))).toEqual([]);
  const before = (await root.execute(['bash', '-c', state])).output;
  expect(before).toContain('/etc/profile.d/studiolo-company-ca.sh');
  expect(before).not.toContain('/home/');
  expect((await start(root, ca.certificate)).output).toContain('everything is set already');
  expect((await root.execute(['bash', '-c', state])).output).toBe(before);
});

it('takes it from S3, and from the parameter itself, with spaces or \\n for line ends', async () => {
  const root = await booted({ environment: moto.environment });
  writeFileSync(path.join(root.home, 'ca.pem'), ca.certificate.replaceAll('\n', '\r\n'));
  moto.aws('s3', 'cp', path.join(root.home, 'ca.pem'), 's3://tools/ca.pem');
  for (const text of [
    's3://tools/ca.pem',
    ca.certificate.trim().replaceAll('\n', ' '),
    ca.certificate.replaceAll('\n', '\\n'),
    ca.certificate.replaceAll('\n', ''),
  ]) {
    const { status, output } = await root.run(script('install-company-ca', { CERTIFICATE: text }));
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('CN=Acme Root,O=Acme, valid'),
    });
  }
  const missing = await root.run(script('install-company-ca', { CERTIFICATE: 's3://tools/no.pem' }));
  expect(missing).toMatchObject({
    status: 0,
    output: expect.stringContaining('s3://tools/no.pem could not be fetched'),
  });
});

it('leaves out what is no CA, expired, not valid yet, or cut off, says so, and takes the rest', async () => {
  const root = await booted({ network: 'none' });
  const cut = ca.certificate.slice(0, 200);
  const { output } = await start(root, `# the company's\n${ca.leaf}${cut}\n${next.certificate}trailing\n`);
  expect(output).toContain('certificate 1 is left out: CN=127.0.0.1 is no CA');
  expect(output).toContain('certificate 2 is left out: it cannot be read');
  expect(output).toContain('CN=Acme Root 2,O=Acme, valid until');
  for (const [turn, why] of [
    ['+400d', 'CN=Acme Root,O=Acme expired on '],
    ['-400d', 'CN=Acme Root,O=Acme is not valid before '],
  ] as const) {
    turnClock(root, turn);
    const later = await start(root, ca.certificate, clockThatTurns);
    expect(later).toMatchObject({ status: 0, output: expect.stringContaining(why) });
    expect(later.output).toContain('holds no CA that could be trusted today');
  }
});

it.each([
  ['garbage', 'there is no certificate in PEM'],
  ['', 'there is no certificate in PEM'],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'it cannot be read'],
  ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'holds a private key'],
])('says what is wrong with %j, and the app starts, unless the administrator wants otherwise', async (text, why) => {
  const root = await booted({ network: 'none' });
  expect(await start(root, text)).toMatchObject({ status: 0, output: expect.stringContaining(why) });
  expect(existsSync(root.at(bundle))).toBe(false);
  expect((await root.run(script('install-company-ca', { CERTIFICATE: place, ENFORCE: 'yes' }))).status).toBe(1);
});

it('says that it lacks sudo', async () => {
  const root = await booted({ network: 'none' });
  await root.execute(['bash', '-c', "sudo sed -i '/NOPASSWD/d' /etc/sudoers"]);
  expect(await start(root, ca.certificate)).toMatchObject({
    status: 0,
    output: expect.stringContaining('could not be written'),
  });
});

it.each([
  {},
  { CERTIFICATE: 'ca.pem' },
  { CERTIFICATE: '/etc/nothing.pem' },
  { CERTIFICATE: '$(touch /tmp/injected)' },
  { CERTIFICATE: "/etc/x'; touch /tmp/injected; '" },
  { CERTIFICATE: '-----BEGIN CERTIFICATE----- $(touch /tmp/injected) -----END CERTIFICATE-----' },
  { CERTIFICATE: '-----BEGIN CERTIFICATE-----' },
  { CERTIFICATE: '/dev/zero' },
  { CERTIFICATE: '/etc' },
])('sets nothing with %j', async (parameters: Record<string, string>) => {
  const root = await booted({ network: 'none' });
  const text =
    Object.keys(parameters).length === 0 ? textOf('install-company-ca') : script('install-company-ca', parameters);
  const { status, output } = await root.run(text);
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('failed: the app starts') });
  expect(['/tmp/injected', bundle].filter((each) => existsSync(root.at(each)))).toEqual([]);
});
