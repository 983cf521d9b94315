import type { TranslationBundle } from '@jupyterlab/translation';
import type { Cpu, GpuFigures, Memory } from '../../protocol/resources';
import { gibOfText } from '../texts/gibibytes';

/** Share of a whole, as a whole number of hundredths. */
export const percent = (part: number, whole: number): number => (whole > 0 ? Math.round((100 * part) / whole) : 0);

/** `6.1 of 16 GiB`, and whose limit that is. */
export function memoryText({ limitBytes, limitOf, usedBytes }: Memory, trans: TranslationBundle): string {
  const text = gibOfText(usedBytes, limitBytes, trans);
  return limitOf === 'container' ? text : trans.__('%1 (whole instance)', text);
}

/** `0.4 of 4 cores`. */
export const cpuText = ({ cores, usedCores }: Cpu, trans: TranslationBundle): string =>
  trans.__('%1 of %2 cores', usedCores.toFixed(1), String(Math.round(cores * 10) / 10));

/** `A10G · 85 % · 12 of 24 GiB`, as much of it as the driver tells. */
export function gpuText({ memory, name, utilization }: GpuFigures, trans: TranslationBundle): string {
  const parts = [
    name,
    utilization !== undefined && trans.__('%1 %', utilization),
    memory && gibOfText(memory.usedBytes, memory.bytes, trans),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** How busy the GPUs are on average; nothing where no driver tells. */
export function gpuPercent(gpus: GpuFigures[]): number | undefined {
  const told = gpus.flatMap(({ utilization }) => (utilization === undefined ? [] : [utilization]));
  return told.length === 0 ? undefined : Math.round(told.reduce((sum, one) => sum + one, 0) / told.length);
}
