import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AskedFile } from '../../src/agent/keep-awake/asked-file';
import { KeepAwake } from '../../src/protocol/keep-awake';
import { newHome, spaceMetadata, TestPlace } from './place';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

let home: string;
let places: TestPlace[];
beforeEach(() => {
  home = newHome();
  places = [];
});
afterEach(() => {
  for (const place of places) place.end();
  rmSync(home, { recursive: true, force: true });
});

function enter(): TestPlace {
  const place = new TestPlace({ metadata: spaceMetadata('d-two', 'lab'), home });
  places.push(place);
  return place;
}
const asked = async (place: TestPlace) =>
  KeepAwake.parse(await (await place.app.request('/api/keep-awake')).json()).asked;
const told = async (place: TestPlace) =>
  KeepAwake.parse(await (await place.app.request('/api/keep-awake')).json()).events.map(({ kind }) => kind);
const ask = (place: TestPlace, minutes: number) => place.post('/api/keep-awake/ask', { minutes });
const release = (place: TestPlace) => place.post('/api/keep-awake/release', {});

test('what is asked for at one agent of a home holds at the other, and what is released at one is released at both', async () => {
  const [one, other] = [enter(), enter()];
  await asked(other);
  await ask(one, 300);
  expect(await asked(other)).toEqual(await asked(one));
  const { keepAwake } = await other.snapshot();
  expect(keepAwake.state === 'ready' && keepAwake.value.holding).toBe('asked');
  await release(other);
  expect([await asked(one), await asked(other)]).toEqual([undefined, undefined]);
  // And no sample of the one brings it back.
  await one.agent.keepAwake.lookForWork();
  await other.agent.keepAwake.lookForWork();
  expect([await asked(one), await asked(other)]).toEqual([undefined, undefined]);
  expect([await told(one), await told(other)]).toEqual([
    ['asked', 'released'],
    ['asked', 'released'],
  ]);
});

test('the later of two that ask is right for both, and for the next agent', async () => {
  const [one, other] = [enter(), enter()];
  await ask(one, 60);
  await ask(other, 180);
  expect(await asked(one)).toEqual(await asked(other));
  one.end();
  other.end();
  expect(await asked(enter())).toEqual(await asked(other));
});

test('what runs out is told once', async () => {
  const [one, other] = [enter(), enter()];
  await ask(one, 60);
  await asked(other);
  for (const place of [one, other]) place.later(61 * 60_000);
  for (const place of [one, other, one, other]) await place.agent.keepAwake.lookForWork();
  expect([await asked(one), await asked(other)]).toEqual([undefined, undefined]);
  expect(await told(other)).toEqual(['asked', 'ran-out']);
  expect(await told(enter())).toEqual(['asked', 'ran-out']);
});

test('a clock that is set moves it once, whichever of two agents sees it first', async () => {
  const [one, other] = [enter(), enter()];
  await ask(one, 120);
  const before = Date.parse((await asked(other))?.until ?? '');
  for (const place of [one, other]) place.setClock(-3 * 3_600_000);
  for (const place of [one, other, one]) await place.agent.keepAwake.lookForWork();
  for (const place of [one, other]) {
    const until = Date.parse((await asked(place))?.until ?? '');
    expect(Math.abs(until - (before - 3 * 3_600_000))).toBeLessThan(5_000);
  }
});

describe('what is written to the file of what was asked for', () => {
  const file = () => path.join(home, 'asked.json');
  const asking = (id: string) => ({ id, at: '2026-11-27T12:00:00.000Z', until: '2026-11-27T14:00:00.000Z' });

  test('takes nothing back that another has asked for meanwhile', async () => {
    const kept = new AskedFile(file());
    await kept.replace(asking('new'));
    await kept.amend('old', undefined);
    expect(await kept.read()).toEqual(asking('new'));
    await kept.amend('new', undefined);
    expect(await kept.read()).toBeUndefined();
    expect(readFileSync(file(), 'utf8')).toBe('');
  });

  test('is not made anew by who would only move its times', async () => {
    const kept = new AskedFile(file());
    await kept.amend('gone', asking('gone'));
    expect(await kept.read()).toBeUndefined();
  });

  test('is not read as nothing where it is not understood', async () => {
    writeFileSync(file(), '{"id":');
    await expect(new AskedFile(file()).read()).rejects.toThrow('is not as studiolo writes it');
  });
});

test('an asked time outlives a file that somebody has spoilt, and that is told', async () => {
  const place = enter();
  await ask(place, 60);
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), '{"id":');
  await place.agent.keepAwake.lookForWork();
  expect(await asked(place)).toBeDefined();
  const { keepAwake } = await place.snapshot();
  expect(keepAwake.notices.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/keep-awake-asked\.json/),
  );
});
