import {
  CreateAppImageConfigCommand,
  DeleteAppImageConfigCommand,
  DescribeAppImageConfigCommand,
  ListAppImageConfigsCommand,
  paginateListAppImageConfigs,
  UpdateAppImageConfigCommand,
  type CreateAppImageConfigCommandInput,
  type ListAppImageConfigsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, refusal, ROLE, SECOND, Studio } from './studio';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open();
});
afterEach(() => studio.close());

const create = (AppImageConfigName: string, input: Partial<CreateAppImageConfigCommandInput> = {}) =>
  studio.client.send(new CreateAppImageConfigCommand({ AppImageConfigName, ...input }));
const describeConfig = (AppImageConfigName: string) =>
  studio.client.send(new DescribeAppImageConfigCommand({ AppImageConfigName }));
const remove = (AppImageConfigName: string) =>
  studio.client.send(new DeleteAppImageConfigCommand({ AppImageConfigName }));
const namesOf = async (input: ListAppImageConfigsCommandInput = {}) => {
  const { AppImageConfigs = [] } = await studio.client.send(new ListAppImageConfigsCommand(input));
  return AppImageConfigs.map((config) => config.AppImageConfigName);
};

it('is described as it was made', async () => {
  const JupyterLabAppImageConfig = {
    FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
    ContainerConfig: { ContainerArguments: ['jupyter', 'lab'], ContainerEnvironmentVariables: { TEAM: 'ml' } },
  };
  const { AppImageConfigArn } = await create('lab', { JupyterLabAppImageConfig });
  expect(AppImageConfigArn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:app-image-config/lab`);
  const config = await describeConfig('lab');
  expect(config).toMatchObject({ AppImageConfigArn, AppImageConfigName: 'lab', JupyterLabAppImageConfig });
  expect(config.KernelGatewayImageConfig).toBeUndefined();
  expect(config.CodeEditorAppImageConfig).toBeUndefined();
});

it('takes its name once', async () => {
  await create('lab');
  expect(await refusal(create('lab'))).toEqual({
    name: 'ResourceInUse',
    message: 'The ID or Name specified is already in use.',
  });
});

it('names one to five kernels where it is for KernelGateway', async () => {
  const kernels = (count: number) =>
    create(`kernels-${count}`, {
      KernelGatewayImageConfig: { KernelSpecs: Array.from({ length: count }, (_, index) => ({ Name: `k${index}` })) },
    });
  await kernels(1);
  await kernels(5);
  for (const count of [0, 6]) {
    const { name, message } = await refusal(kernels(count));
    expect(name).toBe('ValidationException');
    expect(message).toContain("at 'kernelGatewayImageConfig.kernelSpecs' failed to satisfy constraint");
  }
});

it.each([
  ['DefaultUid', -1, 'greater than or equal to 0'],
  ['DefaultUid', 65536, 'less than or equal to 65535'],
  ['DefaultGid', 65536, 'less than or equal to 65535'],
])('refuses %s %i', async (member, value, limit) => {
  const JupyterLabAppImageConfig = { FileSystemConfig: { [member]: value } };
  const path = `jupyterLabAppImageConfig.fileSystemConfig.${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  expect(await refusal(create('lab', { JupyterLabAppImageConfig }))).toEqual({
    name: 'ValidationException',
    message:
      `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: ` +
      `Member must have value ${limit}`,
  });
});

it('takes at most 25 environment variables', async () => {
  const variables = (count: number) => ({
    CodeEditorAppImageConfig: {
      ContainerConfig: {
        ContainerEnvironmentVariables: Object.fromEntries(Array.from({ length: count }, (_, at) => [`V${at}`, 'x'])),
      },
    },
  });
  await create('twenty-five', variables(25));
  const { name, message } = await refusal(create('twenty-six', variables(26)));
  expect(name).toBe('ValidationException');
  expect(message).toContain('Member must have length less than or equal to 25');
});

it('keeps what an update does not name and replaces what it names', async () => {
  await create('both', {
    JupyterLabAppImageConfig: { FileSystemConfig: { MountPath: '/old', DefaultUid: 1000 } },
    CodeEditorAppImageConfig: { ContainerConfig: { ContainerEntrypoint: ['code'] } },
  });
  const before = await describeConfig('both');
  studio.clock.advance(SECOND);
  await studio.client.send(
    new UpdateAppImageConfigCommand({
      AppImageConfigName: 'both',
      JupyterLabAppImageConfig: { FileSystemConfig: { MountPath: '/new' } },
    }),
  );
  const after = await describeConfig('both');
  expect(after.JupyterLabAppImageConfig).toEqual({ FileSystemConfig: { MountPath: '/new' } });
  expect(after.CodeEditorAppImageConfig).toEqual(before.CodeEditorAppImageConfig);
  expect(after.CreationTime).toEqual(before.CreationTime);
  expect(after.LastModifiedTime).toEqual(new Date(studio.clock.now()));
});

it('is not found when it is not there', async () => {
  const missing = { name: 'ResourceNotFound', message: 'AppImageConfig with AppImageConfigName gone does not exist.' };
  expect(await refusal(describeConfig('gone'))).toEqual(missing);
  expect(await refusal(remove('gone'))).toEqual(missing);
  expect(await refusal(studio.client.send(new UpdateAppImageConfigCommand({ AppImageConfigName: 'gone' })))).toEqual(
    missing,
  );
});

it('is deleted even while a domain names it, since the operation has no ResourceInUse', async () => {
  await studio.image('custom', 1);
  const CustomImages = [{ ImageName: 'custom', AppImageConfigName: 'custom' }];
  await studio.domain({ DefaultUserSettings: { ExecutionRole: ROLE, JupyterLabAppSettings: { CustomImages } } });
  await remove('custom');
  expect(await namesOf()).toEqual([]);
});

describe('a list', () => {
  beforeEach(async () => {
    for (const name of ['beta', 'alpha', 'alphabet']) {
      studio.clock.advance(SECOND);
      await create(name);
    }
  });

  it('has the newest first unless asked otherwise', async () => {
    expect(await namesOf()).toEqual(['alphabet', 'alpha', 'beta']);
    expect(await namesOf({ SortBy: 'Name', SortOrder: 'Ascending' })).toEqual(['alpha', 'alphabet', 'beta']);
    studio.clock.advance(SECOND);
    await studio.client.send(new UpdateAppImageConfigCommand({ AppImageConfigName: 'beta' }));
    expect(await namesOf({ SortBy: 'LastModifiedTime' })).toEqual(['beta', 'alphabet', 'alpha']);
  });

  it('has those that fit all filters', async () => {
    expect(await namesOf({ NameContains: 'alpha' })).toEqual(['alphabet', 'alpha']);
    const second = new Date(studio.clock.now() - SECOND);
    expect(await namesOf({ CreationTimeAfter: second })).toEqual(['alphabet']);
    expect(await namesOf({ ModifiedTimeBefore: second })).toEqual(['beta']);
  });

  it('comes in pages, each config once', async () => {
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListAppImageConfigs({ client: studio.client, pageSize: 2 }, {})) {
      pages.push((page.AppImageConfigs ?? []).map((config) => config.AppImageConfigName));
    }
    expect(pages).toEqual([['alphabet', 'alpha'], ['beta']]);
  });
});
