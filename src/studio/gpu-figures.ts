import type { GpuFigures } from '../protocol/resources';

/** What `nvidia-smi` is asked for: lines as `0, NVIDIA A10G, 37, 1024, 23028`, memory in MiB. */
export const gpuFiguresQuery = [
  '--query-gpu=index,name,utilization.gpu,memory.used,memory.total',
  '--format=csv,noheader,nounits',
];

/** Reads the answer to `gpuFiguresQuery`. What a driver does not tell is `[N/A]`. */
export function gpuFigures(answer: string): GpuFigures[] {
  return answer.split('\n').flatMap((line): GpuFigures[] => {
    const [, index, name, ...figures] = /^\s*(\d+), (.+), ([^,]+), ([^,]+), ([^,]+)$/.exec(line) ?? [];
    if (index === undefined || name === undefined) return [];
    const [utilization, used, total] = figures.map((text) => (/^\d+\s*$/.test(text) ? Number(text) : undefined));
    return [
      {
        index,
        name,
        ...(utilization !== undefined && utilization <= 100 && { utilization }),
        ...(used !== undefined && total !== undefined && { memory: { usedBytes: used * mib, bytes: total * mib } }),
      },
    ];
  });
}

const mib = 1024 * 1024;
