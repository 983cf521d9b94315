import { effectiveIdleSettings } from '../../src/studio/idle-settings';

const on = { lifecycleManagement: 'ENABLED' } as const;
const off = { lifecycleManagement: 'DISABLED' } as const;

test('idle shutdown that no level states is off, as in the console', () => {
  expect(effectiveIdleSettings({})).toEqual({ lifecycleManagement: 'DISABLED', decidedBy: 'domain' });
  expect(
    effectiveIdleSettings({ domain: {}, 'user-profile': {}, space: { idleMinutes: 60 } }).lifecycleManagement,
  ).toBe('DISABLED');
});

test('the user profile overrides the domain in both directions', () => {
  expect(effectiveIdleSettings({ domain: { ...on, idleMinutes: 60 }, 'user-profile': off })).toEqual({
    lifecycleManagement: 'DISABLED',
    decidedBy: 'user-profile',
  });
  expect(effectiveIdleSettings({ domain: off, 'user-profile': { ...on, idleMinutes: 90 } })).toEqual({
    lifecycleManagement: 'ENABLED',
    timeoutMinutes: 90,
    decidedBy: 'user-profile',
  });
});

test('each member is overridden on its own', () => {
  const settings = effectiveIdleSettings({
    domain: { ...on, idleMinutes: 120, maxMinutes: 300 },
    'user-profile': { idleMinutes: 240 },
  });
  expect(settings).toEqual({
    lifecycleManagement: 'ENABLED',
    timeoutMinutes: 240,
    decidedBy: 'user-profile',
    maxMinutes: 300,
  });
});

test('the space states its own time within the limits', () => {
  const domain = { ...on, idleMinutes: 120, minMinutes: 60, maxMinutes: 300 };
  expect(effectiveIdleSettings({ domain, space: { idleMinutes: 180 } })).toMatchObject({
    timeoutMinutes: 180,
    decidedBy: 'space',
  });
});

test.each([
  [30_000, 300, 'domain'],
  [60, 90, 'user-profile'],
  [90, 90, 'space'],
  [300, 300, 'space'],
])(
  'a space that asks for %i minutes between 90 and 300 gets %i, decided by the %s',
  (asked, timeoutMinutes, decidedBy) => {
    const domain = { ...on, idleMinutes: 120, minMinutes: 60, maxMinutes: 300 };
    const settings = effectiveIdleSettings({
      domain,
      'user-profile': { minMinutes: 90 },
      space: { idleMinutes: asked },
    });
    expect(settings).toEqual({
      lifecycleManagement: 'ENABLED',
      timeoutMinutes,
      decidedBy,
      minMinutes: 90,
      maxMinutes: 300,
    });
  },
);

test('an enforced time (min = max = value) holds against every space', () => {
  const domain = { ...on, idleMinutes: 60, minMinutes: 60, maxMinutes: 60 };
  for (const idleMinutes of [60, 120, 525_600]) {
    expect(effectiveIdleSettings({ domain, space: { idleMinutes } })).toMatchObject({ timeoutMinutes: 60 });
  }
});

test('idle shutdown that is on without a time takes the default of a week, within the limits', () => {
  expect(effectiveIdleSettings({ domain: on })).toMatchObject({ timeoutMinutes: 10_080, decidedBy: 'domain' });
  expect(effectiveIdleSettings({ domain: { ...on, maxMinutes: 480 } })).toMatchObject({
    timeoutMinutes: 480,
    decidedBy: 'domain',
  });
});
