import {
  DescribeDomainCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { generatedDomain, peopleOfGenerated } from '../admin/domain/generated';
import { StudioWorld } from '../admin/domain/studio-world';
import { allFaults, type Fault } from '../admin/faults';
import { Moto } from '../lifecycle/moto';
import { countOf, tellCount, tellProgress } from './count';

jest.setTimeout(14_400_000);
const domains = countOf('SOAK_STUDIO_DOMAINS', 200);
const kills = countOf('SOAK_STUDIO_KILLS', 500);
/** Each n-th call is broken; every one, if not said. */
const every = countOf('SOAK_STUDIO_EVERY', 1);
/** The first call that is broken, those of destroy counted after those of apply: so the rest of a run that ended is done. */
const from = countOf('SOAK_STUDIO_FROM', 1);
const seed = stringify({ account: '123456789012', identityCenter: { users: peopleOfGenerated } });
const head = (studio: string) => `studio: ${studio}\naccount: '123456789012'\nregion: us-east-1\n`;
const text = `${head('acme')}scripts: { base: { for: [JupyterLab], builtIn: true, run: [./own.sh] } }
domains:
  one:
    AuthMode: SSO
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    scripts: [base]
    userProfiles: { ana: {}, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

/** A world for a few runs each: what earlier runs left would slow down later ones. */
async function inWorld<Result>(work: (world: StudioWorld, file: string) => Promise<Result>): Promise<Result> {
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    world.write('#!/bin/bash\ntrue\n', 'own.sh');
    return await work(world, world.write(text));
  } finally {
    await world.stop();
  }
}

/** What there is of everything. */
async function ended(world: StudioWorld) {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const [first] = Domains;
  const domain = first && (await world.direct.send(new DescribeDomainCommand({ DomainId: first.DomainId })));
  const { UserProfiles = [] } = await world.direct.send(new ListUserProfilesCommand({}));
  const { Spaces = [] } = await world.direct.send(new ListSpacesCommand({}));
  return {
    domains: Domains.length,
    settings: domain?.DefaultUserSettings?.JupyterLabAppSettings,
    profiles: UserProfiles.map((one) => one.UserProfileName).sort(),
    spaces: Spaces.map((one) => one.SpaceName),
  };
}

/** How many calls each command makes when nothing is broken, and what there is after the first. */
async function callsOf(world: StudioWorld, file: string) {
  const count = () => world.sagemaker.calls.length + world.beside.calls.length;
  expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
  const apply = count();
  const whole = await ended(world);
  expect(await world.run(['destroy', file, '--yes'])).toMatchObject({ code: 0 });
  return { whole, apply, destroy: count() - apply };
}

/** Every call of a run, SageMaker's and those beside it, in their order: breaks the one that is due. */
function breakAt(world: StudioWorld, at: number, what: () => Fault | undefined): void {
  let count = 0;
  const onCall = () => ((count += 1) === at ? what() : undefined);
  world.sagemaker.onCall = onCall;
  world.beside.onCall = onCall;
}

it(`${domains} generated domains are as their file says after apply`, async () => {
  let made = 0;
  const going = tellProgress(20, (count) => `${count} of ${domains} generated domains`);
  await fc.assert(
    fc.asyncProperty(generatedDomain, async ({ userSettings, spaces, ...rest }) => {
      made += 1;
      const shared = { DefaultSpaceSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/S' } };
      const domain = { ...rest, ...shared, DefaultUserSettings: userSettings, spaces };
      const whole = stringify({ domains: { [`domain-${made}`]: domain } }, { aliasDuplicateObjects: false });
      await inWorld(async (world) => {
        expect(await world.apply(head('acme') + whole)).toEqual([]);
        expect(await world.left(head('acme') + whole)).toEqual([]);
      });
      going(made);
    }),
    { numRuns: domains, seed: 11, endOnFailure: true },
  );
  tellCount(`${made} generated domains applied, with an empty plan afterwards`);
});

it(`apply and destroy are finished by running them again, after ${kills} kills at calls of theirs`, async () => {
  const { whole, ...calls } = await inWorld(callsOf);
  let killed = 0;
  const going = tellProgress(20, (count) => `${count} of ${kills} kills`);
  for (let index = 0; killed < kills; index += 1) {
    await inWorld(async (world, file) => {
      for (const command of ['apply', 'destroy'] as const) {
        const first = await world.run([command, file, '--yes'], {}, (kill) =>
          breakAt(world, 1 + ((index * 7) % calls[command]), () => {
            kill();
            return index % 2 === 0 ? 'cut' : undefined;
          }),
        );
        if (first.code === null) killed += 1;
        breakAt(world, 0, () => undefined);
        expect({ index, command, ...(await world.run([command, file, '--yes'])) }).toMatchObject({
          index,
          command,
          code: 0,
        });
        const end = await ended(world);
        if (command === 'apply') expect({ index, end }).toEqual({ index, end: whole });
        else expect({ index, end }).toMatchObject({ index, end: { domains: 0, profiles: [], spaces: [] } });
      }
    });
    going(killed);
  }
  tellCount(`${killed} kills of apply and destroy of a Studio file (${calls.apply} and ${calls.destroy} calls)`);
});

it.each(allFaults)(
  'each call of apply and destroy may be %s: it ends in words, and running it again finishes',
  async (fault) => {
    const calls = await inWorld(callsOf);
    const moments = (['apply', 'destroy'] as const)
      .flatMap((command) => Array.from({ length: calls[command] }, (_, index) => ({ command, at: index + 1 })))
      .filter((_, index) => index + 1 >= from && (index + 1 - from) % every === 0);
    let broken = 0;
    const going = tellProgress(10, (count) => `${count} of ${moments.length} calls that were ${fault}`);
    for (const { command, at } of moments) {
      await inWorld(async (world, file) => {
        if (command === 'destroy') expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
        breakAt(world, at, () => {
          broken += 1;
          return fault;
        });
        const { stderr } = await world.run([command, file, '--yes']);
        expect({ command, at, stderr }).not.toMatchObject({ stderr: expect.stringMatching(/^\s+at /m) });
        breakAt(world, 0, () => undefined);
        expect({ command, at, ...(await world.run([command, file, '--yes'])) }).toMatchObject({ command, at, code: 0 });
      });
      going(broken);
    }
    tellCount(`${broken} calls of apply and destroy of a Studio file that were ${fault}, from the ${from}th on`);
  },
);
