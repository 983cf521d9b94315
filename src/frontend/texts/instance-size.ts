import type { TranslationBundle } from '@jupyterlab/translation';
import type { InstanceSize } from '../../protocol/app';

/** `4 vCPU · 16 GiB · 1 × A10G, 24 GiB`. */
export function sizeText(size: InstanceSize, trans: TranslationBundle): string {
  const parts = [trans.__('%1 vCPU', size.vcpu), trans.__('%1 GiB', size.memoryGiB)];
  if (size.gpu) parts.push(trans.__('%1 × %2, %3 GiB', size.gpu.count, size.gpu.model, size.gpu.memoryGiB));
  return parts.join(' · ');
}
