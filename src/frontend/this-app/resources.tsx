import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import { nearLimit, nearlyFull, type Memory, type Resources } from '../../protocol/resources';
import { gibOfText, gibText } from '../texts/gibibytes';
import type { Enlarging } from './props';
import type { ResourceModel, ResourceView } from './resource-model';
import { cpuText, gpuPercent, gpuText, memoryText, percent } from './resource-texts';
import { VolumeWarning } from './volume-warning';

interface ResourcesProps {
  resources: ResourceModel;
  enlarging: Enlarging;
  trans: TranslationBundle;
}

/** How much of its memory, CPU, GPUs and home volume this app uses, in two quiet lines, and what of it will soon be too little. */
export function ResourcesView({ enlarging, resources, trans }: ResourcesProps) {
  return (
    <WithResources model={resources}>
      {({ resources: known }) => {
        if (!known) return null;
        const { memory, volume } = known;
        return (
          <div className="studiolo-Used">
            <Line known={known} trans={trans} />
            {memory.state === 'ready' && nearLimit(memory.value) && (
              <MemoryWarning memory={memory.value} trans={trans} />
            )}
            {volume.state === 'ready' && nearlyFull(volume.value) ? (
              <VolumeWarning
                volume={volume.value}
                folders={() => resources.largestFolders()}
                {...{ enlarging, trans }}
              />
            ) : (
              <p
                className="studiolo-Quiet"
                title={volume.state === 'ready' ? plainText(volume.value.folder) : undefined}
              >
                {volume.state === 'ready'
                  ? trans.__('Home volume: %1 free', gibOfText(volume.value.freeBytes, volume.value.bytes, trans))
                  : trans.__('Home volume: unknown')}
              </p>
            )}
          </div>
        );
      }}
    </WithResources>
  );
}

/** Renders `children` with what is known of this app's resources, and again whenever that changes. */
export function WithResources(props: { model: ResourceModel; children: (view: ResourceView) => React.ReactNode }) {
  const { children, model } = props;
  return (
    <UseSignal signal={model.changed} initialArgs={model.view}>
      {(_, view) => <>{children(view ?? {})}</>}
    </UseSignal>
  );
}

/** `Memory 38 % · CPU 12 % · GPU 85 %`; the figures behind them are in the tooltip. */
function Line({ known: { cpu, gpus, memory }, trans }: { known: Resources; trans: TranslationBundle }) {
  const gpuList = gpus.state === 'ready' ? gpus.value : [];
  const busy = gpuPercent(gpuList);
  const words = [
    memory.state === 'ready'
      ? trans.__('Memory %1 %', percent(memory.value.usedBytes, memory.value.limitBytes))
      : trans.__('Memory unknown'),
    cpu.state === 'ready'
      ? trans.__('CPU %1 %', percent(cpu.value.usedCores, cpu.value.cores))
      : trans.__('CPU unknown'),
    (gpus.state === 'missing' || (gpuList.length > 0 && busy === undefined)) && trans.__('GPU unknown'),
    busy !== undefined && trans.__('GPU %1 %', busy),
  ];
  const figures = [
    memory.state === 'ready' && trans.__('Memory: %1', memoryText(memory.value, trans)),
    cpu.state === 'ready' && trans.__('CPU: %1', cpuText(cpu.value, trans)),
    ...gpuList.map((gpu) => trans.__('GPU %1: %2', gpu.index, gpuText(gpu, trans))),
  ];
  return (
    <p className="studiolo-Quiet studiolo-Resources" title={figures.filter(Boolean).join('\n')}>
      {words.filter(Boolean).join(' · ')}
    </p>
  );
}

/** At the limit the system ends the kernel that asks for more: the one that holds most is named. */
function MemoryWarning({ memory, trans }: { memory: Memory; trans: TranslationBundle }) {
  const { limitBytes, most, usedBytes } = memory;
  return (
    <p className="studiolo-Warning" role="status">
      {trans.__('Memory is nearly full: %1.', gibOfText(usedBytes, limitBytes, trans))}{' '}
      {most === undefined
        ? trans.__('No kernel is running: look at your terminals.')
        : most.name === undefined
          ? trans.__('A kernel without a notebook holds most: %1.', gibText(most.bytes, trans))
          : trans.__('%1 holds most: %2.', most.name, gibText(most.bytes, trans))}
    </p>
  );
}
