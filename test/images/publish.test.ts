import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { DescribeImageVersionCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { startRegistry } from '../image/docker-registry';
import { bases, ensureBases } from './bases';
import { cache, storage } from './engine';

const program = process.env['STUDIOLO_CLI'] ?? '';
const wheel = process.env['STUDIOLO_WHEEL'] ?? '';

it('studiolo image publish builds a bundled image with buildah, pushes it and registers it', async () => {
  if (program === '' || wheel === '')
    throw new Error('STUDIOLO_CLI or STUDIOLO_WHEEL is not set; run npm test -- images');
  ensureBases(wheel);
  const registry = await startRegistry({ login: false });
  const emulator = spawn(process.execPath, [program, 'emulate', '--port', '0', '--speed', '100000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve) =>
      emulator.stdout.on('data', (data: Buffer) => resolve(/http:\S+/.exec(data.toString())?.[0] ?? '')),
    );
    const keys = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'x' };
    const options = [
      ...storage(),
      '--',
      '--isolation',
      'chroot',
      '--layers=false',
      '--volume',
      `${path.join(cache, 'wheels')}:/wheels:ro`,
    ];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        program,
        'image',
        'publish',
        path.resolve(__dirname, '../../images/studiolo-distribution-cpu'),
        '--repository',
        `${registry.address}/studio`,
        '--image-name',
        'studio',
        '--role',
        'arn:aws:iam::123456789012:role/studio',
        '--region',
        'us-east-1',
        '--engine',
        'buildah',
        `--engine-options=${options.join(' ')}`,
        '--build-args',
        `BASE=${bases['sagemaker-distribution']},PIP_FIND_LINKS=/wheels,PIP_NO_INDEX=1`,
      ],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          AWS_ENDPOINT_URL_SAGEMAKER: url,
          AWS_ACCESS_KEY_ID: keys.accessKeyId,
          AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        },
      },
    );
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('verified: no errors, no warnings'),
    });
    const client = new SageMakerClient({ region: 'us-east-1', endpoint: url, credentials: keys });
    const { BaseImage } = await client.send(new DescribeImageVersionCommand({ ImageName: 'studio' }));
    client.destroy();
    expect(stdout).toBe(`studio version 1: ${BaseImage}\n`);
    // What stands in the registry is what a stranger finds there.
    const checked = spawnSync(process.execPath, [program, 'image', 'verify', BaseImage ?? ''], { encoding: 'utf8' });
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('studiolo 0.') });
  } finally {
    emulator.kill();
    await registry.stop();
  }
}, 300_000);
