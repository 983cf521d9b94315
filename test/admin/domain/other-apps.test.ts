import { DescribeDomainCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start();
}, 120_000);
afterAll(async () => {
  await world.stop();
  moto.stop();
});

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
/** A domain of its own for each test, in a Studio of its own. */
const text = (name: string, more: string) => `studio: ${name}
account: '123456789012'
region: us-east-1
domains:
  ${name}:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: ${role('Studio')}
${more}`;

async function described(name: string) {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const DomainId = Domains.find((one) => one.DomainName === name)?.DomainId;
  return world.direct.send(new DescribeDomainCommand({ DomainId }));
}
/** Makes it so, once and for all. */
async function settles(file: string): Promise<void> {
  expect(await world.apply(file)).toEqual([]);
  expect(await world.left(file)).toEqual([]);
}

describe('RStudio', () => {
  const server = (more: string) =>
    `    DomainSettings: { RStudioServerProDomainSettings: { DomainExecutionRoleArn: '${role('RStudio')}'${more} } }\n`;

  it('comes with its domain, and its addresses change in place', async () => {
    await settles(text('rstudio', server('')));
    await settles(text('rstudio', server(', RStudioConnectUrl: https://connect.acme.example')));
    await settles(text('rstudio', server(', RStudioConnectUrl: https://other.acme.example')));
    expect((await described('rstudio')).DomainSettings?.RStudioServerProDomainSettings).toEqual({
      DomainExecutionRoleArn: role('RStudio'),
      RStudioConnectUrl: 'https://other.acme.example',
    });
  });

  it('of a user profile is set once, and so is its instance type', async () => {
    const people = (access: string) =>
      `    userProfiles: { ana: { UserSettings: { RStudioServerProAppSettings: { AccessStatus: ${access} } } } }\n`;
    await settles(text('licences', server('') + people('ENABLED')));
    expect(await world.left(text('licences', server('') + people('DISABLED')))).toEqual([
      expect.stringMatching(/AccessStatus is ENABLED and cannot become DISABLED: it is set once; delete the profile/),
    ]);
    const larger = server(', DefaultResourceSpec: { InstanceType: ml.t3.large }');
    expect(await world.left(text('licences', larger + people('ENABLED')))).toEqual([
      expect.stringMatching(/DefaultResourceSpec.InstanceType is nothing and cannot become ml.t3.large/),
    ]);
  });
});

it('what Canvas may do is set by domain and profile, changes in place, and what AWS fills in beside it is no difference', async () => {
  const canvas = (status: string, secret: string) =>
    text(
      'canvas',
      `    DefaultUserSettings:
      CanvasAppSettings:
        TimeSeriesForecastingSettings: { Status: ${status} }
        WorkspaceSettings: { S3ArtifactPath: s3://acme-canvas/work }
        GenerativeAiSettings: { AmazonBedrockRoleArn: '${role('Bedrock')}' }
        IdentityProviderOAuthSettings:
          - { DataSourceName: Snowflake, SecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${secret}' }
    userProfiles:
      ana: { UserSettings: { CanvasAppSettings: { DirectDeploySettings: { Status: ${status} } } } }
`,
    );
  await settles(canvas('DISABLED', 'one'));
  await settles(canvas('ENABLED', 'two'));
  const { CanvasAppSettings } = (await described('canvas')).DefaultUserSettings ?? {};
  expect(CanvasAppSettings).toMatchObject({
    TimeSeriesForecastingSettings: { Status: 'ENABLED' },
    IdentityProviderOAuthSettings: [{ SecretArn: expect.stringMatching(/two$/) }],
    KendraSettings: { Status: 'DISABLED' },
  });
});

it('features are hidden, and Docker let in, as AWS has them: the settings change in place', async () => {
  const hidden = (tools: string, docker: string) =>
    text(
      'hidden',
      `    DomainSettings: { DockerSettings: { EnableDockerAccess: ${docker}, VpcOnlyTrustedAccounts: ['210987654321'] } }
    DefaultUserSettings:
      StudioWebPortalSettings: { HiddenMlTools: ${tools}, HiddenAppTypes: [Canvas, RStudioServerPro], HiddenInstanceTypes: [ml.p4d.24xlarge] }
`,
    );
  await settles(hidden('[Models, Pipelines]', 'ENABLED'));
  await settles(hidden('[Pipelines, Models]', 'ENABLED'));
  await settles(hidden('[]', 'DISABLED'));
  const { DefaultUserSettings, DomainSettings } = await described('hidden');
  expect(DefaultUserSettings?.StudioWebPortalSettings).toMatchObject({
    HiddenAppTypes: ['Canvas', 'RStudioServerPro'],
  });
  expect(DefaultUserSettings?.StudioWebPortalSettings?.HiddenMlTools ?? []).toEqual([]);
  expect(DomainSettings?.DockerSettings).toMatchObject({ EnableDockerAccess: 'DISABLED' });
});
