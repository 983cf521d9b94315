import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Cost } from '../../protocol/cost';
import type { Section } from '../../protocol/notice';
import { NoticeView } from '../elements/notice-view';
import { clockTime } from '../texts/clock-time';
import { moneyText, sourceText } from '../texts/money';
import { CostChart } from './cost-chart';

/** What all of it costs: in one line, and opened, in full with where the prices are from. */
export function CostView({ section, now, trans }: { section: Section<Cost>; now: Date; trans: TranslationBundle }) {
  if (section.state === 'missing') return null;
  const cost = section.value;
  const { currency, idle, source, storage, sum } = cost;
  const money = (amount: number) => moneyText(amount, currency);
  return (
    <details className="studiolo-Cost">
      <summary>{sumText(cost, trans)}</summary>
      <dl className="studiolo-Facts">
        {idle && (
          <Line name={trans.__('Idle')}>
            {trans.__('%1 since %2', money(idle.soFar), clockTime(idle.since, now))}
            {idle.untilStopped !== undefined && trans.__(', %1 by the time it stops', money(idle.untilStopped))}
          </Line>
        )}
        {storage && (
          <Line name={trans.__('Storage')}>
            {trans.__('%1 GB in your spaces', storage.gigabytes)}
            {' · '}
            {storage.perMonth === undefined
              ? trans.__('price not known')
              : trans.__('%1 a month', money(storage.perMonth))}
          </Line>
        )}
        <Line name={trans.__('Prices')}>{sourceText(source, trans)}</Line>
      </dl>
      {sum.unpriced > 0 && (
        <p className="studiolo-Quiet">
          {trans._n(
            'The price of %1 app is not known: it is in no sum.',
            'The prices of %1 apps are not known: they are in no sum.',
            sum.unpriced,
          )}
        </p>
      )}
      <p className="studiolo-Quiet">
        {trans.__('“Up to”: an app restarted within a day keeps its first start time. Days are in UTC.')}
      </p>
      <CostChart days={cost.days} currency={currency} trans={trans} />
      {section.notices.map((notice) => (
        <NoticeView key={notice.message} notice={notice} trans={trans} />
      ))}
    </details>
  );
}

/** `$2.31 an hour now · up to $14.20 today`. */
function sumText({ currency, sum }: Cost, trans: TranslationBundle): string {
  if (sum.perHour === 0 && sum.unpriced > 0) return trans.__('What it costs is not known');
  const [perHour, today] = [sum.perHour, sum.today].map((amount) => moneyText(amount, currency));
  const known = trans.__('%1 an hour now · up to %2 today', perHour, today);
  if (sum.unpriced === 0) return known;
  return trans._n('%2, without %1 app of unknown price', '%2, without %1 apps of unknown price', sum.unpriced, known);
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
