import type { MonthCost } from '../../../protocol/month-cost';
import type { Section } from '../../../protocol/notice';
import { plainText } from '../../../protocol/plain-text';
import { inked } from './ink';
import { money } from './money';
import { saidIn, sectionLines } from './notices';
import { type Cell, type Sheet, table } from './table';
import { wrapped } from './wrapped';

/** What the month has cost so far, by app, and what is not in the sum. */
export const monthText = (section: Section<MonthCost>, sheet: Sheet): string[] =>
  sectionLines(section, sheet, (cost) => [
    inked(`${monthName(cost.month)} so far (UTC)`, 'bold', sheet),
    ...(cost.apps.length === 0 ? ['  No app was seen running this month.'] : appTable(cost, sheet)),
    ...[totalLine(cost), ...doubtLines(cost)].flatMap((line) => wrapped(plainText(line), sheet, '    ')),
  ]);

function appTable({ apps, currency }: MonthCost, sheet: Sheet): string[] {
  const rows = apps.map(({ amount, appType, hours, instanceTypes, owner, unpricedHours }): Cell[] => [
    owner.kind === 'space' ? owner.spaceName : owner.userProfileName,
    appType,
    instanceTypes.join(', '),
    oneDecimal(hours),
    hours > 0 && unpricedHours === hours ? '?' : money(amount, currency),
  ]);
  const columns = [
    { head: 'Space', cut: 'end' as const },
    { head: 'App' },
    { head: 'Instance', cut: 'end' as const },
    { head: 'Hours', align: 'right' as const },
    { head: 'Cost', align: 'right' as const },
  ];
  return table(columns, rows, sheet);
}

function totalLine({ amount, currency, source, storage }: MonthCost): string {
  const stored =
    storage?.amount === undefined
      ? ''
      : `, ${money(storage.amount, currency)} for ${storage.gigabytes} GB of storage (at its size today)`;
  const from = source.kind === 'none' ? saidIn(source.from) : `${saidIn(source.from)}, ${source.date}`;
  return `Total: ${money(amount, currency)} for apps${stored}. Prices: ${from}. Without discounts, taxes and other services.`;
}

/** What is not known, so that nobody takes the sum for the bill. */
function doubtLines({ hoursSoFar, hoursWatched, storage, unpricedHours }: MonthCost): string[] {
  const unwatched = hoursSoFar - hoursWatched;
  return [
    ...(unpricedHours > 0 ? [`Not included: ${oneDecimal(unpricedHours)} h at an unknown price.`] : []),
    ...(storage && storage.amount === undefined
      ? [`Not included: ${storage.gigabytes} GB of storage at an unknown price.`]
      : []),
    ...(unwatched >= 1
      ? [
          `studiolo watched ${Math.floor(hoursWatched)} of ${Math.floor(hoursSoFar)} h. Apps that started and stopped in the other hours are missing.`,
        ]
      : []),
  ];
}

const monthName = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const oneDecimal = (hours: number) =>
  hours.toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
