import {
  DescribeDomainCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { allFaults } from '../faults';
import { StudioWorld } from './studio-world';

jest.setTimeout(600_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const text = (more = '') => `studio: acme
account: '123456789012'
region: us-east-1
scripts: { base: { for: [JupyterLab], builtIn: true, run: [./own.sh] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    scripts: [base]
    userProfiles: { ana: {}, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
${more}`;

async function inWorld(work: (world: StudioWorld, file: string) => Promise<void>): Promise<void> {
  const world = await new StudioWorld(moto.url).start();
  try {
    world.write('#!/bin/bash\ntrue\n', 'own.sh');
    await work(world, world.write(text()));
  } finally {
    await world.stop();
  }
}

/** What there is of everything: an end is compared with another. */
async function ended(world: StudioWorld) {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const domain = await world.direct.send(new DescribeDomainCommand({ DomainId: Domains[0]?.DomainId }));
  const { UserProfiles = [] } = await world.direct.send(new ListUserProfilesCommand({}));
  const { Spaces = [] } = await world.direct.send(new ListSpacesCommand({}));
  const { JupyterLabAppSettings } = domain.DefaultUserSettings ?? {};
  return {
    domains: Domains.length,
    settings: JupyterLabAppSettings,
    profiles: UserProfiles.map((one) => one.UserProfileName).sort(),
    spaces: Spaces.map((one) => one.SpaceName).sort(),
  };
}

it('killed at any of its calls, and run again, it ends as if nothing had been', async () => {
  let calls = 0;
  let whole: unknown;
  await inWorld(async (world, file) => {
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    calls = world.sagemaker.calls.length;
    whole = await ended(world);
  });
  const tries = 20;
  for (let index = 0; index < tries; index += 1) {
    const at = 1 + Math.floor((index * calls) / tries);
    await inWorld(async (world, file) => {
      let count = 0;
      const killed = await world.run(['apply', file, '--yes'], {}, (kill) => {
        world.sagemaker.onCall = () => void ((count += 1) === at && kill());
      });
      world.sagemaker.onCall = () => undefined;
      expect({ at, code: killed.code }).toEqual({ at, code: null });
      const again = await world.run(['apply', file, '--yes']);
      expect({ at, ...again }).toMatchObject({ at, code: 0 });
      expect({ at, end: await ended(world) }).toEqual({ at, end: whole });
    });
  }
});

it('with each kind of fault at some of its calls it ends in words, within its time, and goes on afterwards', async () => {
  for (const [index, fault] of allFaults.filter((one) => one !== 'hang').entries()) {
    await inWorld(async (world, file) => {
      const on = ['CreateDomain', 'CreateUserProfile', 'CreateSpace', 'DescribeDomain', 'ListApps'][index];
      let left = fault === 'denied' ? Infinity : 1;
      world.sagemaker.onCall = (called) => (called === on && (left -= 1) >= 0 ? fault : undefined);
      const { code, stderr } = await world.run(['apply', file, '--yes']);
      expect({ fault, stderr }).not.toEqual({ fault, stderr: expect.stringMatching(/^\s+at /m) });
      if (fault === 'denied')
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`allow sagemaker:${on}`) });
      world.sagemaker.onCall = () => undefined;
      expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
      expect(await world.run(['plan', file])).toMatchObject({ code: 0 });
    });
  }
});

it('what a killed run has begun to make is waited for by what belongs in it', async () => {
  // At the speed of these tests, some seconds.
  const durations = '{ domainCreate: 60000s, userProfileCreate: 40000s }';
  const world = await new StudioWorld(moto.url).start(`account: '123456789012'\ndurations: ${durations}\n`);
  try {
    world.write('#!/bin/bash\ntrue\n', 'own.sh');
    const file = world.write(text());
    for (const making of ['CreateDomain', 'CreateUserProfile']) {
      await world.run(['apply', file, '--yes'], {}, (kill) => {
        let isMade = false;
        world.sagemaker.onCall = (called) => {
          if (isMade && called.startsWith('Describe')) kill();
          isMade ||= called === making;
        };
      });
      world.sagemaker.onCall = () => undefined;
    }
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    expect(await world.run(['plan', file])).toMatchObject({ code: 0 });
  } finally {
    await world.stop();
  }
});
