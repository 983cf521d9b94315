import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListDomainsCommand, ListUserProfilesCommand } from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { FaultyService } from '../faults';
import { countChanges, refuseLooksAfter } from '../looks-afterwards';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const file = (profiles: string, guardrails = '{}') => `studio: acme
account: '123456789012'
region: us-east-1
roles: { ml: 'arn:aws:iam::123456789012:role/Ml' }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: ml
    userProfiles: { ${profiles} }
guardrails: ${guardrails}
`;
const empty = file('');

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

/** An account with a role, and what is between it and the program. */
async function started() {
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  const world = await new StudioWorld(moto.url).start(undefined, moto.url);
  const query = new FaultyService(() => moto.url, 'query');
  await query.start();
  const iam = new IAMClient({ region: 'us-east-1', endpoint: moto.url });
  await iam.send(new CreateRoleCommand({ RoleName: 'Ml', AssumeRolePolicyDocument: '{}' }));
  iam.destroy();
  const services = [world.sagemaker, world.beside, query];
  const run = (words: string[]) => world.run(words, { AWS_ENDPOINT_URL_IAM: query.url });
  const stop = async () => {
    await query.stop();
    await world.stop();
  };
  return { world, services, run, stop };
}

it.each([
  { does: 'apply of a domain', before: undefined, text: empty, words: ['apply'] },
  { does: 'apply of a profile', before: empty, text: file('ana: {}'), words: ['apply'] },
  { does: 'apply of a setting', before: file('ana: {}'), text: file('ana: { idle: 2h }'), words: ['apply'] },
  { does: 'apply of a deletion', before: file('ana: {}'), text: empty, words: ['apply', '--delete', 'ana'] },
  { does: 'apply of guardrails', before: empty, text: file('', '{ no-remote-ide: }'), words: ['apply'] },
  { does: 'destroy', before: file('ana: {}'), text: file('ana: {}'), words: ['destroy'] },
])('$does is told as done where it may not be looked at afterwards', async ({ before, text, words }) => {
  const prepared = async () => {
    const one = await started();
    if (before !== undefined) {
      one.world.write(before);
      expect(await one.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    }
    one.world.write(text);
    return one;
  };
  const first = await prepared();
  const changes = countChanges(first.services);
  expect(await first.run([...words, '--yes'])).toMatchObject({ code: 0 });
  const end = await names(first.world);
  await first.stop();
  expect(changes()).toBeGreaterThan(0);

  const second = await prepared();
  refuseLooksAfter(changes(), second.services);
  const { code, stderr } = await second.run([...words, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/warning: .* could not be looked at/) });
  for (const service of second.services) service.onCall = () => undefined;
  expect(await names(second.world)).toEqual(end);
  await second.stop();
});

/** The domains and user profiles that are there. */
async function names({ direct }: StudioWorld) {
  const { Domains = [] } = await direct.send(new ListDomainsCommand({}));
  const { UserProfiles = [] } = await direct.send(new ListUserProfilesCommand({}));
  return [
    Domains.map(({ DomainName }) => DomainName),
    UserProfiles.map(({ UserProfileName }) => UserProfileName).sort(),
  ];
}
