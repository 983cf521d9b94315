import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeptFile } from '../../src/agent/kept-file';
import { Transitions, type Transition } from '../../src/agent/transitions';
import { KeptAwakeState } from '../../src/studio/keep-awake/awake-state';
import { SeenHours } from '../../src/studio/price/running-hours';
import { newHome } from './place';

let folder: string;
let log: string[];
beforeEach(() => {
  folder = newHome();
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => path.join(folder, 'kept.json');
const written = (value: unknown) => writeFileSync(file(), JSON.stringify(value));
const note = (line: string) => log.push(line);

const at = '2026-11-27T12:00:00.000Z';
const transition = (spaceName: string, startedAt: number): Transition => ({
  kind: 'start-app',
  key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } },
  spec: { instanceType: 'ml.m5.large' },
  startedAt,
});

test('one bad record of what is under way costs that record', async () => {
  written([{ kind: 'start-app' }, transition('lab', 1_000), null]);
  expect(await new Transitions(file(), note).unfinished(2_000, 60_000)).toEqual([transition('lab', 1_000)]);
});

test('what was begun by a clock that has been set back is finished, and what is too old never comes back', async () => {
  const hour = 3_600_000;
  written([transition('ahead', 10 * hour + 60_000), transition('old', 8 * hour), transition('far', 20 * hour)]);
  const transitions = new Transitions(file(), note);
  const names = (list: Transition[]) => list.map(({ key }) => key.owner);
  expect(names(await transitions.unfinished(10 * hour, hour / 2))).toEqual([{ kind: 'space', spaceName: 'ahead' }]);
  expect(names(await transitions.unfinished(20 * hour, hour / 2))).toEqual([]);
});

test('one bad day, app or piece of work costs itself', async () => {
  const good = { id: 'a', appType: 'JupyterLab', hours: 2 };
  written({
    days: [
      { date: 'soon', apps: [] },
      { date: '2026-11-27', apps: [good, { id: 7 }] },
    ],
  });
  expect(await new KeptFile(file(), SeenHours, note).read()).toEqual({ days: [{ date: '2026-11-27', apps: [good] }] });
  const work = { key: 'kernel:1', kind: 'kernel', name: 'a.ipynb', since: at, seenAt: at, told: true };
  written({ at, work: [work, { ...work, kind: 'dream' }] });
  expect(await new KeptFile(file(), KeptAwakeState, note).read()).toEqual({ at, work: [work] });
  expect(log).toEqual([]);
});

test('a file that is not understood is passed over, and the log names it', async () => {
  writeFileSync(file(), '{"at":');
  expect(await new KeptFile(file(), KeptAwakeState, note).read()).toBeUndefined();
  expect(log).toEqual([`${file()} is passed over: it is not JSON`]);
  expect(readFileSync(file(), 'utf8')).toBe('{"at":');
});
