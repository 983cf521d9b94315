import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { PriceSource } from '../../../protocol/cost';
import { costUntilIdleStop, type SpaceOptions } from '../../../protocol/launch';
import { durationText } from '../../texts/duration';
import { moneyText, sourceText } from '../../texts/money';
import type { SpaceChange } from './space-fields';

interface LaunchCostProps {
  options: SpaceOptions;
  instanceType: string | undefined;
  space: SpaceChange;
  source: PriceSource | undefined;
  trans: TranslationBundle;
}

/** What an app will cost by the hour, and until it stops if nobody uses it. */
export function LaunchCost({ instanceType, options, source, space, trans }: LaunchCostProps) {
  const { currency, idle, instanceTypes } = options;
  const perHour = instanceTypes.find((one) => one.instanceType === instanceType)?.perHour;
  const minutes = typeof space.idleMinutes === 'number' ? space.idleMinutes : undefined;
  const used: SpaceOptions['idle'] =
    idle?.lifecycleManagement === 'ENABLED' ? { ...idle, timeoutMinutes: minutes ?? idle.timeoutMinutes } : idle;
  const amount = costUntilIdleStop(perHour, used);
  return (
    <div aria-live="polite">
      <p>
        {perHour === undefined
          ? trans.__('Price unknown')
          : trans.__('%1 an hour while it runs', moneyText(perHour, currency))}
        {perHour !== undefined && source && <span className="studiolo-Quiet"> ({sourceText(source, trans)})</span>}
      </p>
      <p>
        {used === undefined && trans.__('When it stops is unknown.')}
        {used?.lifecycleManagement === 'DISABLED' && trans.__('It runs until somebody stops it.')}
        {used?.lifecycleManagement === 'ENABLED' &&
          (amount === undefined
            ? trans.__('If unused, it stops after %1.', durationText(used.timeoutMinutes * 60_000, trans))
            : trans.__(
                'If unused, it stops after %1 and will have cost %2.',
                durationText(used.timeoutMinutes * 60_000, trans),
                moneyText(amount, currency),
              ))}
      </p>
    </div>
  );
}
