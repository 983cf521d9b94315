import { peakOf } from '../../../src/admin/network/rules/peak';
import type { AppEvent } from '../../../src/studio/app-event';

const started = (app: string, at: number): AppEvent => ({ app, what: 'started', at });
const stopped = (app: string, at: number): AppEvent => ({ app, what: 'stopped', at });
const nobody = new Set<string>();

it.each<[string, AppEvent[], Set<string>, number]>([
  ['nothing', [], nobody, 0],
  [
    'apps that ran at once',
    [started('a', 1), started('b', 2), stopped('a', 3), started('c', 4), stopped('b', 5)],
    nobody,
    2,
  ],
  [
    'apps that ran one after the other',
    [started('a', 1), stopped('a', 2), started('b', 3), stopped('b', 4)],
    nobody,
    1,
  ],
  ['events out of order', [stopped('a', 3), started('b', 2), started('a', 1), stopped('b', 4)], nobody, 2],
  ['what runs now and was started before', [started('a', 1), stopped('a', 2)], new Set(['b', 'c']), 3],
  ['what was started and runs on', [started('a', 1), started('b', 2)], new Set(['a', 'b']), 2],
  ['an app that was stopped first: it ran before', [stopped('a', 5), started('b', 3), stopped('b', 6)], nobody, 2],
  ['apps whose end nobody tells: each at its start alone', [started('a', 1), started('b', 2)], nobody, 1],
  ['an app that was started again', [started('a', 1), started('a', 9), stopped('a', 10)], nobody, 1],
])('tells the peak of %s', (_, events, runningNow, most) => {
  expect(peakOf(events, runningNow)).toBe(most);
});
