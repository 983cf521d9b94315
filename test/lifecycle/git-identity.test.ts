import { writeFileSync } from 'node:fs';
import { Program } from '../emulator/program';
import { LifecycleRoot, type RootOptions } from './root';
import { script, textOf } from './script';

jest.setTimeout(300_000);

const program = new Program();
const seed = (sharing: string) => `
domains:
  d-abcdefghijkl:
    DomainName: lab
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: arn:aws:iam::123456789012:role/Studio }
    userProfiles: { ana-lima: { UserSettings: {} } }
    spaces:
      study: { owner: ana-lima, sharing: ${sharing}, SpaceSettings: { AppType: JupyterLab } }
`;
const roots: LifecycleRoot[] = [];
let emulator: string;

beforeAll(async () => (emulator = await emulated('Private')), 600_000);
afterEach(async () => {
  for (const root of roots.splice(0)) await root.remove();
});
afterAll(() => program.close());

/** The address of an emulator with the space of the app in it. */
async function emulated(sharing: string): Promise<string> {
  writeFileSync(program.at(`${sharing}.yaml`), seed(sharing));
  return (await program.start('--seed', program.at(`${sharing}.yaml`))).url;
}

async function booted(url: string, options: RootOptions = {}): Promise<LifecycleRoot> {
  const root = await new LifecycleRoot({
    environment: { AWS_ENDPOINT_URL_SAGEMAKER: url, AWS_MAX_ATTEMPTS: '1' },
    ...options,
  }).boot();
  roots.push(root);
  return root;
}

const text = script('git-identity', { EMAIL_DOMAIN: 'example.com' });
const identity = async (root: LifecycleRoot) =>
  (await root.execute(['git', 'var', 'GIT_AUTHOR_IDENT'])).output.replace(/ \d+ [+-]\d+\n$/, '');

it('makes commits those of the owner of the space, and asks nobody the next time', async () => {
  const root = await booted(emulator);
  expect(await root.run(text)).toMatchObject({ status: 0 });
  expect(await identity(root)).toBe('ana-lima <ana-lima@example.com>');
  const again = await booted('http://127.0.0.1:1', { home: root.home, network: 'none' });
  const { output } = await again.run(text);
  expect(output).toContain('git knows ana-lima <ana-lima@example.com>');
  expect(output).not.toContain('failed');
});

it('leaves what the user set, wherever it stands', async () => {
  const root = await booted(emulator);
  const own =
    'mkdir -p ~/.config/git && printf "[user]\\n\\temail = ana@home.example # mine\\n" > ~/.config/git/config';
  await root.execute(['bash', '-c', own]);
  expect((await root.run(text)).output).toContain('user.email stays ana@home.example');
  expect(await identity(root)).toBe('ana-lima <ana@home.example>');
});

it('comes to the same when two apps start at once', async () => {
  const root = await booted(emulator);
  const ended = await Promise.all([root.run(text), root.run(text), root.run(text)]);
  for (const { output } of ended) expect(output).not.toContain('failed');
  const { output } = await root.execute(['git', 'config', '--global', '--list']);
  expect(output).toBe('user.name=ana-lima\nuser.email=ana-lima@example.com\n');
});

it('gives nobody the commits of a shared space', async () => {
  const root = await booted(await emulated('Shared'));
  expect((await root.run(text)).output).toContain('the space study is shared');
  expect((await root.execute(['git', 'config', '--global', '--list'])).status).not.toBe(0);
});

it('lets the app start when SageMaker cannot be asked, unless the administrator wants otherwise', async () => {
  const root = await booted(emulator, { network: 'none' });
  const { status, output } = await root.run(text);
  expect(status).toBe(0);
  expect(output).toContain('the owner of the space study is not known');
  const enforced = script('git-identity', { EMAIL_DOMAIN: 'example.com', ENFORCE: 'yes' });
  expect((await root.run(enforced)).status).toBe(1);
});

it('says what is wrong with a home folder that cannot be written', async () => {
  const { status, output } = await (await booted(emulator, { homeMode: 'read-only' })).run(text);
  expect(status).toBe(0);
  expect(output).toMatch(/git did not take user\.name ana-lima: .*Read-only file system/);
});

it.each(['', '-x', "example.com'; touch /tmp/injected; '", '$(touch /tmp/injected)', 'a b'])(
  'does nothing with EMAIL_DOMAIN=%p',
  async (domain) => {
    const root = await booted(emulator);
    const { status, output } = await root.run(
      domain === '' ? textOf('git-identity') : script('git-identity', { EMAIL_DOMAIN: domain }),
    );
    expect(status).toBe(0);
    expect(output).toContain(`EMAIL_DOMAIN is '${domain}'`);
    expect((await root.execute(['bash', '-c', 'ls /tmp/injected ~/.gitconfig'])).output).not.toMatch(/^\//m);
  },
);
