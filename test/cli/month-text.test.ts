import { monthText } from '../../src/cli/app/text/month-text';
import type { MonthCost } from '../../src/protocol/month-cost';
import { ready } from './values';
import { quoted } from '../protocol/in-words';

const cost: MonthCost = {
  month: '2026-11',
  source: { kind: 'price-list', date: '2026-11-24', from: quoted('AWS Price List') },
  currency: 'USD',
  apps: [
    {
      owner: { kind: 'space', spaceName: 'ana-forecasting' },
      appType: 'JupyterLab',
      instanceTypes: ['ml.g5.xlarge', 'ml.m5.large'],
      hours: 61.25,
      amount: 86.24,
      unpricedHours: 0,
    },
    {
      owner: { kind: 'space', spaceName: 'ana-new' },
      appType: 'CodeEditor',
      instanceTypes: ['ml.new.large'],
      hours: 3,
      amount: 0,
      unpricedHours: 3,
    },
  ],
  hours: 64.25,
  amount: 86.24,
  unpricedHours: 3,
  storage: { gigabytes: 105, amount: 9.73 },
  hoursSoFar: 594,
  hoursWatched: 212.4,
};
const pipe = { colour: false };

test('a month is told by app, then its total, then what is not in it', () => {
  expect(monthText(ready(cost), pipe)).toEqual([
    'November 2026 so far (UTC)',
    '  SPACE            APP         INSTANCE                   HOURS    COST',
    '  ana-forecasting  JupyterLab  ml.g5.xlarge, ml.m5.large   61.3  $86.24',
    '  ana-new          CodeEditor  ml.new.large                 3.0       ?',
    '  Total: $86.24 for apps, $9.73 for 105 GB of storage (at its size today). Prices: AWS Price List, 2026-11-24. Without discounts, taxes and other services.',
    '  Not included: 3.0 h at an unknown price.',
    '  studiolo watched 212 of 594 h. Apps that started and stopped in the other hours are missing.',
  ]);
});

test('a month in which nothing ran, and all of it was watched, has no doubts', () => {
  const none = { ...cost, apps: [], hours: 0, amount: 0, unpricedHours: 0, hoursWatched: 593.5 };
  const lines = monthText(ready(none), pipe);
  expect(lines[1]).toBe('  No app was seen running this month.');
  expect(lines).toHaveLength(3);
});

test('where it may not be told, that is all that is said', () => {
  const notice = { code: 'uncertain' as const, message: quoted('Costs are told in private spaces only.') };
  expect(monthText({ state: 'missing', notices: [notice] }, pipe)).toEqual([
    '  ! Costs are told in private spaces only.',
  ]);
});
