import {
  CreateImageCommand,
  CreateSpaceCommand,
  DeleteImageCommand,
  DescribeImageCommand,
  DescribeImageVersionCommand,
  ListImagesCommand,
  paginateListImages,
  UpdateDomainCommand,
  UpdateImageCommand,
  type CreateImageCommandInput,
  type ListImagesCommandInput,
  type UpdateImageCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, OTHER_ROLE, refusal, ROLE, SECOND, Studio } from './studio';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open({ accountQuotas: { 'SageMakerImage images per account': 3 } });
});
afterEach(() => studio.close());

const create = (ImageName: string, input: Partial<CreateImageCommandInput> = {}) =>
  studio.client.send(new CreateImageCommand({ ImageName, RoleArn: ROLE, ...input }));
const update = (ImageName: string, input: Partial<UpdateImageCommandInput>) =>
  studio.client.send(new UpdateImageCommand({ ImageName, ...input }));
const describeImage = (ImageName: string) => studio.client.send(new DescribeImageCommand({ ImageName }));
const remove = (ImageName: string) => studio.client.send(new DeleteImageCommand({ ImageName }));
const namesOf = async (input: ListImagesCommandInput = {}) => {
  const { Images = [] } = await studio.client.send(new ListImagesCommand(input));
  return Images.map((image) => image.ImageName);
};
const invalidState = { name: 'ValidationException', message: 'Image base is in an invalid state.' };

it('is CREATING first and CREATED then, as it was asked for', async () => {
  const { ImageArn } = await create('base', { DisplayName: 'Base', Description: 'What all others are made of' });
  expect(ImageArn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:image/base`);
  expect((await describeImage('base')).ImageStatus).toBe('CREATING');
  studio.settle();
  expect(await describeImage('base')).toMatchObject({
    ImageArn,
    ImageName: 'base',
    ImageStatus: 'CREATED',
    DisplayName: 'Base',
    Description: 'What all others are made of',
    RoleArn: ROLE,
  });
});

it('takes its name once', async () => {
  await create('base');
  expect(await refusal(create('base'))).toEqual({
    name: 'ResourceInUse',
    message: 'The Image with ImageName base already exists. Please use a different ImageName.',
  });
});

it('is refused beyond the quota of the account', async () => {
  for (const name of ['one', 'two', 'three']) await create(name);
  const { name, message } = await refusal(create('four'));
  expect(name).toBe('ResourceLimitExceeded');
  expect(message).toContain('is 3 Images, with current utilization of 3 Images and a request delta of 1 Images');
});

it('has no version until one is made', async () => {
  await create('base');
  expect(await refusal(studio.version('base'))).toEqual(invalidState);
  studio.settle();
  expect(await refusal(studio.client.send(new DescribeImageVersionCommand({ ImageName: 'base' })))).toEqual({
    name: 'ResourceNotFound',
    message: 'Latest ImageVersion with ImageName base does not exist. Please provide a valid ImageName.',
  });
});

it('is changed only at rest, and is UPDATING meanwhile', async () => {
  await create('base', { DisplayName: 'Base', Description: 'old' });
  expect(await refusal(update('base', { Description: 'new' }))).toEqual(invalidState);
  studio.settle();
  await update('base', { Description: 'new', RoleArn: OTHER_ROLE });
  expect((await describeImage('base')).ImageStatus).toBe('UPDATING');
  expect(await refusal(update('base', { Description: 'newer' }))).toEqual(invalidState);
  studio.settle();
  expect(await describeImage('base')).toMatchObject({
    ImageStatus: 'CREATED',
    DisplayName: 'Base',
    Description: 'new',
    RoleArn: OTHER_ROLE,
  });
});

it('loses the properties that an update deletes', async () => {
  await create('base', { DisplayName: 'Base', Description: 'old' });
  studio.settle();
  await update('base', { DeleteProperties: ['DisplayName', 'Description'] });
  studio.settle();
  const image = await describeImage('base');
  expect([image.DisplayName, image.Description]).toEqual([undefined, undefined]);
  const { name, message } = await refusal(update('base', { DeleteProperties: ['RoleArn'] }));
  expect(name).toBe('ValidationException');
  expect(message).toContain("at 'deleteProperties' failed to satisfy constraint");
});

it('is not found when it is not there', async () => {
  const missing = {
    name: 'ResourceNotFound',
    message: 'No Image with the name gone exists. Please provide a valid ImageName.',
  };
  expect(await refusal(describeImage('gone'))).toEqual(missing);
  expect(await refusal(update('gone', {}))).toEqual(missing);
  expect(await refusal(remove('gone'))).toEqual(missing);
});

it('is deleted with all of its versions, DELETING meanwhile', async () => {
  await studio.image('base', 2);
  await remove('base');
  expect((await describeImage('base')).ImageStatus).toBe('DELETING');
  expect(await refusal(remove('base'))).toEqual(invalidState);
  expect(await refusal(studio.version('base'))).toEqual(invalidState);
  studio.settle();
  expect((await refusal(describeImage('base'))).name).toBe('ResourceNotFound');
  await create('base');
  studio.settle();
  expect(await refusal(studio.client.send(new DescribeImageVersionCommand({ ImageName: 'base', Version: 1 })))).toEqual(
    {
      name: 'ResourceNotFound',
      message: 'ImageVersion 1 with ImageName base does not exist.',
    },
  );
});

describe('in use', () => {
  const CustomImages = [{ ImageName: 'custom', AppImageConfigName: 'custom' }];
  const attached = (resource: string) => ({
    name: 'ResourceInUse',
    message:
      `Unable to delete Image [arn:aws:sagemaker:us-east-1:${ACCOUNT}:image/custom] because it is attached to ` +
      `[arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}].`,
  });

  it('by a domain it is not deleted, and afterwards it is', async () => {
    await studio.image('custom', 1);
    const DomainId = await studio.domain({
      DefaultUserSettings: { ExecutionRole: ROLE, JupyterLabAppSettings: { CustomImages } },
    });
    expect(await refusal(remove('custom'))).toEqual(attached(`domain/${DomainId}`));
    const JupyterLabAppSettings = { CustomImages: [] };
    await studio.client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings: { JupyterLabAppSettings } }));
    await remove('custom');
  });

  it('by a user profile it is not deleted', async () => {
    await studio.image('custom', 1);
    const DomainId = await studio.domain();
    await studio.profile(DomainId, 'ada', { UserSettings: { CodeEditorAppSettings: { CustomImages } } });
    expect(await refusal(remove('custom'))).toEqual(attached(`user-profile/${DomainId}/ada`));
  });

  it('as the default of a space it is not deleted', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    const DomainId = await studio.domain();
    await studio.profile(DomainId, 'ada');
    await studio.client.send(
      new CreateSpaceCommand({
        DomainId,
        SpaceName: 'lab',
        OwnershipSettings: { OwnerUserProfileName: 'ada' },
        SpaceSharingSettings: { SharingType: 'Private' },
        SpaceSettings: {
          AppType: 'JupyterLab',
          JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn } },
        },
      }),
    );
    expect(await refusal(remove('custom'))).toEqual(attached(`space/${DomainId}/lab`));
  });

  it('by a running app alone it is not deleted until that has ended', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    const DomainId = await studio.acme({
      DefaultUserSettings: { ExecutionRole: ROLE, JupyterLabAppSettings: { CustomImages } },
    });
    const app = await studio.launch(DomainId, { ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn } });
    const JupyterLabAppSettings = { CustomImages: [] };
    await studio.client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings: { JupyterLabAppSettings } }));
    studio.settle();
    expect(await refusal(remove('custom'))).toEqual({
      name: 'ResourceInUse',
      message: `Unable to delete Image [${SageMakerImageArn}] because it is in use by App [${app}].`,
    });
    await studio.stop(DomainId);
    studio.settle();
    await remove('custom');
    expect((await describeImage('custom')).ImageStatus).toBe('DELETING');
  });
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
    expect(await namesOf({ SortOrder: 'ASCENDING' })).toEqual(['beta', 'alpha', 'alphabet']);
    expect(await namesOf({ SortBy: 'IMAGE_NAME', SortOrder: 'ASCENDING' })).toEqual(['alpha', 'alphabet', 'beta']);
    studio.settle();
    await update('beta', { Description: 'changed' });
    expect((await namesOf({ SortBy: 'LAST_MODIFIED_TIME' }))[0]).toBe('beta');
  });

  it('has those that fit all filters', async () => {
    expect(await namesOf({ NameContains: 'alpha' })).toEqual(['alphabet', 'alpha']);
    const second = new Date(studio.clock.now() - SECOND);
    expect(await namesOf({ CreationTimeAfter: second })).toEqual(['alphabet']);
    expect(await namesOf({ CreationTimeBefore: second })).toEqual(['beta']);
    expect(await namesOf({ LastModifiedTimeAfter: second, NameContains: 'beta' })).toEqual([]);
  });

  it('comes in pages, each image once', async () => {
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListImages({ client: studio.client, pageSize: 2 }, {})) {
      pages.push((page.Images ?? []).map((image) => image.ImageName));
    }
    expect(pages).toEqual([['alphabet', 'alpha'], ['beta']]);
  });
});
