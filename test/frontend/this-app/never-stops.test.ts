import type { App } from '../../../src/protocol/app';
import type { IdleShutdownOff } from '../../../src/protocol/idle';
import type { Snapshot } from '../../../src/protocol/snapshot';
import { ShownPanel, text, until } from '../shown-panel';
import { app, mayNot, missing, ready, snapshot } from '../values';

jest.setTimeout(60_000);

let shown: ShownPanel;
beforeEach(() => (shown = new ShownPanel()));
afterEach(() => shown.dispose());

const off: IdleShutdownOff = { lifecycleManagement: 'DISABLED', decidedBy: 'domain' };

/** The app runs since 9:30, it is noon, and an hour of it costs $1.408. */
function neverStops(part: { app?: Partial<App>; snapshot?: Partial<Snapshot> } = {}): Snapshot {
  const { idle } = snapshot();
  if (idle.state !== 'ready') throw new Error('no idle');
  return snapshot({
    idle: ready({ ...idle.value, verdict: { kind: 'never', settings: off } }),
    apps: ready([app('ana-forecasting', { current: true, ...part.app })]),
    ...part.snapshot,
  });
}
const here = () => text(shown.section('This app'));
const warning = () => text(shown.section('This app')?.querySelector('.studiolo-Warning'));
const offered = () =>
  [...(shown.section('This app')?.querySelectorAll('[aria-label="This app"] .studiolo-TextButton') ?? [])].map(text);

test('an app that nothing stops is a warning: how long it has run and what it costs a day, with what ends it', async () => {
  await shown.show(neverStops());
  expect(here()).toContain('Never stops: idle shutdown is off for this domain');
  expect(warning()).toBe('Running for 2 h 30 min · $33.79 a day');
  expect(offered()).toEqual(['Stop this app']);
  await shown.press(/^Stop this app$/);
  expect(text(await shown.dialog())).toContain('Stop ana-forecasting (JupyterLab)?');
  await shown.answer(/^Cancel$/);
});

test('who may only look is warned, and offered nothing', async () => {
  await shown.show(neverStops({ app: { lookOnly: true } }));
  expect(warning()).toBe('Running for 2 h 30 min · $33.79 a day');
  expect(offered()).toEqual([]);
});

test('without prices, how long it has run is told alone', async () => {
  await shown.show(neverStops({ snapshot: { cost: missing(mayNot('pricing:GetProducts')) } }));
  expect(warning()).toBe('Running for 2 h 30 min');
});

test('a stop that is not permitted says which action to allow', async () => {
  shown.far.answers.set('POST apps/stop', {
    status: 403,
    body: { failure: { code: 'failed', notice: mayNot('sagemaker:DeleteApp') } },
  });
  await shown.show(neverStops());
  await shown.press(/^Stop this app$/);
  await shown.answer(/^Stop ana-forecasting$/);
  await until(() => text(document.body).includes('sagemaker:DeleteApp'));
  expect(text(document.body)).toContain('sagemaker:DeleteApp');
});
