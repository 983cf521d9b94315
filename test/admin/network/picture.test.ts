import { picture } from '../../../src/admin/network/picture';
import { addressPlan } from '../../../src/admin/network/rules/address-plan';
import { demandOf } from '../../../src/admin/network/rules/demand';

it.each([0, 1, 100, 1_000_000])('shows each part, however small, within the bar of a subnet: %i users', (users) => {
  const each = { apps: 2, instanceTypes: 1, training: 0, processing: 0 };
  const surroundings = { network: 'ordinary', endpoints: 10, fileSystems: 1, zones: 1, growth: 0 } as const;
  const drawn = picture(addressPlan(demandOf(users, each, surroundings), 'today'));
  const parts = [
    ...drawn.matchAll(/width="([\d.]+)" height="22" class="(?:running|endpoints|mount|reserved|free)"/g),
  ].map(([, width]) => Number(width));
  expect(parts).toHaveLength(5);
  for (const width of parts.filter((one) => one > 0)) expect(width).toBeGreaterThanOrEqual(3);
  expect(parts.reduce((sum, width) => sum + width, 0)).toBeCloseTo(188, 1);
});
