import { lastActiveMoment } from '../../src/studio/last-active-file';

test.each([
  ['2026-03-04T16:48:01.123456Z', '2026-03-04T16:48:01.123Z'],
  ['  2026-03-04T16:48:01.5Z\n', '2026-03-04T16:48:01.500Z'],
  ['2026-3-4t1:2:3.25z', '2026-03-04T01:02:03.250Z'],
  ['2024-02-29T00:00:00.0Z', '2024-02-29T00:00:00.000Z'],
])('%j is read', (content, moment) => {
  expect(lastActiveMoment(content)).toBe(moment);
});

// Each was given to Python's strptime with '%Y-%m-%dT%H:%M:%S.%fZ', which refuses it.
test.each([
  '',
  '2026-03-04T16:48:01Z',

  '2026-03-04T16:48:01.123456',
  '2026-03-04T16:48:01.1234567Z',
  '2026-03-04 16:48:01.123Z',
  '2026-03-04T16:48:01.123Z\n2026-03-04T16:48:01.123Z',
  '2026-02-30T16:48:01.123Z',
  '2026-13-01T16:48:01.123Z',
  '2026-03-04T24:00:00.000Z',
  '2026-03-04T16:60:00.000Z',
  '1772642881',
])('%j is ignored, as Studio ignores it', (content) => {
  expect(lastActiveMoment(content)).toBeUndefined();
});
