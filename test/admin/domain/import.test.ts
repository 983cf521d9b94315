import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const acme = readFileSync(path.resolve(__dirname, '../../../examples/acme.studio.yaml'), 'utf8');
/** As it is, but for who may ask, and what waits. */
const lived = acme.replace(/^callers:$.*?(?=^lifecycleConfigs:$)/ms, '');

it('a Studio that has been lived in becomes a file, after which the plan is empty', async () => {
  const world = await new StudioWorld(moto.url).start(lived);
  try {
    const imported = await world.run(['import', '--studio', 'acme', '--out', 'studio.yaml']);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('studio.yaml: written') });
    const text = readFileSync(path.join(world.folder, 'studio.yaml'), 'utf8');
    expect(text).toContain('IdleTimeoutInMinutes: 120');
    const planned = await world.run(['plan']);
    expect({ code: planned.code, stdout: planned.stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('No changes: everything is as the file says.'),
    });
    expect(await world.run(['import', '--out', 'studio.yaml'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('EEXIST'),
    });
    expect(await world.run(['apply', '--adopt', '--yes'])).toMatchObject({ code: 0 });
    expect(await world.run(['plan'])).toMatchObject({ code: 0 });
  } finally {
    await world.stop();
  }
});

it('leaves out domains of Unified Studio', async () => {
  const seed = `account: '123456789012'
domains:
  d-unified: { DomainName: SageMakerUnifiedStudio-a-b-dev, AuthMode: IAM, VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' } }
`;
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    expect(await world.run(['import'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('SageMakerUnifiedStudio'),
      stderr: expect.stringContaining('left out: SageMakerUnifiedStudio-a-b-dev belongs to SageMaker Unified Studio'),
    });
  } finally {
    await world.stop();
  }
});
