import {
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  ListAliasesCommand,
  ListImageVersionsCommand,
  paginateListAliases,
  paginateListImageVersions,
  UpdateDomainCommand,
  UpdateImageVersionCommand,
  waitUntilImageVersionCreated,
  type DescribeImageVersionCommandInput,
  type ListAliasesCommandInput,
  type ListImageVersionsCommandInput,
  type UpdateImageVersionCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, refusal, ROLE, SECOND, Studio } from './studio';

const PRIVATE_IMAGE = `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/private:1`;

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open({ unreadableBaseImages: [PRIVATE_IMAGE] });
});
afterEach(() => studio.close());

const ARN = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:image-version/custom`;
const describeVersion = (input: Partial<DescribeImageVersionCommandInput> = {}) =>
  studio.client.send(new DescribeImageVersionCommand({ ImageName: 'custom', ...input }));
const update = (input: Partial<UpdateImageVersionCommandInput>) =>
  studio.client.send(new UpdateImageVersionCommand({ ImageName: 'custom', ...input }));
const remove = (input: { Version?: number; Alias?: string }) =>
  studio.client.send(new DeleteImageVersionCommand({ ImageName: 'custom', ...input }));
const aliasesOf = async (input: Partial<ListAliasesCommandInput> = {}) => {
  const answer = await studio.client.send(new ListAliasesCommand({ ImageName: 'custom', ...input }));
  return answer.SageMakerImageVersionAliases;
};
const numbersOf = async (input: Partial<ListImageVersionsCommandInput> = {}) => {
  const answer = await studio.client.send(new ListImageVersionsCommand({ ImageName: 'custom', ...input }));
  return (answer.ImageVersions ?? []).map((version) => version.Version);
};
const settled = async (...input: Parameters<Studio['version']>) => {
  const arn = await studio.version(...input);
  studio.settle();
  return arn;
};

describe('a new version', () => {
  it('is CREATING first and CREATED then, as it was asked for', async () => {
    await studio.image('custom', 0);
    const said = {
      MLFramework: 'PyTorch 2.4',
      ProgrammingLang: 'Python 3.12',
      Processor: 'GPU',
      JobType: 'NOTEBOOK_KERNEL',
      VendorGuidance: 'STABLE',
      Horovod: false,
      ReleaseNotes: 'the first',
    } as const;
    const arn = await studio.version('custom', said);
    expect(arn).toBe(`${ARN}/1`);
    expect((await describeVersion()).ImageVersionStatus).toBe('CREATING');
    studio.settle();
    expect(await describeVersion()).toMatchObject({
      ...said,
      ImageArn: `arn:aws:sagemaker:us-east-1:${ACCOUNT}:image/custom`,
      ImageVersionArn: arn,
      Version: 1,
      ImageVersionStatus: 'CREATED',
      BaseImage: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/custom:1`,
    });
  });

  it('is awaited by the waiter of the SDK', async () => {
    await studio.image('custom', 0);
    await studio.version('custom');
    const waiting = waitUntilImageVersionCreated(
      { client: studio.client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
      { ImageName: 'custom' },
    );
    studio.settle();
    expect((await waiting).state).toBe('SUCCESS');
  });

  it('fails if its container image cannot be pulled', async () => {
    await studio.image('custom', 0);
    await studio.version('custom', { BaseImage: PRIVATE_IMAGE });
    expect((await describeVersion()).FailureReason).toBeUndefined();
    studio.settle();
    expect(await describeVersion()).toMatchObject({
      ImageVersionStatus: 'CREATE_FAILED',
      FailureReason: `InternalFailure: ${ROLE} may not pull ${PRIVATE_IMAGE}.`,
    });
    await remove({ Version: 1 });
    studio.settle();
    expect(await numbersOf()).toEqual([]);
  });

  it('is the one that was made before for the same client token', async () => {
    await studio.image('custom', 0);
    const first = await studio.version('custom', { ClientToken: 'once' });
    expect(await studio.version('custom', { ClientToken: 'once' })).toBe(first);
    expect(await studio.version('custom', { ClientToken: 'twice' })).toBe(`${ARN}/2`);
    expect(await numbersOf()).toHaveLength(2);
  });

  it('needs an image', async () => {
    expect(await refusal(studio.version('gone'))).toEqual({
      name: 'ResourceNotFound',
      message: 'No Image with the name gone exists. Please provide a valid ImageName.',
    });
  });
});

it('is described by number, by alias, or as the latest', async () => {
  await studio.image('custom', 2);
  await update({ Version: 1, AliasesToAdd: ['old'] });
  expect((await describeVersion({ Version: 2 })).Version).toBe(2);
  expect((await describeVersion({ Alias: 'old' })).Version).toBe(1);
  expect((await describeVersion()).Version).toBe(2);
  expect(await refusal(describeVersion({ Version: 3 }))).toEqual({
    name: 'ResourceNotFound',
    message: 'ImageVersion 3 with ImageName custom does not exist.',
  });
  expect(await refusal(describeVersion({ Alias: 'new' }))).toEqual({
    name: 'ResourceNotFound',
    message: 'ImageVersion with Alias new and ImageName custom does not exist.',
  });
});

it('has a number that is never given again', async () => {
  await studio.image('custom', 2);
  await remove({ Version: 2 });
  expect((await describeVersion({ Version: 2 })).ImageVersionStatus).toBe('DELETING');
  studio.settle();
  expect(await numbersOf()).toEqual([1]);
  expect(await settled('custom')).toBe(`${ARN}/3`);
  expect(await numbersOf({ SortOrder: 'ASCENDING', SortBy: 'VERSION' })).toEqual([1, 3]);
});

it('is neither changed nor deleted while it is made or deleted', async () => {
  await studio.image('custom', 0);
  const invalid = { name: 'ValidationException', message: 'ImageVersion 1 of Image custom is in an invalid state.' };
  await studio.version('custom');
  expect(await refusal(update({ Version: 1, AliasesToAdd: ['a'] }))).toEqual(invalid);
  expect(await refusal(remove({ Version: 1 }))).toEqual(invalid);
  studio.settle();
  await remove({ Version: 1 });
  expect(await refusal(update({ Version: 1, AliasesToAdd: ['a'] }))).toEqual(invalid);
  expect(await refusal(remove({ Version: 1 }))).toEqual(invalid);
});

it('keeps what an update does not name', async () => {
  await studio.image('custom', 0);
  await settled('custom', { ReleaseNotes: 'old', MLFramework: 'PyTorch 2.4' });
  await update({ Version: 1, ReleaseNotes: 'new', VendorGuidance: 'TO_BE_ARCHIVED' });
  expect(await describeVersion()).toMatchObject({
    ReleaseNotes: 'new',
    MLFramework: 'PyTorch 2.4',
    VendorGuidance: 'TO_BE_ARCHIVED',
  });
});

describe('an alias', () => {
  it('names one version of an image: given to another, it moves', async () => {
    await studio.image('custom', 0);
    await settled('custom', { Aliases: ['1.0', 'stable'] });
    await settled('custom', { Aliases: ['2.0', 'stable'] });
    expect(await aliasesOf({ Version: 1 })).toEqual(['1.0']);
    expect(await aliasesOf({ Version: 2 })).toEqual(['2.0', 'stable']);
    await update({ Version: 1, AliasesToAdd: ['stable'] });
    expect(await aliasesOf({ Version: 1 })).toEqual(['1.0', 'stable']);
    expect(await aliasesOf({ Alias: '2.0' })).toEqual(['2.0']);
    expect(await aliasesOf()).toEqual(['1.0', '2.0', 'stable']);
    await update({ Alias: 'stable', AliasesToDelete: ['stable', '1.0'] });
    expect(await aliasesOf()).toEqual(['2.0']);
  });

  it('stays with its own image', async () => {
    await studio.image('custom', 0);
    await studio.image('other', 0);
    await settled('custom', { Aliases: ['stable'] });
    await settled('other', { Aliases: ['stable'] });
    expect(await aliasesOf()).toEqual(['stable']);
    expect(await aliasesOf({ ImageName: 'other' })).toEqual(['stable']);
  });

  it.each(['.1', '-beta', 'with space', ''])('cannot be %j', async (alias) => {
    await studio.image('custom', 1);
    const { name, message } = await refusal(update({ Version: 1, AliasesToAdd: [alias] }));
    expect(name).toBe('ValidationException');
    expect(message).toContain("at 'aliasesToAdd' failed to satisfy constraint");
  });

  it('is listed in pages, each once', async () => {
    await studio.image('custom', 0);
    await settled('custom', { Aliases: ['c', 'a', 'b'] });
    const pages: (string[] | undefined)[] = [];
    const paginator = paginateListAliases({ client: studio.client, pageSize: 2 }, { ImageName: 'custom' });
    for await (const page of paginator) pages.push(page.SageMakerImageVersionAliases);
    expect(pages).toEqual([['a', 'b'], ['c']]);
  });
});

describe('in use', () => {
  const domain = (ImageVersionNumber?: number) =>
    studio.acme({
      DefaultUserSettings: {
        ExecutionRole: ROLE,
        JupyterLabAppSettings: {
          CustomImages: [{ ImageName: 'custom', AppImageConfigName: 'custom', ImageVersionNumber }],
        },
      },
    });

  it('by a domain that attaches it, it is not deleted; the others are', async () => {
    await studio.image('custom', 2);
    const DomainId = await domain(1);
    expect(await refusal(remove({ Version: 1 }))).toEqual({
      name: 'ResourceInUse',
      message:
        `Unable to delete ImageVersion [${ARN}/1] because it is attached to ` +
        `[arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${DomainId}].`,
    });
    await remove({ Version: 2 });
  });

  it('by a running app that asked for the image only, it is not deleted until that has ended', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    const DomainId = await domain();
    const app = await studio.launch(DomainId, { ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn } });
    studio.settle();
    await settled('custom');
    await studio.client.send(
      new UpdateDomainCommand({ DomainId, DefaultUserSettings: { JupyterLabAppSettings: { CustomImages: [] } } }),
    );
    expect(await refusal(remove({ Version: 1 }))).toEqual({
      name: 'ResourceInUse',
      message: `Unable to delete ImageVersion [${ARN}/1] because it is in use by App [${app}].`,
    });
    await remove({ Version: 2 });
    await studio.stop(DomainId);
    studio.settle();
    await remove({ Version: 1 });
    studio.settle();
    expect(await numbersOf()).toEqual([]);
  });
});

describe('a list', () => {
  it('has the newest first unless asked otherwise, and those that fit the filters', async () => {
    await studio.image('custom', 3);
    expect(await numbersOf()).toEqual([3, 2, 1]);
    expect(await numbersOf({ SortBy: 'VERSION', SortOrder: 'ASCENDING' })).toEqual([1, 2, 3]);
    studio.clock.advance(SECOND);
    await update({ Version: 2, ReleaseNotes: 'changed' });
    expect(await numbersOf({ SortBy: 'LAST_MODIFIED_TIME' })).toEqual([2, 3, 1]);
    const { CreationTime } = await describeVersion({ Version: 2 });
    expect(await numbersOf({ CreationTimeAfter: CreationTime })).toEqual([3]);
    expect(await numbersOf({ CreationTimeBefore: CreationTime })).toEqual([1]);
    expect(await numbersOf({ LastModifiedTimeBefore: CreationTime })).toEqual([1]);
  });

  it('comes in pages, each version once', async () => {
    await studio.image('custom', 3);
    const pages: (number | undefined)[][] = [];
    const paginator = paginateListImageVersions({ client: studio.client, pageSize: 2 }, { ImageName: 'custom' });
    for await (const page of paginator) pages.push((page.ImageVersions ?? []).map((version) => version.Version));
    expect(pages).toEqual([[3, 2], [1]]);
  });

  it('needs an image', async () => {
    expect((await refusal(numbersOf({ ImageName: 'gone' }))).name).toBe('ResourceNotFound');
    expect((await refusal(aliasesOf({ ImageName: 'gone' }))).name).toBe('ResourceNotFound');
  });
});
