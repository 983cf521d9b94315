import { CreateUserProfileCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { stringify } from 'yaml';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const gone = 'arn:aws:iam::123456789012:role/Gone';
const text = `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    userProfiles: { ana: {} }
`;

const moto = new Moto();
let world: StudioWorld;
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
afterEach(() => world.stop());

it('a user profile that could not be made is not counted as it should be, though its settings say what the file says', async () => {
  world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', unusableRoles: [gone] }));
  const file = world.write(text);
  expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
  const [domain] = (await world.direct.send(new ListDomainsCommand({}))).Domains ?? [];
  await world.direct.send(
    new CreateUserProfileCommand({
      DomainId: domain?.DomainId,
      UserProfileName: 'bo',
      UserSettings: { ExecutionRole: gone },
      Tags: [{ Key: 'studiolo:studio', Value: 'acme' }],
    }),
  );
  const both = world.write(text.replace('{ ana: {} }', '{ ana: {}, bo: {} }'));
  const told = /is Failed: .*Gone.*; delete it in AWS, and run the command again/;
  for (const command of ['plan', 'drift']) {
    const { code, stdout } = await world.run([command, both]);
    expect({ command, code, stdout }).toMatchObject({ code: 3, stdout: expect.stringMatching(told) });
  }
  expect(await world.run(['apply', both, '--yes'])).toMatchObject({ code: 1, stderr: expect.stringMatching(told) });
});
