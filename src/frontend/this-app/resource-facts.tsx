import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Fact, Facts } from '../elements/facts';
import { NoticeView } from '../elements/notice-view';
import { gibOfText } from '../texts/gibibytes';
import type { ResourceModel } from './resource-model';
import { cpuText, gpuText, memoryText } from './resource-texts';
import { WithResources } from './resources';
import { noticeKey } from '../texts/notice-text';

/** Memory, CPU, GPUs and home volume in full; what cannot be told says why. */
export function ResourceFacts({ model, trans }: { model: ResourceModel; trans: TranslationBundle }) {
  return (
    <WithResources model={model}>
      {({ resources, trouble }) => {
        const sections = resources ? [resources.memory, resources.cpu, resources.gpus, resources.volume] : [];
        const notices = [...sections.flatMap((section) => section.notices), ...(trouble ? [trouble] : [])];
        if (!resources && !trouble) return <p className="studiolo-Quiet">{trans.__('Loading…')}</p>;
        return (
          <>
            {resources && (
              <Facts>
                {resources.memory.state === 'ready' && (
                  <Fact name={trans.__('Memory')}>{memoryText(resources.memory.value, trans)}</Fact>
                )}
                {resources.cpu.state === 'ready' && (
                  <Fact name={trans.__('CPU')}>{cpuText(resources.cpu.value, trans)}</Fact>
                )}
                {resources.gpus.state === 'ready' &&
                  resources.gpus.value.map((gpu) => (
                    <Fact key={gpu.index} name={trans.__('GPU %1', gpu.index)}>
                      {gpuText(gpu, trans)}
                    </Fact>
                  ))}
                {resources.volume.state === 'ready' && (
                  <Fact name={trans.__('Home')}>
                    {trans.__(
                      '%1 free',
                      gibOfText(resources.volume.value.freeBytes, resources.volume.value.bytes, trans),
                    )}
                  </Fact>
                )}
              </Facts>
            )}
            {notices.map((notice) => (
              <NoticeView key={noticeKey(notice)} notice={notice} trans={trans} />
            ))}
          </>
        );
      }}
    </WithResources>
  );
}
