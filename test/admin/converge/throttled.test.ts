import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from '../domain/studio-world';
import { PublishWorld } from '../image/publish-world';

jest.setTimeout(600_000);

const people = 300;
const seed = `account: '123456789012'
domains:
  d-crowd:
    DomainName: crowd
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles:
${Array.from({ length: people }, (_, index) => `      person-${index}: { UserSettings: {} }`).join('\n')}
`;

/** Throttles one call of so many. */
const each = (count: number) => {
  let calls = 0;
  return () => ((calls += 1) % count === 0 ? ('throttled' as const) : undefined);
};

it.each([
  { words: ['domain', 'status', '--domain', 'd-crowd', '--json'], says: '"overrides": []' },
  { words: ['import', '--domain', 'd-crowd'], says: `person-${people - 1}:` },
])('nobody notices in $words that AWS throttles one call of fifty', async ({ words, says }) => {
  const moto = await new Moto().start();
  const world = await new StudioWorld(moto.url).start(seed);
  world.sagemaker.onCall = each(50);
  const { code, stdout, stderr } = await world.run(words);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(says) });
  expect(stderr).not.toMatch(/throttl|rate exceeded/i);
  expect(world.sagemaker.calls.length).toBeGreaterThan(people);
  await world.stop();
  await moto.stop();
});

it('nobody notices in publishing that AWS and the registry throttle calls', async () => {
  const world = new PublishWorld();
  await world.start();
  world.sagemaker.onCall = each(5);
  world.registry.onCall = each(5);
  const { code, stderr } = await world.run(world.words());
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).not.toMatch(/throttl|rate exceeded|429/i);
  await world.stop();
});
