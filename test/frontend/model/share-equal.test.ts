import { shareEqual } from '../../../src/frontend/model/share-equal';

const answer = () => ({
  takenAt: '12:00',
  apps: [{ name: 'geo', size: { vcpu: 4 } }, { name: 'archive' }, { name: 'forecasting', size: { vcpu: 2 } }],
  notices: [] as string[],
});

it('finds equal what is equal, and different what differs in one place, is more or is less', () => {
  expect(shareEqual(answer(), answer())).toBe(true);
  expect(shareEqual(answer(), { ...answer(), takenAt: '12:01' })).toBe(false);
  expect(shareEqual(answer(), { ...answer(), notices: ['slow'] })).toBe(false);
  expect(shareEqual({ ...answer(), notices: ['slow'] }, answer())).toBe(false);
  expect(shareEqual({ name: 'geo' }, { name: 'geo', size: undefined })).toBe(false);
  expect(shareEqual({ name: 'geo', size: undefined }, { name: 'geo', other: undefined })).toBe(false);
  expect(shareEqual([], {})).toBe(false);
  expect(shareEqual(null, {})).toBe(false);
});

it('leaves the value as it is, made of the parts of before that it equals', () => {
  const before = answer();
  const apps = [...answer().apps.slice(0, 2), { name: 'forecasting', size: { vcpu: 8 } }];
  const after = { ...answer(), takenAt: '12:01', apps: [...apps] };
  shareEqual(before, after);
  expect(after).toEqual({ takenAt: '12:01', apps, notices: [] });
  expect(after.notices).toBe(before.notices);
  expect(after.apps[0]).toBe(before.apps[0]);
  expect(after.apps[2]).not.toBe(before.apps[2]);
});

it('knows items again that have changed places, because others came or went', () => {
  const before = answer();
  const [geo, archive, forecasting] = before.apps;
  const after = answer();
  after.apps = [{ name: 'new' }, ...after.apps.slice(1), ...after.apps.slice(0, 1)];
  shareEqual(before, after);
  expect(after.apps[1]).toBe(archive);
  expect(after.apps[2]).toBe(forecasting);
  expect(after.apps[3]).toBe(geo);
});
