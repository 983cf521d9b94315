import { anyInstance, filtered, recentFirst } from '../../../src/frontend/apps/dialogs/instance-filter';

const gpu = { count: 1, model: 'A10G', memoryGiB: 24 };
const offered = [
  { instanceType: 'ml.t3.medium', size: { vcpu: 2, memoryGiB: 4 }, perHour: 0.05 },
  { instanceType: 'ml.m5.xlarge', size: { vcpu: 4, memoryGiB: 16 }, perHour: 0.23 },
  { instanceType: 'ml.g5.xlarge', size: { vcpu: 4, memoryGiB: 16, gpu }, perHour: 1.4 },
  { instanceType: 'ml.new.large' },
];
const names = (list: { instanceType: string }[]) => list.map(({ instanceType }) => instanceType);

test.each([
  [anyInstance, ['ml.t3.medium', 'ml.m5.xlarge', 'ml.g5.xlarge', 'ml.new.large']],
  [{ gpu: 'with', memoryGiB: 0 }, ['ml.g5.xlarge']],
  [{ gpu: 'without', memoryGiB: 0 }, ['ml.t3.medium', 'ml.m5.xlarge']],
  [{ gpu: 'any', memoryGiB: 16 }, ['ml.m5.xlarge', 'ml.g5.xlarge']],
  [{ gpu: 'with', memoryGiB: 32 }, []],
] as const)('by %j, in the order of their price', (filter, left) => {
  expect(names(filtered(offered, filter))).toEqual(left);
});

test('those that were used last come first, and no type twice', () => {
  const { others, recent } = recentFirst(offered, ['ml.g5.xlarge', 'ml.gone.large', 'ml.t3.medium']);
  expect(names(recent)).toEqual(['ml.g5.xlarge', 'ml.t3.medium']);
  expect(names(others)).toEqual(['ml.m5.xlarge', 'ml.new.large']);
});
