import {
  CreateStudioLifecycleConfigCommand,
  DeleteStudioLifecycleConfigCommand,
  DescribeStudioLifecycleConfigCommand,
  ListStudioLifecycleConfigsCommand,
  paginateListStudioLifecycleConfigs,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
  type CreateStudioLifecycleConfigCommandInput,
  type ListStudioLifecycleConfigsCommandInput,
  type StudioLifecycleConfigAppType,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, DISTRIBUTION, refusal, SECOND, Studio } from './studio';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open();
});
afterEach(() => studio.close());

const ARN = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:studio-lifecycle-config`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const create = (name: string, input: Partial<CreateStudioLifecycleConfigCommandInput> = {}) =>
  studio.client.send(
    new CreateStudioLifecycleConfigCommand({
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigAppType: 'JupyterLab',
      StudioLifecycleConfigContent: base64('echo hello'),
      ...input,
    }),
  );
const describeConfig = (StudioLifecycleConfigName: string) =>
  studio.client.send(new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));
const remove = (StudioLifecycleConfigName: string) =>
  studio.client.send(new DeleteStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));
const namesOf = async (input: ListStudioLifecycleConfigsCommandInput = {}) => {
  const { StudioLifecycleConfigs = [] } = await studio.client.send(new ListStudioLifecycleConfigsCommand(input));
  return StudioLifecycleConfigs.map((config) => config.StudioLifecycleConfigName);
};

it('is described as it was made, and last modified when it was made', async () => {
  const { StudioLifecycleConfigArn } = await create('hello');
  const { CreationTime, LastModifiedTime, ...config } = await describeConfig('hello');
  expect(StudioLifecycleConfigArn).toBe(`${ARN}/hello`);
  expect(config).toMatchObject({
    StudioLifecycleConfigArn,
    StudioLifecycleConfigName: 'hello',
    StudioLifecycleConfigAppType: 'JupyterLab',
    StudioLifecycleConfigContent: base64('echo hello'),
  });
  expect(CreationTime).toEqual(new Date(studio.clock.now()));
  expect(LastModifiedTime).toEqual(new Date(studio.clock.now() + 12));
});

it('takes its name once, whatever the type of app', async () => {
  await create('hello');
  expect(await refusal(create('hello', { StudioLifecycleConfigAppType: 'CodeEditor' }))).toEqual({
    name: 'ResourceInUse',
    message: `StudioLifecycleConfig [${ARN}/hello] already exists.`,
  });
});

it.each(['#!/bin/bash\necho hello', 'YWJj=', 'YWJ', 'YW=J'])(
  'refuses the content %j, which is not base64',
  async (content) => {
    expect(await refusal(create('hello', { StudioLifecycleConfigContent: content }))).toEqual({
      name: 'ValidationException',
      message: 'StudioLifecycleConfigContent must be base64 encoded.',
    });
    expect(await namesOf()).toEqual([]);
  },
);

it('takes 16384 characters of content and no more', async () => {
  await create('long', { StudioLifecycleConfigContent: 'A'.repeat(16384) });
  const { name, message } = await refusal(create('longer', { StudioLifecycleConfigContent: 'A'.repeat(16388) }));
  expect(name).toBe('ValidationException');
  expect(message).toMatch(
    /^1 validation error detected: Value 'A{16388}' at 'studioLifecycleConfigContent' failed to satisfy constraint: Member must have length less than or equal to 16384$/,
  );
});

it('is for one of four types of app', async () => {
  const appType = 'Canvas' as StudioLifecycleConfigAppType;
  const { name, message } = await refusal(create('hello', { StudioLifecycleConfigAppType: appType }));
  expect(name).toBe('ValidationException');
  expect(message).toContain("Value 'Canvas' at 'studioLifecycleConfigAppType' failed to satisfy constraint");
  for (const known of ['JupyterServer', 'KernelGateway', 'CodeEditor', 'JupyterLab']) expect(message).toContain(known);
});

it('cannot be described or deleted when it is not there', async () => {
  const missing = { name: 'ResourceNotFound', message: 'StudioLifecycleConfig [gone] does not exist.' };
  expect(await refusal(describeConfig('gone'))).toEqual(missing);
  expect(await refusal(remove('gone'))).toEqual(missing);
});

describe('while it is attached', () => {
  const refused = (name: string, what: string) => ({
    name: 'ResourceInUse',
    message: `Unable to delete StudioLifecycleConfig [${ARN}/${name}] because it is attached to [${what}].`,
  });
  const resource = (path: string) => `arn:aws:sagemaker:us-east-1:${ACCOUNT}:${path}`;

  it('to a domain it is not deleted, and afterwards it is', async () => {
    const arn = await studio.script('hello');
    const DomainId = await studio.domain({
      DefaultUserSettings: {
        ExecutionRole: `arn:aws:iam::${ACCOUNT}:role/studio`,
        JupyterLabAppSettings: { LifecycleConfigArns: [arn] },
      },
    });
    expect(await refusal(remove('hello'))).toEqual(refused('hello', resource(`domain/${DomainId}`)));
    const JupyterLabAppSettings = { LifecycleConfigArns: [] };
    await studio.client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings: { JupyterLabAppSettings } }));
    await remove('hello');
    expect(await namesOf()).toEqual([]);
  });

  it('as the built-in script of a domain it is not deleted', async () => {
    const BuiltInLifecycleConfigArn = await studio.script('built-in', 'CodeEditor');
    const DomainId = await studio.domain({
      DefaultUserSettings: {
        ExecutionRole: `arn:aws:iam::${ACCOUNT}:role/studio`,
        CodeEditorAppSettings: { BuiltInLifecycleConfigArn },
      },
    });
    expect(await refusal(remove('built-in'))).toEqual(refused('built-in', resource(`domain/${DomainId}`)));
  });

  it('to a user profile it is not deleted', async () => {
    const arn = await studio.script('hello');
    const DomainId = await studio.acme();
    const UserSettings = { JupyterLabAppSettings: { LifecycleConfigArns: [arn] } };
    await studio.client.send(new UpdateUserProfileCommand({ DomainId, UserProfileName: 'ada', UserSettings }));
    expect(await refusal(remove('hello'))).toEqual(refused('hello', resource(`user-profile/${DomainId}/ada`)));
  });

  it('to a space it is not deleted', async () => {
    const LifecycleConfigArn = await studio.script('hello');
    const DomainId = await studio.acme();
    const DefaultResourceSpec = { InstanceType: 'ml.t3.medium', LifecycleConfigArn } as const;
    const SpaceSettings = { JupyterLabAppSettings: { DefaultResourceSpec } };
    await studio.client.send(new UpdateSpaceCommand({ DomainId, SpaceName: 'lab', SpaceSettings }));
    expect(await refusal(remove('hello'))).toEqual(refused('hello', resource(`space/${DomainId}/lab`)));
  });

  it('to nothing any more, it is not deleted until the app that runs with it has ended', async () => {
    const LifecycleConfigArn = await studio.script('hello');
    const DomainId = await studio.acme();
    const attach = (LifecycleConfigArns: string[]) =>
      studio.client.send(
        new UpdateUserProfileCommand({
          DomainId,
          UserProfileName: 'ada',
          UserSettings: { JupyterLabAppSettings: { LifecycleConfigArns } },
        }),
      );
    await attach([LifecycleConfigArn]);
    studio.settle();
    const app = await studio.launch(DomainId, {
      ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION, LifecycleConfigArn },
    });
    await attach([]);
    studio.settle();
    expect(await refusal(remove('hello'))).toEqual({
      name: 'ResourceInUse',
      message: `Unable to delete StudioLifecycleConfig [${LifecycleConfigArn}] because it is in use by App [${app}].`,
    });
    await studio.stop(DomainId);
    expect((await refusal(remove('hello'))).name).toBe('ResourceInUse');
    studio.settle();
    await remove('hello');
    expect(await namesOf()).toEqual([]);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    for (const [name, StudioLifecycleConfigAppType] of [
      ['beta', 'JupyterLab'],
      ['alpha', 'CodeEditor'],
      ['alphabet', 'JupyterLab'],
    ] as const) {
      studio.clock.advance(SECOND);
      await create(name, { StudioLifecycleConfigAppType });
    }
  });

  it('has the newest first unless asked otherwise', async () => {
    expect(await namesOf()).toEqual(['alphabet', 'alpha', 'beta']);
    expect(await namesOf({ SortOrder: 'Ascending' })).toEqual(['beta', 'alpha', 'alphabet']);
    expect(await namesOf({ SortBy: 'Name', SortOrder: 'Ascending' })).toEqual(['alpha', 'alphabet', 'beta']);
  });

  it('has those that fit all filters', async () => {
    expect(await namesOf({ AppTypeEquals: 'JupyterLab' })).toEqual(['alphabet', 'beta']);
    expect(await namesOf({ NameContains: 'alpha' })).toEqual(['alphabet', 'alpha']);
    expect(await namesOf({ NameContains: 'alpha', AppTypeEquals: 'JupyterLab' })).toEqual(['alphabet']);
    const second = new Date(studio.clock.now() - SECOND);
    expect(await namesOf({ CreationTimeAfter: second })).toEqual(['alphabet']);
    expect(await namesOf({ CreationTimeBefore: second })).toEqual(['beta']);
    // What was made at that second was modified some milliseconds later.
    expect(await namesOf({ ModifiedTimeAfter: second })).toEqual(['alphabet', 'alpha']);
    expect(await namesOf({ ModifiedTimeBefore: second })).toEqual(['beta']);
  });

  it('comes in pages, each config once', async () => {
    const sizes: number[] = [];
    const names: (string | undefined)[] = [];
    for await (const page of paginateListStudioLifecycleConfigs({ client: studio.client, pageSize: 2 }, {})) {
      sizes.push(page.StudioLifecycleConfigs?.length ?? 0);
      names.push(...(page.StudioLifecycleConfigs ?? []).map((config) => config.StudioLifecycleConfigName));
    }
    expect(sizes).toEqual([2, 1]);
    expect(names).toEqual(['alphabet', 'alpha', 'beta']);
  });
});
