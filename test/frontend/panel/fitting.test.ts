import * as fc from 'fast-check';
import { shareOut } from '../../../src/frontend/panel/fitting';

test('where there is room for all, each has what it needs and the last has the rest', () =>
  expect(shareOut([100, 50, 30, 20], 300, 0)).toEqual([100, 50, 30, 120]));

test('where there is not, the first is served up to its share and small ones wholly', () =>
  expect(shareOut([600, 500, 500, 20], 800, 0)).toEqual([360, 210, 210, 20]));

test('the favoured section is served first wherever it stands', () =>
  expect(shareOut([500, 500, 20, 600], 800, 3)).toEqual([210, 210, 20, 360]));

test('a collapsed section takes nothing', () => expect(shareOut([100, 0, 50, 0], 300, 0)).toEqual([100, 0, 200, 0]));

test('all of the room is given out, and never less than nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 10, max: 3000 }),
      fc.integer({ min: -1, max: 5 }),
      (needs, room, favoured) => {
        const sizes = shareOut(needs, room, favoured);
        expect(sizes.every((size) => size >= 0)).toBe(true);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeCloseTo(room, 5);
      },
    ),
  );
});
