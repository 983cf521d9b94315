import { readFileSync } from 'node:fs';
import { instanceSize } from '../../src/studio/instance-types';

interface Model {
  shapes: { AppInstanceType: { enum: string[] } };
}
const model: Model = JSON.parse(readFileSync('src/emulator/model/sagemaker.json', 'utf8'));
const types = model.shapes.AppInstanceType.enum;

test('all instance types of the model have a size, but for those whose size has no source', () => {
  const unknown = types.filter((type) => instanceSize(type) === undefined);
  // `system` stands for no instance of one's own; the sources for g7 contradict each other on its GPUs.
  const g7 = ['2xlarge', '4xlarge', '8xlarge', '12xlarge', '24xlarge', '48xlarge'].map((size) => `ml.g7.${size}`);
  expect(unknown).toEqual(['system', 'ml.geospatial.interactive', ...g7]);
});

test('an instance type that does not exist has no size', () => {
  for (const type of [
    'ml.m5.3xlarge',
    'ml.c5.8xlarge',
    'ml.q9.large',
    'm5.large',
    'ml.g5.large',
    '',
    'ml.m5',
    'ml.constructor.name',
  ]) {
    expect([type, instanceSize(type)]).toEqual([type, undefined]);
  }
});

test.each([
  ['ml.t3.medium', { vcpu: 2, memoryGiB: 4 }],
  ['ml.m5.large', { vcpu: 2, memoryGiB: 8 }],
  ['ml.m5.24xlarge', { vcpu: 96, memoryGiB: 384 }],
  ['ml.c5.9xlarge', { vcpu: 36, memoryGiB: 72 }],
  ['ml.r7i.48xlarge', { vcpu: 192, memoryGiB: 1536 }],
  ['ml.m6id.32xlarge', { vcpu: 128, memoryGiB: 512 }],
  ['ml.trn1.32xlarge', { vcpu: 128, memoryGiB: 512 }],
  ['ml.p3.8xlarge', { vcpu: 32, memoryGiB: 244, gpu: { count: 4, model: 'NVIDIA V100', memoryGiB: 16 } }],
  ['ml.g4dn.12xlarge', { vcpu: 48, memoryGiB: 192, gpu: { count: 4, model: 'NVIDIA T4', memoryGiB: 16 } }],
  ['ml.g5.16xlarge', { vcpu: 64, memoryGiB: 256, gpu: { count: 1, model: 'NVIDIA A10G', memoryGiB: 24 } }],
  ['ml.g6e.48xlarge', { vcpu: 192, memoryGiB: 1536, gpu: { count: 8, model: 'NVIDIA L40S', memoryGiB: 48 } }],
  ['ml.p5.48xlarge', { vcpu: 192, memoryGiB: 2048, gpu: { count: 8, model: 'NVIDIA H100', memoryGiB: 80 } }],
])('%s has the size that AWS documents', (type, size) => {
  expect(instanceSize(type)).toEqual(size);
});
