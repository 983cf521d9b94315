import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Cost } from '../../protocol/cost';
import type { MonthCost } from '../../protocol/month-cost';
import type { Section } from '../../protocol/notice';
import { Fact, Facts } from '../elements/facts';
import { clockTime } from '../texts/clock-time';
import { moneyText, sourceText } from '../texts/money';
import { CostChart } from './cost-chart';
import { MonthView } from './month-view';

interface CostViewProps {
  cost: Cost;
  /** Asks what the month has cost so far. */
  month: () => Promise<Section<MonthCost>>;
  now: Date;
  trans: TranslationBundle;
}

/** What all of it costs, in full, with where the prices are from. */
export function CostView({ cost, month, now, trans }: CostViewProps) {
  const { currency, days, idle, source, storage, sum } = cost;
  const money = (amount: number) => moneyText(amount, currency);
  return (
    <div className="studiolo-Costs">
      <Facts>
        <Fact name={trans.__('Now')}>{trans.__('%1 an hour', money(sum.perHour))}</Fact>
        <Fact name={trans.__('Today')}>{money(sum.today)}</Fact>
        {idle && (
          <Fact name={trans.__('Idle')}>
            {idle.untilStopped === undefined
              ? trans.__('%1 since %2', money(idle.soFar), clockTime(idle.since, now))
              : trans.__(
                  '%1 since %2, %3 when it stops',
                  money(idle.soFar),
                  clockTime(idle.since, now),
                  money(idle.untilStopped),
                )}
          </Fact>
        )}
        {storage && (
          <Fact name={trans.__('Storage')}>
            {storage.perMonth === undefined
              ? trans.__('%1 GB · price unknown', storage.gigabytes)
              : trans.__('%1 GB · %2 a month', storage.gigabytes, money(storage.perMonth))}
          </Fact>
        )}
        <Fact name={trans.__('Prices')}>{sourceText(source, trans)}</Fact>
      </Facts>
      {sum.unpriced > 0 && (
        <p>
          {trans._n(
            'Not included: %1 app whose price is unknown.',
            'Not included: %1 apps whose prices are unknown.',
            sum.unpriced,
          )}
        </p>
      )}
      <CostChart days={days} currency={currency} trans={trans} />
      <MonthView month={month} trans={trans} />
      <p className="studiolo-Quiet">{trans.__('As far as this app has seen. Days are in UTC.')}</p>
    </div>
  );
}
