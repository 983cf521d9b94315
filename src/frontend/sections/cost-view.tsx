import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Cost } from '../../protocol/cost';
import type { Section } from '../../protocol/notice';
import { clockTime } from '../texts/clock-time';
import { sourceText, usdText } from '../texts/money';
import { CostChart } from './cost-chart';
import { NoticeView } from './notice-view';

/** What all of it costs: in one line, and opened, in full with where the prices are from. */
export function CostView({ section, now, trans }: { section: Section<Cost>; now: Date; trans: TranslationBundle }) {
  if (section.state === 'missing') return null;
  const cost = section.value;
  const { idle, source, storage, sum } = cost;
  return (
    <details className="studiolo-Cost">
      <summary>{sumText(cost, trans)}</summary>
      <dl className="studiolo-Facts">
        {idle && (
          <Line name={trans.__('Idle')}>
            {trans.__('%1 since %2', usdText(idle.soFar), clockTime(idle.since, now))}
            {idle.untilStopped !== undefined && trans.__(', %1 by the time it stops', usdText(idle.untilStopped))}
          </Line>
        )}
        {storage && (
          <Line name={trans.__('Storage')}>
            {trans.__('%1 GB in your spaces', storage.gigabytes)}
            {' · '}
            {storage.perMonth === undefined
              ? trans.__('price not known')
              : trans.__('%1 a month', usdText(storage.perMonth))}
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
        {trans.__('Days are counted in UTC. An app that is restarted within a day keeps its start: at most so much.')}
      </p>
      <CostChart days={cost.days} trans={trans} />
      {section.notices.map((notice) => (
        <NoticeView key={notice.message} notice={notice} trans={trans} />
      ))}
    </details>
  );
}

/** `$2.31 an hour now · $14.20 today`. */
function sumText({ sum }: Cost, trans: TranslationBundle): string {
  if (sum.perHour === 0 && sum.unpriced > 0) return trans.__('What it costs is not known');
  const known = trans.__('%1 an hour now · %2 today', usdText(sum.perHour), usdText(sum.today));
  return sum.unpriced > 0 ? trans.__('at least %1', known) : known;
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
