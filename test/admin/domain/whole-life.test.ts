import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../../lifecycle/moto';
import { documentedCommands } from '../../docs/console-blocks';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const text = (idle: string) => `studio: acme
account: '123456789012'
region: us-east-1
teams: { ml: { tags: { cost-center: '4200' } } }
domains:
  platform:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    idle: ${idle}
    userProfiles: { ana: { team: ml }, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;
const minutes = 'DefaultUserSettings.JupyterLabAppSettings.AppLifecycleManagement.IdleSettings.IdleTimeoutInMinutes';

/** What the real AWS CLI says of the domain: its id, the idle time of JupyterLab, and the names of profiles and spaces. */
async function seen(world: StudioWorld) {
  const json = async (...words: string[]) => JSON.parse(await world.aws('sagemaker', ...words));
  const [id] = await json('list-domains', '--query', 'Domains[].DomainId');
  const [idle, profiles, spaces] = await Promise.all([
    idleOf(world, id),
    json('list-user-profiles', '--query', 'UserProfiles[].UserProfileName'),
    json('list-spaces', '--query', 'Spaces[].SpaceName'),
  ]);
  return { id, had: { idle, profiles: profiles.sort(), spaces } };
}
const idleOf = async (world: StudioWorld, id: string) =>
  JSON.parse(await world.aws('sagemaker', 'describe-domain', '--domain-id', id, '--query', minutes));
const had = { idle: 120, profiles: ['ana', 'bo'], spaces: ['study'] };

it('the life of a Studio: written, applied, rehearsed, changed by hand, put right, taken elsewhere and destroyed', async () => {
  const world = await new StudioWorld(moto.url).start();
  const elsewhere = new StudioWorld(moto.url);
  try {
    // Written, planned and applied.
    const file = world.write(text('2h'));
    for (const more of [[], ['--check']]) expect(await world.run(['format', file, ...more])).toMatchObject({ code: 0 });
    expect(await world.run(['plan', file])).toMatchObject({ code: 3 });
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    const { id, had: now } = await seen(world);
    expect(now).toEqual(had);

    // A change is rehearsed on localhost, where the account itself is not touched.
    await world.while(['emulate', file, '--port', '0', '--speed', '10000'], /http:\/\/\S+/, async (url) => {
      const there = { AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_SAGEMAKER: url, AWS_ENDPOINT_URL_EFS: url };
      const changed = world.write(text('4h'), 'changed.yaml');
      expect(await world.run(['plan', file], there)).toMatchObject({ code: 0 });
      expect(await world.run(['apply', changed, '--yes'], there)).toMatchObject({ code: 0 });
      expect(await world.run(['plan', changed], there)).toMatchObject({ code: 0 });
    });
    expect(await idleOf(world, id)).toBe(120);

    // Somebody changes it by hand: drift says so, and apply puts it right.
    const idle = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 600 };
    const by = { JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: idle } } };
    const update = ['update-domain', '--domain-id', id, '--default-user-settings', JSON.stringify(by)];
    await world.aws('sagemaker', ...update);
    const drift = await world.run(['drift', file]);
    expect(drift).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/is 600, the file says 120\n.*UpdateDomain/),
    });
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    expect(await idleOf(world, id)).toBe(120);

    // Imported, and made again in another account.
    expect(await world.run(['import', '--studio', 'acme', '--out', 'live.yaml'])).toMatchObject({ code: 0 });
    expect(await world.run(['plan', 'live.yaml'])).toMatchObject({ code: 0 });
    const live = readFileSync(path.join(world.folder, 'live.yaml'), 'utf8');
    await elsewhere.start();
    expect(await elsewhere.run(['apply', elsewhere.write(live), '--yes'])).toMatchObject({ code: 0 });
    const made = await seen(elsewhere);
    expect(made.had).toEqual(had);
    expect(made.id).not.toBe(id);

    // Destroyed there, and still here.
    expect(await elsewhere.run(['destroy', '--yes'])).toMatchObject({ code: 0 });
    expect(JSON.parse(await elsewhere.aws('sagemaker', 'list-domains')).Domains).toEqual([]);
    expect(await idleOf(world, id)).toBe(120);
  } finally {
    await elsewhere.stop();
    await world.stop();
  }
});

it('the commands of the page for newcomers run, one after the other', async () => {
  const seed = readFileSync(path.resolve(__dirname, '../../../examples/acme.studio.yaml'), 'utf8');
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    const codes: unknown[] = [];
    for (const { words } of documentedCommands().filter(({ page }) => page === 'docs/studio-file.md')) {
      const asks = ['apply', 'destroy'].includes(words[0] ?? '') && !words.includes('--dry-run');
      const { code, stderr } = await world.run([...words, ...(asks ? ['--yes'] : [])]);
      codes.push([words.join(' '), code, /^\s+at /m.test(stderr)]);
    }
    expect(codes).toEqual([
      ['import --domain d-acmemlplatf1 --studio acme --out studio.yaml', 0, false],
      ['plan studio.yaml', 0, false],
      ['apply studio.yaml --adopt', 0, false],
      ['destroy studio.yaml --dry-run', 3, false],
      ['destroy studio.yaml', 0, false],
    ]);
  } finally {
    await world.stop();
  }
});
