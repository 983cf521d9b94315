import {
  CreateAppCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import { StudioWorld } from '../admin/domain/studio-world';
import { allFaults } from '../admin/faults';
import { DISTRIBUTION } from '../emulator/studio';
import { Moto } from '../lifecycle/moto';
import { countOf, tellCount } from './count';

jest.setTimeout(14_400_000);
/** How often each call of a change is broken, each time in another way. */
const rounds = countOf('SOAK_STUDIO_CHANGES', allFaults.length + 1);
/** Broken calls are mostly waited for, so several Studios fit on a machine. */
const lanes = 3;

const text = (own: string, more: string) => `studio: acme
account: '123456789012'
region: us-east-1
scripts: { base: { for: [JupyterLab], builtIn: true, run: [./${own}] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    scripts: [base]
${more}`;
const before = text(
  'own.sh',
  `    userProfiles: { ana: {}, bo: {}, cy: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`,
);
const after = text(
  'other.sh',
  `    DefaultUserSettings: { SecurityGroups: [sg-0a1b2c3d] }
    userProfiles: { ana: { UserSettings: { SecurityGroups: [sg-1a1b2c3d] } }, bo: {}, di: {} }
    spaces:
      study:
        owner: ana
        SpaceSettings: { AppType: JupyterLab, SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 40 } } }
`,
);
const change = ['apply', 'studio.yaml', '--yes', '--stop-apps', '--delete', 'cy'];

/** A Studio as it was before, in which an app runs, and whose file now says something else. */
async function inWorld<Result>(work: (world: StudioWorld) => Promise<Result>): Promise<Result> {
  const world = await new StudioWorld(moto.url).start();
  try {
    world.write('#!/bin/bash\ntrue\n', 'own.sh');
    world.write('#!/bin/bash\necho other\n', 'other.sh');
    world.write(before);
    expect(await world.run(['apply', 'studio.yaml', '--yes'])).toMatchObject({ code: 0 });
    const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
    const app = { SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
    const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
    await world.direct.send(new CreateAppCommand({ DomainId: Domains[0]?.DomainId, ...app, ResourceSpec }));
    world.write(after);
    world.sagemaker.calls.length = 0;
    return await work(world);
  } finally {
    await world.stop();
  }
}

/** What there is of everything, without names that chance gives. */
async function ended(world: StudioWorld) {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const DomainId = Domains[0]?.DomainId ?? '';
  const { DefaultUserSettings } = await world.direct.send(new DescribeDomainCommand({ DomainId }));
  const { UserProfiles = [] } = await world.direct.send(new ListUserProfilesCommand({}));
  const { SpaceSettings } = await world.direct.send(new DescribeSpaceCommand({ DomainId, SpaceName: 'study' }));
  const { Apps = [] } = await world.direct.send(new ListAppsCommand({}));
  return {
    domains: Domains.length,
    JupyterLabAppSettings: DefaultUserSettings?.JupyterLabAppSettings,
    SecurityGroups: DefaultUserSettings?.SecurityGroups,
    profiles: UserProfiles.map((one) => one.UserProfileName).sort(),
    SpaceSettings,
    running: Apps.flatMap(({ Status, SpaceName }) => (Status === 'Deleted' ? [] : [SpaceName])),
  };
}

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

it('each call of a change that stops an app and deletes may be broken or the last: run again, it ends the same', async () => {
  const { whole, calls } = await inWorld(async (world) => {
    expect(await world.run(change)).toMatchObject({ code: 0 });
    return { calls: world.sagemaker.calls.length, whole: await ended(world) };
  });
  const ways = [...allFaults, 'kill'] as const;
  const moments = Array.from({ length: calls * rounds }, (_, index) => {
    const at = index % calls;
    return { at: at + 1, way: ways[(at + Math.floor(index / calls)) % ways.length] ?? 'kill' };
  });
  const all = moments.length;
  const wrong: unknown[] = [];
  const lane = async () => {
    for (let moment = moments.shift(); moment; moment = moments.shift()) {
      const { at, way } = moment;
      await inWorld(async (world) => {
        let count = 0;
        const first = await world.run(change, {}, (kill) => {
          world.sagemaker.onCall = () => {
            if ((count += 1) !== at) return undefined;
            if (way !== 'kill') return way;
            kill();
            return 'cut';
          };
        });
        world.sagemaker.onCall = () => undefined;
        if (/^\s+at /m.test(first.stderr)) wrong.push({ at, way, first });
        const again = await world.run(change);
        if (again.code !== 0) wrong.push({ at, way, first, again });
        const end = await ended(world);
        if (JSON.stringify(end) !== JSON.stringify(whole)) wrong.push({ at, way, first, again, end, whole });
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect(wrong).toEqual([]);
  tellCount(`${all} broken or last calls of a change to a Studio (${calls} calls, in ${ways.length} ways)`);
});
