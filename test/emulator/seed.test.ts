import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateAppCommand,
  CreateImageVersionCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeImageCommand,
  DescribeImageVersionCommand,
  DescribeSpaceCommand,
  DescribeStudioLifecycleConfigCommand,
  DescribeUserProfileCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { parse } from 'yaml';
import * as z from 'zod';
import { ManualClock } from '../../src/emulator/clock';
import { seedJsonSchema } from '../../src/emulator/seed/json-schema';
import { loadSeed } from '../../src/emulator/seed/load';
import { startEmulator } from './harness';
import { HOUR, MINUTE, refusal, SECOND } from './studio';

const examples = path.join(__dirname, '../../examples');
const exampleFile = path.join(examples, 'acme.studio.yaml');
const example = readFileSync(exampleFile, 'utf8');

let client: SageMakerClient;
let clientOf: (accessKeyId: string) => SageMakerClient;
let clock: ManualClock;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts an emulator from a seed, at the moment that the seed's times are relative to. */
async function start(text: string, accountId?: string): Promise<void> {
  const started = await startEmulator(loadSeed(text, exampleFile, new ManualClock(), accountId));
  ({ client, clientOf, clock } = started);
  closing.push(started.close);
}

/** What a seed is refused with, a line for each mistake. */
function mistakes(text: string): string[] {
  try {
    loadSeed(text, 'my.yaml', new ManualClock());
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'SeedError') return error.message.split('\n');
    throw error;
  }
  throw new Error('the seed was taken');
}

/** A domain with the user `ada` and her space `lab`, and what is put below the space. */
const acme = (below = '', above = '') => `
${above}
domains:
  d-acme:
    DomainName: acme
    AuthMode: IAM
    VpcId: vpc-1
    SubnetIds: [subnet-1]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' }
    userProfiles:
      ada: {}
    spaces:
      lab:
        owner: ada
        sharing: Private
        SpaceSettings: { AppType: JupyterLab }
${below}`;
const SPEC = `ResourceSpec: { InstanceType: ml.t3.medium, SageMakerImageArn: 'arn:aws:sagemaker:us-east-1:885854791233:image/x' }`;
const app = (words: string) => acme(`        apps:\n          - { AppType: JupyterLab, ${SPEC}, ${words} }`);
const lab = { DomainId: 'd-acme', SpaceName: 'lab', AppType: 'JupyterLab', AppName: 'default' } as const;
const describeLab = () => client.send(new DescribeAppCommand(lab));

describe('the example company', () => {
  beforeEach(() => start(example));
  const ana = { DomainId: 'd-acmemlplatf1', SpaceName: 'ana-forecasting' };

  it('has a domain of either kind', async () => {
    const { Domains = [] } = await client.send(new ListDomainsCommand({}));
    const modes = await Promise.all(
      Domains.map(({ DomainId }) => client.send(new DescribeDomainCommand({ DomainId }))),
    );
    expect(modes.map(({ AuthMode, Status }) => [AuthMode, Status])).toEqual([
      ['IAM', 'InService'],
      ['SSO', 'InService'],
    ]);
  });

  it('has apps in every state that lasts, and Classic ones', async () => {
    const { Apps = [] } = await client.send(new ListAppsCommand({ MaxResults: 100 }));
    const statuses = new Set(Apps.map(({ Status }) => Status));
    expect(statuses).toEqual(new Set(['InService', 'Pending', 'Failed', 'Deleted']));
    const types = new Set(Apps.map(({ AppType }) => AppType));
    expect(types).toEqual(new Set(['JupyterLab', 'CodeEditor', 'JupyterServer', 'KernelGateway']));
  });

  it('has the app of the demo, on a custom image, since three hours', async () => {
    const shown = await client.send(new DescribeAppCommand({ ...ana, AppType: 'JupyterLab', AppName: 'default' }));
    expect(shown).toMatchObject({
      Status: 'InService',
      CreationTime: new Date(clock.now() - 3 * HOUR),
      ResourceSpec: { InstanceType: 'ml.g5.xlarge', SageMakerImageVersionAlias: '2.0' },
    });
    expect(shown.BuiltInLifecycleConfigArn).toMatch(/install-studiolo-jupyterlab$/);
    const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn: shown.AppArn }));
    expect(Tags).toContainEqual({ Key: 'cost-center', Value: '4200' });
  });

  it('has a user who lacks a permission', async () => {
    const bo = clientOf('AKIAACMEBO0000000000');
    const { name, message } = await refusal(bo.send(new ListSpacesCommand({})));
    expect(name).toBe('AccessDeniedException');
    expect(message).toContain('StudioExecutionRole-bo/SageMaker is not authorized to perform: sagemaker:ListSpaces');
    expect((await bo.send(new ListAppsCommand({}))).Apps).not.toEqual([]);
    bo.destroy();
    const ofAna = clientOf('AKIAACMEANA000000000');
    expect((await ofAna.send(new ListSpacesCommand({}))).Spaces).not.toEqual([]);
    ofAna.destroy();
  });

  it('has Classic apps that can be deleted and not be made again', async () => {
    const classic = {
      DomainId: ana.DomainId,
      UserProfileName: 'ana',
      AppType: 'JupyterServer',
      AppName: 'default',
    } as const;
    await client.send(new DeleteAppCommand(classic));
    expect((await refusal(client.send(new CreateAppCommand(classic)))).message).toBe(
      'Invalid AppType [JupyterServer]. This AppType has been deprecated.',
    );
  });

  it('can be of another account, in all of its ARNs', () => {
    const { configuration, records } = loadSeed(example, exampleFile, new ManualClock(), '210987654321');
    expect(configuration.accountId).toBe('210987654321');
    const text = JSON.stringify(records);
    expect(text).toContain('arn:aws:sagemaker:us-east-1:210987654321:studio-lifecycle-config/team-defaults');
    expect(text).not.toContain('123456789012');
  });
});

describe('an app of a seed', () => {
  it('is InService unless said otherwise, and stays so', async () => {
    await start(app('since: 2d ago'));
    clock.advance(100 * HOUR);
    expect((await describeLab()).Status).toBe('InService');
  });

  it('that is Pending starts when it would have', async () => {
    await start(app('since: 90s ago, status: Pending'));
    clock.advance(30 * SECOND - 1);
    expect((await describeLab()).Status).toBe('Pending');
    clock.advance(1);
    expect((await describeLab()).Status).toBe('InService');
  });

  it('can take its time to start, and fail then', async () => {
    await start(app('status: Pending, takes: 15m, failure: no luck'));
    clock.advance(15 * MINUTE - 1);
    expect((await describeLab()).Status).toBe('Pending');
    clock.advance(1);
    expect(await describeLab()).toMatchObject({ Status: 'Failed', FailureReason: 'no luck' });
  });

  it.each([
    ['Failed, failure: no luck', 'Failed', 'no luck'],
    ['Failed', 'Failed', 'InternalFailure'],
    ['Deleted', 'Deleted', undefined],
  ])('that is %s is forgotten 24 h after it was', async (words, Status, FailureReason) => {
    await start(app(`since: 3h ago, status: ${words}`));
    const shown = await describeLab();
    expect([shown.Status, shown.FailureReason]).toEqual([Status, FailureReason]);
    clock.advance(21 * HOUR - 1);
    expect((await describeLab()).Status).toBe(Status);
    clock.advance(1);
    expect((await refusal(describeLab())).name).toBe('ResourceNotFound');
  });

  it('that is Deleting is Deleted soon', async () => {
    await start(app('status: Deleting'));
    expect((await describeLab()).Status).toBe('Deleting');
    clock.advance(MINUTE);
    expect((await describeLab()).Status).toBe('Deleted');
  });

  it('has the tags that it had if it had been launched', async () => {
    await start(app('tags: { purpose: test }'));
    const { AppArn } = await describeLab();
    const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn: AppArn }));
    expect(Tags.map(({ Key }) => Key).sort()).toEqual(['purpose', 'sagemaker:domain-arn', 'sagemaker:space-arn']);
  });
});

describe('a seed', () => {
  it('may be empty', async () => {
    await start('');
    expect((await client.send(new ListDomainsCommand({}))).Domains).toEqual([]);
  });

  it('puts domains, user profiles and spaces into any state', async () => {
    const text = acme('        status: Delete_Failed\n        failure: still mounted')
      .replace('ada: {}', 'ada: { status: Updating }')
      .replace('AuthMode: IAM', 'AuthMode: IAM\n    status: Update_Failed\n    failure: no subnet');
    await start(text);
    const profile = () => client.send(new DescribeUserProfileCommand({ DomainId: 'd-acme', UserProfileName: 'ada' }));
    expect(await client.send(new DescribeDomainCommand({ DomainId: 'd-acme' }))).toMatchObject({
      Status: 'Update_Failed',
      FailureReason: 'no subnet',
      DomainArn: 'arn:aws:sagemaker:us-east-1:123456789012:domain/d-acme',
      Url: 'https://d-acme.studio.us-east-1.sagemaker.aws',
    });
    expect(await client.send(new DescribeSpaceCommand({ DomainId: 'd-acme', SpaceName: 'lab' }))).toMatchObject({
      Status: 'Delete_Failed',
      FailureReason: 'still mounted',
    });
    expect((await profile()).Status).toBe('Updating');
    clock.advance(MINUTE);
    expect((await profile()).Status).toBe('InService');
  });

  it('puts images and their versions into any state', async () => {
    const BaseImage = '123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1';
    await start(`
unreadableBaseImages: ['${BaseImage}2']
images:
  custom:
    RoleArn: arn:aws:iam::123456789012:role/images
    status: UPDATING
    versions:
      - { BaseImage: '${BaseImage}', created: 3d ago, Aliases: [stable] }
      - { BaseImage: '${BaseImage}', failure: no luck }
      - { BaseImage: '${BaseImage}', status: CREATING }
`);
    const version = (Version: number) => client.send(new DescribeImageVersionCommand({ ImageName: 'custom', Version }));
    expect(await version(1)).toMatchObject({
      ImageVersionStatus: 'CREATED',
      CreationTime: new Date(clock.now() - 72 * HOUR),
    });
    expect(await version(2)).toMatchObject({ ImageVersionStatus: 'CREATE_FAILED', FailureReason: 'no luck' });
    expect((await version(3)).ImageVersionStatus).toBe('CREATING');
    expect((await client.send(new DescribeImageCommand({ ImageName: 'custom' }))).ImageStatus).toBe('UPDATING');
    clock.advance(HOUR);
    expect((await version(3)).ImageVersionStatus).toBe('CREATED');
    await client.send(new CreateImageVersionCommand({ ImageName: 'custom', BaseImage: `${BaseImage}2` }));
    clock.advance(HOUR);
    expect((await version(4)).ImageVersionStatus).toBe('CREATE_FAILED');
  });

  it('sets quotas, durations, failing scripts, permissions and faults', async () => {
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/broken';
    const settings = `JupyterLabAppSettings: { LifecycleConfigArns: ['${arn}'], DefaultResourceSpec: { LifecycleConfigArn: '${arn}' } }`;
    const text = acme(
      '',
      `
accountQuotas: { Studio JupyterLab Apps running on ml.p4d.24xlarge instances: 0 }
durations: { appCreate: 10s }
lifecycleConfigs: { broken: { StudioLifecycleConfigAppType: JupyterLab, script: exit 1, fails: true } }
callers: { AKIAREADER0000000000: { principal: 'arn:aws:iam::123456789012:user/reader', allow: ['sagemaker:Describe*'] } }
chaos: { seed: 1, rates: { ListSpaces: { throttle: 1 } } }`,
    ).replace('ada: {}', `ada: { UserSettings: { ${settings} } }`);
    await start(text);
    const launch = (InstanceType: 'ml.t3.medium' | 'ml.p4d.24xlarge') =>
      client.send(
        new CreateAppCommand({
          ...lab,
          ResourceSpec: { InstanceType, SageMakerImageArn: 'arn:aws:sagemaker:us-east-1:885854791233:image/x' },
        }),
      );
    expect((await refusal(launch('ml.p4d.24xlarge'))).name).toBe('ResourceLimitExceeded');
    await launch('ml.t3.medium');
    clock.advance(10 * SECOND);
    expect((await describeLab()).FailureReason).toMatch(/^ConfigurationError: LifecycleConfig/);
    expect((await refusal(client.send(new ListSpacesCommand({})))).name).toBe('ThrottlingException');
    const reader = clientOf('AKIAREADER0000000000');
    expect((await refusal(reader.send(new ListAppsCommand({})))).name).toBe('AccessDeniedException');
    expect((await reader.send(new DescribeAppCommand(lab))).AppName).toBe('default');
    reader.destroy();
  });

  it('takes the script of a lifecycle configuration from a file beside it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'seed-'));
    try {
      writeFileSync(path.join(folder, 'hello.sh'), 'echo hello\n');
      const text = 'lifecycleConfigs: { hello: { StudioLifecycleConfigAppType: JupyterLab, file: hello.sh } }';
      const started = await startEmulator(loadSeed(text, path.join(folder, 'seed.yaml'), new ManualClock()));
      closing.push(started.close);
      const { StudioLifecycleConfigContent = '' } = await started.client.send(
        new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName: 'hello' }),
      );
      expect(Buffer.from(StudioLifecycleConfigContent, 'base64').toString()).toBe('echo hello\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a mistake', () => {
  it.each([
    ['account: 12345', '1:10: account: 12345: must be a string'],
    ['region: Virginia', '1:9: region: "Virginia": a region is e.g. us-east-1'],
    ['regoin: x', '1:1: regoin: there is no such word here; did you mean region?'],
    ['quotas: { Total domains: 1 }', '1:1: quotas: this is called accountQuotas now'],
    [
      'accountQuotas: { Total domain: 1 }',
      '1:32: accountQuotas.Total domain: no quota has this name; did you mean "Total domains"?',
    ],
    [
      'durations: { appCreate: soon }',
      '1:25: durations.appCreate: "soon": a duration is e.g. "90s", "5m", "24h" or "7d"',
    ],
    [
      'chaos: { seed: 1, rates: { ListApp: {} } }',
      '1:28: chaos.rates.ListApp: there is no such word here; did you mean ListApps?',
    ],
    [
      'lifecycleConfigs: { a: { StudioLifecycleConfigAppType: Jupyterlab, script: x } }',
      '1:56: lifecycleConfigs.a.StudioLifecycleConfigAppType: "Jupyterlab": not one of JupyterServer, KernelGateway, CodeEditor, JupyterLab; did you mean JupyterLab?',
    ],
    [
      'lifecycleConfigs: { a: { StudioLifecycleConfigAppType: JupyterLab } }',
      '1:21: lifecycleConfigs.a: needs either script or file',
    ],
    ['images: { a: { } }', '1:11: images.a.RoleArn: missing: must be a string'],
    [
      'domains: { D-x: { DomainName: a, AuthMode: IAM, DefaultUserSettings: {} } }',
      '1:12: domains.D-x: Member must satisfy regular expression pattern: ^d-(-*[a-z0-9]){1,61}',
    ],
    ['a: b: c', expect.stringMatching(/^1:4: .*compact mappings/)],
    ['region: us-east-1\nregion: us-east-2', '2:1: region: stands twice'],
    [
      'region: us-east-1\n---\nregion: us-east-2',
      '2:1: a second document begins here, and a seed is one; take it away',
    ],
    [
      `a: &a [${'x,'.repeat(9)}]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${`*${'abcdefg'[i]},`.repeat(9)}]`).join('\n')}`,
      '5:8: *d: aliases stand for more than 10000 values; write out what is meant',
    ],
    [`domains: ${'{a: '.repeat(100)}1${'}'.repeat(100)}`, expect.stringMatching(/ is nested more than 64 levels deep/)],
    [`domains: ${'['.repeat(9000)}${']'.repeat(9000)}`, expect.stringMatching(/ is nested more than 64 levels deep/)],
  ])('in %j is told where it is, with what would be right', (text, told) => {
    const [mistake = '', ...more] = mistakes(text);
    expect(mistake.replace(/^my\.yaml:/, '')).toEqual(told);
    expect(more).toEqual([]);
  });

  it.each([
    ['IdleTimeoutInMinutes: 5', '5: Member must have value greater than or equal to 60'],
    ['IdleTimoutInMinutes: 60', 'there is no such word here; did you mean IdleTimeoutInMinutes?'],
  ])('deep in the settings of a space is told where it is: %s', (words, told) => {
    const settings = `JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { ${words} } } }`;
    const text = acme().replace('AppType: JupyterLab', `AppType: JupyterLab, ${settings}`);
    const [mistake = '', ...more] = mistakes(text);
    const offset = text.indexOf(words) + (told.startsWith('5') ? words.indexOf('5') : 0);
    const line = text.slice(0, offset).split('\n');
    expect(mistake).toBe(
      `my.yaml:${line.length}:${(line.at(-1)?.length ?? 0) + 1}: domains.d-acme.spaces.lab.SpaceSettings.` +
        `JupyterLabAppSettings.AppLifecycleManagement.IdleSettings.${words.split(':')[0]}: ${told}`,
    );
    expect(more).toEqual([]);
  });

  it('is none where a list or a mapping has nothing behind its colon yet: it is an empty one', () => {
    const words = 'accountQuotas:\nidentityCenter:\n  users:\n    ana:\nunusableRoles:\nimages:\nlifecycleConfigs:\n';
    const begun = acme('    tags:\n    DefaultSpaceSettings:\n', words).replace('ada: {}', 'ada:');
    const written = acme().replace('domains:', 'identityCenter: { users: { ana: {} } }\ndomains:');
    const read = (text: string) => loadSeed(text, 'my.yaml', new ManualClock());
    expect(read(begun).configuration).toEqual(read(written).configuration);
    expect(read(begun).records).toHaveLength(read(written).records.length);
    expect(read('domains:\n').records).toEqual(read('domains: {}\n').records);
    expect(mistakes('domains:\n  d-one:\n').map((line) => line.replace(/^[^ ]+ /, ''))).toEqual(
      ['AuthMode: missing: not one of SSO, IAM', 'DefaultUserSettings: missing: must be a mapping']
        .concat('DomainName: missing: must be a string')
        .map((line) => `domains.d-one.${line}`),
    );
    expect(mistakes('account:\n')).toEqual([expect.stringMatching(/^my.yaml:1:9: account: null: must be a string/)]);
  });

  it('does not hide the others', () => {
    expect(
      mistakes('regoin: x\naccount: 1\naccountQuotas: { Total domains: -1 }\n').map((line) => line.split(': ')[0]),
    ).toEqual(['my.yaml:1:1', 'my.yaml:2:10', 'my.yaml:3:33']);
  });

  it('against a rule of Studio is told in the words of the operation', () => {
    const text = acme().replace('owner: ada', 'owner: bob');
    const line = text.slice(0, text.indexOf('      lab:')).split('\n').length;
    expect(mistakes(text)).toEqual([
      `my.yaml:${line}:7: domains.d-acme.spaces.lab: ResourceNotFound: UserProfile [bob] does not exist in Domain [d-acme].`,
    ]);
  });

  it('in the name of a script file is told', () => {
    const [mistake = ''] = mistakes(
      'lifecycleConfigs: { a: { StudioLifecycleConfigAppType: JupyterLab, file: no.sh } }',
    );
    expect(mistake).toMatch(
      /^my\.yaml:1:74: lifecycleConfigs\.a\.file: the script cannot be read: there is no file .*/,
    );
  });
});

describe('the JSON Schema for editors', () => {
  const written: object = JSON.parse(readFileSync(path.join(examples, 'studio.schema.json'), 'utf8'));

  it('is the one that the form of a seed gives (else: node scripts/generate-seed-schema.mjs)', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(seedJsonSchema())));
  });

  it('takes the example, and no word that a seed does not have', () => {
    // Editors read patterns as Unicode, as JSON Schema wants it; zod does not, and would not know these classes.
    const known = JSON.stringify(written).replaceAll('\\\\p{L}\\\\p{Z}\\\\p{N}', 'a-z0-9 ');
    const schema = z.fromJSONSchema(JSON.parse(known));
    expect(schema.safeParse(parse(example)).error).toBeUndefined();
    expect(schema.safeParse({ regoin: 'x' }).success).toBe(false);
    expect(schema.safeParse(parse(acme().replace('sharing: Private', 'sharing: private'))).success).toBe(false);
    expect(schema.safeParse(parse(acme().replace('SubnetIds', 'SubnetsIds'))).success).toBe(false);
  });
});
