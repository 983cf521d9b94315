import { existsSync } from 'node:fs';
import path from 'node:path';
import { MonthCost } from '../../src/protocol/month-cost';
import { section } from '../../src/protocol/notice';
import { Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { spaceMetadata, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

const minute = 60_000;
let studio: Studio;
let gate: Gate;
let place: TestPlace;
let domainId: string;
let upstream = '';

beforeEach(async () => {
  studio = await Studio.open();
  upstream = studio.url;
  gate = await openGate(() => upstream);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
  });
  domainId = await studio.acme();
  await studio.launch(domainId);
  studio.settle();
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab') });
});
afterEach(async () => {
  place.close();
  await gate.close();
  await studio.close();
});

async function month() {
  const answer = await place.app.request('/api/cost/month');
  return inWords(section(MonthCost).parse(await answer.json()));
}

test('the month is told by app, with how many of its hours were watched', async () => {
  await month();
  place.later(30 * minute);
  const told = await month();
  if (told.state !== 'ready') throw new Error(told.notices[0]?.message);
  const { apps, hoursSoFar, hoursWatched } = told.value;
  expect(apps).toEqual([
    expect.objectContaining({ owner: { kind: 'space', spaceName: 'lab' }, instanceTypes: ['ml.t3.medium'] }),
  ]);
  expect(apps[0]?.hours).toBeGreaterThanOrEqual(Math.min(0.5, hoursSoFar) - 0.01);
  expect(hoursWatched).toBeCloseTo(Math.min(0.5, hoursSoFar), 1);
});

test('without ListApps, what was seen before is told, and the action to allow', async () => {
  await place.snapshot();
  expect(existsSync(path.join(place.home, '.cache', 'studiolo', 'running-hours.json'))).toBe(true);
  const { home } = place;
  place.end();
  gate.trouble.set('ListApps', 'denied');
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab'), home });
  const told = await month();
  expect(told).toMatchObject({ state: 'ready', value: { apps: [{ owner: { spaceName: 'lab' } }] } });
  expect(told.notices).toContainEqual(expect.objectContaining({ code: 'permission', action: 'sagemaker:ListApps' }));
});

test('whose costs these are is not known where the space may not be read', async () => {
  gate.trouble.set('DescribeSpace', 'denied');
  expect(await month()).toMatchObject({ state: 'missing', notices: [{ code: 'uncertain' }] });
});
