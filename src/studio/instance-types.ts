import type { InstanceSize } from '../protocol/app';

/*
 * What the instance types of Studio have. Source: the AWS documentation "Amazon EC2 instance types" (general purpose,
 * compute, memory optimised and accelerated computing), as of 2026-11; the list of types is the enum AppInstanceType
 * of the SageMaker model of 2026-08-07. A type that is not here has no size: nothing is guessed.
 */

/** Families whose sizes follow one rule: GiB of memory for each vCPU, and the sizes that exist. */
const regular: Record<string, { memoryPerVcpu: number; sizes: string }> = {
  ...family(['m5', 'm5d'], 4, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge'),
  ...family(['r5'], 8, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge'),
  ...family(['c5'], 2, 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge'),
  ...family(['m6i', 'm6id'], 4, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge'),
  ...family(['c6i', 'c6id'], 2, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge'),
  ...family(['r6i', 'r6id'], 8, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge'),
  ...family(['m7i'], 4, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'),
  ...family(['c7i'], 2, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'),
  ...family(['r7i'], 8, 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'),
};

function family(
  names: string[],
  memoryPerVcpu: number,
  sizes: string,
): Record<string, { memoryPerVcpu: number; sizes: string }> {
  return Object.fromEntries(names.map((name) => [name, { memoryPerVcpu, sizes }]));
}

/** What one size of a family without a rule has. */
type Row = [vcpu: number, memoryGiB: number, gpus?: number];
const burstable: Record<string, Row> = {
  't3.micro': [2, 1],
  't3.small': [2, 2],
  't3.medium': [2, 4],
  't3.large': [2, 8],
  't3.xlarge': [4, 16],
  't3.2xlarge': [8, 32],
};

const accelerated: Record<string, { model: string; memoryGiB: number; sizes: Record<string, Row> }> = {
  p3: {
    model: 'NVIDIA V100',
    memoryGiB: 16,
    sizes: { '2xlarge': [8, 61, 1], '8xlarge': [32, 244, 4], '16xlarge': [64, 488, 8] },
  },
  p3dn: { model: 'NVIDIA V100', memoryGiB: 32, sizes: { '24xlarge': [96, 768, 8] } },
  p4d: { model: 'NVIDIA A100', memoryGiB: 40, sizes: { '24xlarge': [96, 1152, 8] } },
  p4de: { model: 'NVIDIA A100', memoryGiB: 80, sizes: { '24xlarge': [96, 1152, 8] } },
  p5: { model: 'NVIDIA H100', memoryGiB: 80, sizes: { '4xlarge': [16, 256, 1], '48xlarge': [192, 2048, 8] } },
  p5en: { model: 'NVIDIA H200', memoryGiB: 141, sizes: { '48xlarge': [192, 2048, 8] } },
  'p6-b200': { model: 'NVIDIA B200', memoryGiB: 179, sizes: { '48xlarge': [192, 2048, 8] } },
  g4dn: {
    model: 'NVIDIA T4',
    memoryGiB: 16,
    sizes: {
      xlarge: [4, 16, 1],
      '2xlarge': [8, 32, 1],
      '4xlarge': [16, 64, 1],
      '8xlarge': [32, 128, 1],
      '12xlarge': [48, 192, 4],
      '16xlarge': [64, 256, 1],
    },
  },
  g5: { model: 'NVIDIA A10G', memoryGiB: 24, sizes: eightSizes(16) },
  g6: { model: 'NVIDIA L4', memoryGiB: 24, sizes: eightSizes(16) },
  g6e: { model: 'NVIDIA L40S', memoryGiB: 48, sizes: eightSizes(32) },
  g7e: {
    model: 'NVIDIA RTX PRO 6000',
    memoryGiB: 96,
    sizes: {
      '2xlarge': [8, 64, 1],
      '4xlarge': [16, 128, 1],
      '8xlarge': [32, 256, 1],
      '12xlarge': [48, 512, 2],
      '24xlarge': [96, 1024, 4],
      '48xlarge': [192, 2048, 8],
    },
  },
};

/** The sizes that g5, g6 and g6e share: memory grows with vCPU from the smallest on. */
function eightSizes(xlarge: number): Record<string, Row> {
  const gpus = { '': 1, '2': 1, '4': 1, '8': 1, '16': 1, '12': 4, '24': 4, '48': 8 };
  return Object.fromEntries(
    Object.entries(gpus).map(([times, count]) => [
      `${times}xlarge`,
      [4 * Number(times || 1), xlarge * Number(times || 1), count],
    ]),
  );
}

/** Trainium is not a GPU: only what the host has is told. */
const others: Record<string, Row> = {
  'trn1.2xlarge': [8, 32],
  'trn1.32xlarge': [128, 512],
  'trn1n.32xlarge': [128, 512],
};

/** vCPU, GiB of memory and GPUs of an instance type such as `ml.g5.xlarge`; nothing where it is not known. */
export function instanceSize(instanceType: string): InstanceSize | undefined {
  const [, type = '', name = '', size = ''] = /^ml\.(([^.]+)\.([^.]+))$/.exec(instanceType) ?? [];
  const row = own(burstable, type) ?? own(others, type);
  if (row) return { vcpu: row[0], memoryGiB: row[1] };
  const rule = own(regular, name);
  if (rule?.sizes.split(' ').includes(size)) {
    const vcpu = vcpuOf(size);
    return { vcpu, memoryGiB: vcpu * rule.memoryPerVcpu };
  }
  const gpu = own(accelerated, name);
  const [vcpu, memoryGiB, count] = (gpu && own(gpu.sizes, size)) ?? [];
  if (!gpu || !vcpu || !memoryGiB || !count) return undefined;
  return { vcpu, memoryGiB, gpu: { count, model: gpu.model, memoryGiB: gpu.memoryGiB } };
}

/** `large` has 2 vCPU, `<n>xlarge` 4 n. */
const vcpuOf = (size: string) => (size === 'large' ? 2 : 4 * Number(size.replace('xlarge', '') || 1));

/** Every object has a `constructor`; no instance type is called that. */
const own = <T>(table: Record<string, T>, key: string) => (Object.hasOwn(table, key) ? table[key] : undefined);
