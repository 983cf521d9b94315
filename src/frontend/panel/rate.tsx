import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { SectionProps } from '../elements/section';
import { fullTime } from '../texts/clock-time';
import { moneyText } from '../texts/money';

/** What all that runs costs by the hour, and, for who points at it, when that was learnt. */
export function Rate({ model, trans }: SectionProps) {
  return (
    <UseSignal signal={model.changed} initialArgs={model.view}>
      {(_, view) => {
        const snapshot = view?.snapshot;
        const cost = snapshot?.cost.state === 'ready' ? snapshot.cost.value : undefined;
        const known = cost && (cost.sum.perHour > 0 || cost.sum.unpriced === 0);
        return (
          <span className="studiolo-Rate" title={snapshot && trans.__('Updated %1', fullTime(snapshot.takenAt))}>
            <span>{trans.__('Studio')}</span>
            {known && <strong>{trans.__('%1/h', moneyText(cost.sum.perHour, cost.currency))}</strong>}
          </span>
        );
      }}
    </UseSignal>
  );
}
