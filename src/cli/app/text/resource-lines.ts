import { plainText } from '../../../protocol/plain-text';
import { nearLimit, nearlyFull, type GpuFigures, type Memory, type Resources } from '../../../protocol/resources';
import { inked } from './ink';
import { noticeLines, sectionLines } from './notices';
import type { Sheet } from './table';
import { say } from '../../../protocol/message';

/** What this app has and uses, in a line each, with a warning where it will soon be too little. */
export function resourceLines({ cpu, gpus, memory, volume }: Resources, sheet: Sheet): string[] {
  const fact = (name: string, value: string) => `  ${inked(name.padEnd(9), 'dim', sheet)} ${plainText(value)}`;
  return [
    ...sectionLines(memory, sheet, (value) => [
      fact('Memory', `${gib(value.usedBytes)} of ${gib(value.limitBytes)} GiB used`),
      ...(nearLimit(value) ? noticeLines([fullMemory(value)], sheet) : []),
    ]),
    ...sectionLines(cpu, sheet, ({ cores, usedCores }) => [
      fact(
        'CPU',
        `${Math.round((100 * usedCores) / cores)} % of ${cores.toLocaleString('en-US')} ${cores === 1 ? 'core' : 'cores'}`,
      ),
    ]),
    ...sectionLines(gpus, sheet, (list) => list.map((gpu) => fact(`GPU ${gpu.index}`, gpuText(gpu)))),
    ...sectionLines(volume, sheet, (value) => [
      fact('Volume', `${gib(value.freeBytes)} of ${gib(value.bytes)} GiB free`),
      ...(nearlyFull(value) ? noticeLines([fullVolume], sheet) : []),
    ]),
  ];
}

/** Gibibytes as they are read: to one decimal. */
export const gib = (bytes: number): string =>
  (bytes / 1024 ** 3).toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

const gpuText = ({ memory, name, utilization }: GpuFigures) =>
  [
    name,
    ...(utilization === undefined ? [] : [`${utilization} %`]),
    ...(memory ? [`${gib(memory.usedBytes)} of ${gib(memory.bytes)} GiB used`] : []),
  ].join(' · ');

const fullMemory = ({ most }: Memory) => ({
  code: 'failed' as const,
  message: say('memory-nearly-full'),
  remedy: most
    ? say('memory-most', { name: most.name ?? say('no-notebook-kernel'), size: gib(most.bytes) })
    : say('memory-no-kernel'),
});

const fullVolume = {
  code: 'failed' as const,
  message: say('home-nearly-full'),
  remedy: say('home-commands'),
};
