import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CostDay, Currency } from '../../protocol/cost';
import { moneyText } from '../texts/money';

const WIDTH = 14;
const GAP = 4;
const HEIGHT = 48;

interface CostChartProps {
  currency: Currency;
  days: CostDay[];
  trans: TranslationBundle;
}

/** What apps cost on the last days, as bars. What is drawn is also told in words, day by day. */
export function CostChart({ currency, days, trans }: CostChartProps) {
  const most = Math.max(...days.map(({ amount }) => amount));
  if (days.length === 0 || !(most > 0)) return null;
  const words = days.map((day) => dayText(day, currency, trans));
  return (
    <figure className="studiolo-Chart">
      <figcaption>{trans.__('Last %1 days', days.length)}</figcaption>
      <svg
        role="img"
        aria-label={words.join('; ')}
        viewBox={`0 0 ${days.length * (WIDTH + GAP)} ${HEIGHT + 12}`}
        width={days.length * (WIDTH + GAP)}
        height={HEIGHT + 12}
      >
        {days.map((day, index) => {
          const height = Math.max(1, (day.amount / most) * HEIGHT);
          return (
            <g key={day.date}>
              <title>{words[index]}</title>
              <rect x={index * (WIDTH + GAP)} y={HEIGHT - height} width={WIDTH} height={height} rx="1" />
              <text x={index * (WIDTH + GAP) + WIDTH / 2} y={HEIGHT + 10} textAnchor="middle">
                {day.date.slice(8)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** `2026-11-24: $3.52 in 2.5 h`, and hours whose price is not known. */
function dayText(
  { amount, date, hours, unpricedHours }: CostDay,
  currency: Currency,
  trans: TranslationBundle,
): string {
  const text = trans.__('%1: %2 in %3 h', date, moneyText(amount, currency), hours.toFixed(1));
  return unpricedHours > 0 ? trans.__('%1 (%2 h at an unknown price)', text, unpricedHours.toFixed(1)) : text;
}
