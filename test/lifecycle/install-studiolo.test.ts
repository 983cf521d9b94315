import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LifecycleRoot } from './root';
import { Moto } from './moto';
import { script } from './script';

const wheel = process.env['STUDIOLO_WHEEL'] ?? path.resolve(__dirname, '../../dist/studiolo-0.1.0-py3-none-any.whl');
const parameters = {
  SOURCE: 's3://tools/studiolo',
  WHEEL: path.basename(wheel),
  SHA256: createHash('sha256').update(readFileSync(wheel)).digest('hex'),
};
const moto = new Moto();

beforeAll(async () => {
  await moto.start();
  moto.aws('s3', 'mb', 's3://tools');
  moto.aws('s3', 'cp', wheel, `${parameters.SOURCE}/${parameters.WHEEL}`);
}, 600_000);
afterAll(() => moto.stop());

it('installs the wheel from S3 at the first start, and from the home volume later', async () => {
  const root = await new LifecycleRoot({ environment: moto.environment }).boot();
  const first = await root.run(script('install-studiolo', parameters));
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining(`${parameters.WHEEL} is in /opt/conda`) });
  const again = await new LifecycleRoot({ home: root.home, network: 'none' }).boot();
  const second = await again.run(script('install-studiolo', parameters));
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining(`${parameters.WHEEL} is in /opt/conda`) });
  await again.remove();
  await root.remove();
}, 60_000);
