import {
  CreateImageCommand,
  DeleteImageCommand,
  DescribeImageCommand,
  ListImagesCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ManualClock } from '../../src/emulator/clock';
import { loadSeed } from '../../src/emulator/seed/load';
import { startEmulator } from './harness';
import { refusal, ROLE, SECOND } from './studio';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
afterEach(() => emulator.close());

const KEY = 'AKIATEST000000000000';
const image = (client: SageMakerClient, ImageName = 'tools') =>
  client.send(new CreateImageCommand({ ImageName, RoleArn: ROLE }));
const imagesOf = async (client: SageMakerClient) => {
  const { Images = [] } = await client.send(new ListImagesCommand({}));
  return Images.map(({ ImageArn }) => ImageArn);
};

it('see nothing of each other', async () => {
  emulator = await startEmulator();
  const [virginia, ireland] = [emulator.clientOf(KEY, 'us-east-1'), emulator.clientOf(KEY, 'eu-west-1')];
  const { ImageArn } = await image(virginia);
  expect(await imagesOf(ireland)).toEqual([]);
  expect((await refusal(ireland.send(new DescribeImageCommand({ ImageName: 'tools' })))).name).toBe('ResourceNotFound');
  expect((await refusal(ireland.send(new ListTagsCommand({ ResourceArn: ImageArn })))).name).toBe('ResourceNotFound');

  // The name is taken in the one, and free in the other.
  expect((await refusal(image(virginia))).name).toBe('ResourceInUse');
  await image(ireland);
  expect(await imagesOf(virginia)).toEqual(['arn:aws:sagemaker:us-east-1:123456789012:image/tools']);
  expect(await imagesOf(ireland)).toEqual(['arn:aws:sagemaker:eu-west-1:123456789012:image/tools']);
});

it('have one time', async () => {
  emulator = await startEmulator();
  const [virginia, ireland] = [emulator.clientOf(KEY, 'us-east-1'), emulator.clientOf(KEY, 'eu-west-1')];
  for (const client of [virginia, ireland]) await image(client);
  emulator.clock.advance(60 * SECOND);
  await ireland.send(new DeleteImageCommand({ ImageName: 'tools' }));
  emulator.clock.advance(60 * SECOND);
  // Nobody has asked in Virginia for two minutes: what happened there has the time when it was to happen.
  const { ImageStatus, CreationTime, LastModifiedTime } = await virginia.send(
    new DescribeImageCommand({ ImageName: 'tools' }),
  );
  expect(ImageStatus).toBe('CREATED');
  expect(Number(LastModifiedTime) - Number(CreationTime)).toBe(10 * SECOND);
  expect(await imagesOf(ireland)).toEqual([]);
});

it('have each its own quotas', async () => {
  emulator = await startEmulator({ configuration: { accountQuotas: { 'SageMakerImage images per account': 1 } } });
  const [virginia, ireland] = [emulator.clientOf(KEY, 'us-east-1'), emulator.clientOf(KEY, 'eu-west-1')];
  await image(virginia);
  await image(ireland);
  expect((await refusal(image(ireland, 'more'))).name).toBe('ResourceLimitExceeded');
});

it('have of a seed what is for them', async () => {
  const seed = `region: eu-west-1\nimages: { tools: { RoleArn: '${ROLE}' } }\n`;
  emulator = await startEmulator(loadSeed(seed, 'my.yaml', new ManualClock()));
  expect(await imagesOf(emulator.clientOf(KEY, 'us-east-1'))).toEqual([]);
  expect(await imagesOf(emulator.clientOf(KEY, 'eu-west-1'))).toEqual([
    'arn:aws:sagemaker:eu-west-1:123456789012:image/tools',
  ]);
});
