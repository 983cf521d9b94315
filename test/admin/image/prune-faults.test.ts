import {
  CreateImageCommand,
  CreateImageVersionCommand,
  DescribeImageVersionCommand,
  ListImageVersionsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { startEmulator } from '../../../src/emulator/start';
import { FaultyService } from '../faults';
import { credentials, environmentOf, runProgram } from '../real-program';

jest.setTimeout(60_000);

let emulator: { url: string; stop(): Promise<void> };
let faulty: FaultyService;
let direct: SageMakerClient;
beforeEach(async () => {
  const report = (error: unknown) => process.stderr.write(String(error));
  // Slow enough for a version to be on its way when it is asked for again.
  emulator = await startEmulator({ port: 0, host: '127.0.0.1', speed: 10, report });
  faulty = new FaultyService(() => emulator.url, 'sagemaker');
  await faulty.start();
  direct = new SageMakerClient({ region: 'us-east-1', endpoint: emulator.url, credentials });
  await direct.send(new CreateImageCommand({ ImageName: 'lab', RoleArn: 'arn:aws:iam::123456789012:role/Images' }));
  for (const number of [1, 2]) {
    const BaseImage = `123456789012.dkr.ecr.us-east-1.amazonaws.com/lab:${number}`;
    while (!(await made(number, BaseImage))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
afterEach(async () => {
  direct.destroy();
  await faulty.stop();
  await emulator.stop();
});

/** Makes a version, as soon as the image takes one; whether it is there. */
async function made(Version: number, BaseImage: string): Promise<boolean> {
  try {
    await direct.send(new CreateImageVersionCommand({ ImageName: 'lab', BaseImage, ClientToken: `${Version}` }));
    const version = await direct.send(new DescribeImageVersionCommand({ ImageName: 'lab', Version }));
    return version.ImageVersionStatus === 'CREATED';
  } catch {
    return false;
  }
}

it('a version whose deletion was done, though its answer was cut, is waited for and not said to stay', async () => {
  let cut = false;
  faulty.onCall = (called) => {
    if (called !== 'DeleteImageVersion' || cut) return undefined;
    cut = true;
    return 'cut-after';
  };
  const env = environmentOf('/nonexistent', { AWS_ENDPOINT_URL_SAGEMAKER: faulty.url });
  const { code, stderr } = await runProgram(['image', 'prune', 'lab', '--yes'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('version 1 of image lab: DELETING') });
  expect(stderr).not.toContain('stays');
  const { ImageVersions = [] } = await direct.send(new ListImageVersionsCommand({ ImageName: 'lab' }));
  expect(ImageVersions.map(({ Version }) => Version)).toEqual([2]);
});
