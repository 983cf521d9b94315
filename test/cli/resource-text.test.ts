import { resourceLines } from '../../src/cli/app/text/resource-lines';
import { volumeText } from '../../src/cli/app/volume';
import type { Resources } from '../../src/protocol/resources';
import { ready } from './values';
import { quoted } from '../protocol/in-words';

const gib = 1024 ** 3;
const pipe = { colour: false };
const plenty: Resources = {
  memory: ready({ usedBytes: 6 * gib, limitBytes: 16 * gib, limitOf: 'container' }),
  cpu: ready({ cores: 4, usedCores: 1.4 }),
  gpus: ready([
    { index: '0', name: 'NVIDIA A10G', utilization: 80, memory: { usedBytes: 10 * gib, bytes: 22.5 * gib } },
    { index: '1', name: 'NVIDIA A10G' },
  ]),
  volume: ready({ folder: '/home/sagemaker-user', bytes: 50 * gib, usedBytes: 10 * gib, freeBytes: 39.5 * gib }),
};

test('what an app uses is a line each', () => {
  expect(resourceLines(plenty, pipe)).toEqual([
    '  Memory    6.0 of 16.0 GiB used',
    '  CPU       35 % of 4 cores',
    '  GPU 0     NVIDIA A10G · 80 % · 10.0 of 22.5 GiB used',
    '  GPU 1     NVIDIA A10G',
    '  Volume    39.5 of 50.0 GiB free',
  ]);
});

test('what is nearly full is warned of, with who takes it and what to do; what is not known says why', () => {
  const most = { id: 'k', name: 'train.ipynb', bytes: 12 * gib };
  const lines = resourceLines(
    {
      memory: ready({ usedBytes: 14.5 * gib, limitBytes: 16 * gib, limitOf: 'container', most }),
      cpu: ready({ cores: 1, usedCores: 0 }),
      gpus: { state: 'missing', notices: [{ code: 'failed', message: quoted('nvidia-smi: no driver.') }] },
      volume: ready({ folder: '/home/sagemaker-user', bytes: 5 * gib, usedBytes: 4.6 * gib, freeBytes: 0.2 * gib }),
    },
    pipe,
  );
  expect(lines).toEqual([
    '  Memory    14.5 of 16.0 GiB used',
    '  ! Memory is nearly full. At the limit, a kernel is killed. train.ipynb uses most: 12.0 GiB.',
    '  CPU       0 % of 1 core',
    '  ! nvidia-smi: no driver.',
    '  Volume    0.2 of 5.0 GiB free',
    '  ! The home volume is nearly full. studiolo volume shows its largest folders; studiolo volume --enlarge GB enlarges it.',
  ]);
});

test('a volume is told with its largest folders, and that more may be there', () => {
  const read = { folder: '/home/sagemaker-user', bytes: 5 * gib, usedBytes: 4 * gib, freeBytes: gib };
  const folders = [
    { name: 'data/raw', bytes: 2.5 * gib },
    { name: '.conda/envs', bytes: gib },
    { name: 'notes', bytes: 30_000_000 },
  ];
  expect(volumeText(read, { folder: read.folder, folders, whole: false }, pipe)).toEqual([
    '/home/sagemaker-user: 1.0 of 5.0 GiB free',
    '              SIZE  LARGEST FOLDERS',
    '  at least 2.5 GiB  data/raw',
    '  at least 1.0 GiB  .conda/envs',
    '   at least 29 MiB  notes',
    '  Not everything could be looked through in time.',
  ]);
});
