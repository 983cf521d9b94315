import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { StudioPanel } from '../../../src/frontend/panel/panel';
import type { Idle } from '../../../src/protocol/idle';
import { KeptSnapshot } from '../../../src/frontend/model/kept-snapshot';
import { careful } from '../../../src/frontend/texts/careful';
import type { WorkingTree } from '../../../src/protocol/repository';
import { Snapshot } from '../../../src/protocol/snapshot';
import type { FarEnd } from '../server';
import { ShownPanel, text, until } from '../shown-panel';
import { app, cloneJob, keepAwake, mayNot, missing, noon, ready, snapshot, stopJob } from '../values';
import { quoted } from '../../protocol/in-words';

// Other suites run beside this one.
jest.setTimeout(60_000);

let shown: ShownPanel;
let panel: StudioPanel;
let far: FarEnd;

beforeEach(() => {
  shown = new ShownPanel();
  ({ panel, far } = shown);
});
afterEach(() => shown.dispose());

const show = (value?: Snapshot) => shown.show(value);
const section = (title: string) => shown.section(title);
const headingOf = (title: string) => shown.headingOf(title);
const row = (title: string, name: string) => shown.row(title, name);
const button = (label: RegExp, within?: ParentNode) => shown.button(label, within);
const press = (label: RegExp, within?: ParentNode) => shown.press(label, within);
const details = () => shown.details();
const stopped = () => shown.press(/^Stopped/, section('My apps'));

describe('texts of others', () => {
  /** What a reader would obey, each between letters. */
  const obeyed =
    '\u0000\u0007\u001b\u007f\u0085\u009b\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
  const hostile = [...obeyed].map((character) => `${character}x`).join('');

  /** The snapshot with that in every text of it that may be any. */
  function spoilt(value: Snapshot): Snapshot {
    const whole: unknown = JSON.parse(JSON.stringify(value));
    let spoilt = 0;
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        if (typeof child !== 'string') visit(child);
        else {
          Object.assign(node, { [key]: child + hostile });
          if (Snapshot.safeParse(whole).success) spoilt += 1;
          else Object.assign(node, { [key]: child });
        }
      }
    };
    visit(whole);
    expect(spoilt).toBeGreaterThan(40);
    return Snapshot.parse(whole);
  }

  const all = () => {
    const notice = {
      code: 'failed',
      message: quoted('git says no'),
      remedy: quoted('Ask'),
      action: 'sagemaker:ListApps',
    } as const;
    const given = snapshot();
    const withNotices = Object.fromEntries(
      Object.entries(given).map(([name, part]) => [
        name,
        typeof part === 'object' && 'notices' in part ? { ...part, notices: [notice] } : part,
      ]),
    );
    const asked = { at: noon, until: '2026-11-24T14:00:00.000Z', reason: 'a long fit' };
    const work = [
      { kind: 'kernel' as const, name: 'train.ipynb', since: noon },
      { kind: 'process' as const, name: 'python train.py', since: noon },
    ];
    const events = [{ at: noon, kind: 'asked' as const, message: quoted('Asked for') }];
    const [archive] = given.spaces.state === 'ready' ? given.spaces.value.slice(-1) : [];
    return Snapshot.parse({
      ...withNotices,
      spaces: ready([{ ...archive, displayName: 'What was' }]),
      keepAwake: ready(keepAwake({ asked, work, events })),
      jobs: [stopJob('ana-geo'), cloneJob()],
    });
  };

  const shownAnywhere = () => [
    document.body.textContent ?? '',
    ...[...document.body.querySelectorAll('*')].flatMap((node) =>
      [...node.attributes]
        .filter(({ name }) => !/^(id|aria-labelledby|for|data-.*)$/.test(name))
        .map(({ value }) => value),
    ),
  ];

  test('are shown and never obeyed, in whatever part of the panel', async () => {
    await show(spoilt(all()));
    await details();
    await stopped();
    for (const more of document.body.querySelectorAll('details')) more.open = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const shown = shownAnywhere();
    expect(shown.filter((part) => /[\p{Bidi_Control}\u2028\u2029]/u.test(part.replaceAll('\n', '')))).toEqual([]);
    expect(shown.filter((part) => [...part].some((one) => one !== '\n' && /\p{Cc}/u.test(one)))).toEqual([]);
    expect(document.body.textContent).toContain('x⟨U+202E⟩x');
  });

  test('keep their direction of writing to themselves', async () => {
    await show(spoilt(all()));
    await details();
    await stopped();
    const isolated = [...document.body.querySelectorAll('bdi')].map((node) => node.textContent);
    for (const name of ['ana-geo', 'base', 'train.ipynb'])
      expect(isolated.some((part) => part?.startsWith(name))).toBe(true);
    // What goes into a sentence of ours is isolated in its text, where it is written from right to left.
    expect(document.body.textContent).toContain('git says no');
  });

  test('become part of a sentence without turning it, and only where they could', () => {
    const trans = careful(nullTranslator.load('studiolo'));
    expect(trans.__('Clone %1', 'models')).toBe('Clone models');
    expect(trans.__('Clone %1', 'דוד\u202e')).toBe('Clone \u2068דוד⟨U+202E⟩\u2069');
    expect(trans.__('%1 Again.', trans.__('Clone %1', 'דוד'))).toBe('Clone \u2068דוד\u2069 Again.');
    expect(trans.__('Clone %1', '\u2068a\u2069')).toBe('Clone ⟨U+2068⟩a⟨U+2069⟩');
    expect(trans._n('%1 file of %2', '%1 files of %2', 2, 'a\u001b')).toBe('2 files of a⟨U+001B⟩');
  });
});

test('it asks for nothing until it is shown', async () => {
  panel.hide();
  Widget.attach(panel, document.body);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(far.asked).toEqual([]);
  panel.show();
  await until(() => far.asked.length > 0);
  expect(far.asked[0]?.path).toBe('snapshot');
});

describe('what this browser was last shown', () => {
  beforeEach(() => {
    const kept = new KeptSnapshot(window.localStorage, 'http://lab/', quoted('Asking…'));
    kept.keep({ snapshot: snapshot(), skew: 0 });
    // The server never answers.
    far.answers.set('GET snapshot', () => new Promise(() => undefined));
  });
  const drawn = () => panel.node.querySelectorAll('[data-row]').length;

  test('is in what is drawn first, before there is any answer', async () => {
    const first = new Promise<number>((resolve) => {
      const look = new MutationObserver(
        () => panel.node.querySelector('.studiolo-Quiet, [data-row]') && resolve(drawn()),
      );
      look.observe(panel.node, { childList: true, subtree: true });
    });
    Widget.attach(panel, document.body);
    expect(await first).toBeGreaterThan(0);
    expect(panel.node.querySelector('[aria-busy="true"]')).toBeNull();
  });

  test('is drawn out of sight when the panel is about to be shown, and nothing is asked until it is', async () => {
    panel.hide();
    Widget.attach(panel, document.body);
    panel.prepare();
    await until(() => drawn() > 0);
    expect(drawn()).toBeGreaterThan(0);
    expect(far.asked).toEqual([]);
    const nodes = [...panel.node.querySelectorAll('[data-row]')];
    panel.show();
    expect([...panel.node.querySelectorAll('[data-row]')]).toEqual(nodes);
    await until(() => far.count('GET snapshot') > 0);
    expect(far.count('GET snapshot')).toBe(1);
  });

  test('is read anew when the panel is shown, as another page may have seen more since', async () => {
    panel.hide();
    Widget.attach(panel, document.body);
    panel.prepare();
    await until(() => drawn() > 0);
    const later = { ...snapshot(), environments: ready([]) };
    new KeptSnapshot(window.localStorage, 'http://lab/', quoted('Asking…')).keep({ snapshot: later, skew: 0 });
    panel.show();
    await until(() => /No conda environments/.test(text(panel.node)));
    expect(text(panel.node)).toMatch(/No conda environments/);
  });
});

test('of very many rows the first are drawn at once, and all of them soon', async () => {
  const environments = Array.from({ length: 120 }, (_, number) => ({
    name: `env-${number}`,
    prefix: `/home/sagemaker-user/.conda/envs/env-${number}`,
    persistent: true,
    ipykernel: true,
  }));
  const counts: number[] = [];
  const rows = () => section('Environments')?.querySelectorAll('[data-row]').length ?? 0;
  new MutationObserver(() => rows() > 0 && counts.push(rows())).observe(panel.node, { childList: true, subtree: true });
  await show({ ...snapshot(), environments: ready(environments) });
  await until(() => rows() === 120);
  expect(rows()).toBe(120);
  expect(counts[0]).toBeLessThan(120);
});

test('until the first answer each section says that it is loading', async () => {
  far.answers.set('GET snapshot', () => new Promise(() => undefined));
  Widget.attach(panel, document.body);
  const titles = ['This app', 'My apps', 'Environments', 'Repositories'];
  await until(() => panel.node.querySelectorAll('[aria-busy="true"]').length === titles.length);
  for (const title of titles) expect(text(section(title))).toBe('Loading…');
});

describe('this app', () => {
  test('where the user is, and on what', async () => {
    await show(snapshot());
    await until(() => text(headingOf('This app')).includes('ml.g5'));
    expect(text(headingOf('This app'))).toContain('ml.g5.xlarge');
    await details();
    const shown = text(section('This app'));
    for (const part of [
      'ana-forecasting (private)',
      'ml.g5.xlarge',
      '4 vCPU · 16 GiB · 1 × A10G, 24 GiB',
      'sagemaker-distribution-gpu · 2.4.1',
      '2 h 30 min',
    ])
      expect(shown).toContain(part);
  });

  test('what counts as activity, newest first, the deciding one marked, and what the check does not see', async () => {
    await show(snapshot());
    await details();
    const sources = [...(section('This app')?.querySelectorAll('.studiolo-Activity li') ?? [])].map(text);
    expect(sources.map((source) => source.match(/^(forecast.ipynb|train.ipynb|Terminal 1)/)?.[0])).toEqual([
      'forecast.ipynb',
      'train.ipynb',
      'Terminal 1',
    ]);
    expect(sources.map((source) => source.includes('in effect'))).toEqual([true, false, false]);
    expect(sources.map((source) => source.includes('busy'))).toEqual([false, true, false]);
  });

  test('the idle time that is used up is a meter', async () => {
    await show(snapshot());
    const meter = section('This app')?.querySelector('[role="meter"]');
    expect(meter?.getAttribute('aria-valuemax')).toBe('60');
    expect(meter?.getAttribute('aria-valuenow')).toBe('18');
    expect(meter?.getAttribute('aria-valuetext')).toBe('idle for 18 min of 1 h');
  });

  test('when it stops is told even where nothing else of it is known', async () => {
    await show(snapshot({ thisApp: missing(mayNot('sagemaker:DescribeApp')) }));
    expect(text(section('This app'))).toMatch(/Stops at (?:\w{3} \d+, )?\d\d:\d\d \(in 4[12] min\)/);
    await until(() => text(panel.node).includes('sagemaker:DescribeApp'));
    expect(text(panel.node).match(/sagemaker:DescribeApp/g)).toHaveLength(1);
  });
});

describe('why it stops, or does not', () => {
  const why = () => text(section('This app')?.querySelector('.studiolo-Stop'));
  const idle = (part: Partial<Idle>) => {
    const known = snapshot().idle;
    if (known.state !== 'ready') throw new Error('no idle section');
    return ready({ ...known.value, ...part });
  };

  test('each level with what it states, and the one that decides', async () => {
    await show(snapshot());
    await details();
    const limits = [...(section('This app')?.querySelectorAll('dl')[0]?.children ?? [])].map(text);
    expect(limits).toEqual(['Domain1 h (1 h to 8 h allowed) in effect', 'Usernot set']);
  });

  test('a kernel that is busy in silence is said to be so', async () => {
    await show(snapshot());
    expect(why()).toContain(
      'train.ipynb is running but prints nothing. studiolo keeps the app awake until it finishes.',
    );
    await details();
    expect(why()).toMatch(/forecast\.ipynb was active last, 1[78] min ago\./);
  });

  test('a forgotten terminal is named, and shut down at once, through JupyterLab’s own manager', async () => {
    const activity = [{ kind: 'terminal' as const, name: '3', id: '3', lastActivity: '2026-11-24T11:58:00.000Z' }];
    const verdict = {
      kind: 'stops' as const,
      stopsAt: '2026-11-24T12:58:00.000Z',
      idleSince: '2026-11-24T11:58:00.000Z',
      settings: { lifecycleManagement: 'ENABLED' as const, timeoutMinutes: 60, decidedBy: 'domain' as const },
    };
    await show(snapshot({ idle: idle({ activity, verdict }) }));
    await details();
    expect(why()).toMatch(/Terminal 3 keeps this app open: it printed something [12] min ago\./);
    far.show(snapshot({ idle: idle({ activity: [], verdict }) }));
    const end = button(/^Shut down Terminal 3/);
    end?.focus();
    end?.click();
    await until(() => why().includes('in something that has ended'));
    expect(shown.ended).toEqual(['terminal 3']);
    expect(why()).toMatch(/The last activity was [12] min ago, in something that has ended\. It still counts\./);
    expect(text(document.activeElement)).toContain('No kernels or terminals are running.');
  });

  test('a busy kernel, and one whose notebook is not saved, is ended only after a question that names it', async () => {
    shown.documents.set('work/forecast.ipynb', 'dirty');
    await show(snapshot());
    await details();
    for (const [name, warning] of [
      ['train.ipynb', 'train.ipynb is running. Its results will be lost.'],
      ['forecast.ipynb', 'work/forecast.ipynb has unsaved changes'],
    ]) {
      await press(new RegExp(`^Shut down the kernel of ${name}`));
      expect(text(await shown.dialog())).toContain(warning);
      await shown.answer(/^Cancel/);
    }
    expect(shown.ended).toEqual([]);
    await press(/^Shut down the kernel of train/);
    await shown.answer(/^Shut down/);
    await until(() => shown.ended.length > 0);
    expect(shown.ended).toEqual(['session session-of-train']);
  });

  test('what was learnt is passed on to whoever warns before the stop', async () => {
    await show(snapshot());
    expect(shown.learnt).toEqual([
      { serverNow: noon, stopsAt: '2026-11-24T12:42:00.000Z', idleMinutes: 60, askedHours: 8 },
    ]);
  });
});

describe('keep awake', () => {
  const told = () => text(section('This app')?.querySelector('.studiolo-KeepAwake'));
  const policy = { workHours: 24, askedHours: 8, setBy: 'default' as const };

  test('what may keep the app awake, and that nothing does', async () => {
    await show(snapshot());
    await details();
    expect(told()).toContain(
      'Running work keeps this app awake automatically (up to 24 h). You can keep it awake for up to 8 h.',
    );
    expect(button(/^Stop keeping awake/)).toBeUndefined();
  });

  test('what was asked for, what goes on and what happened; asking and letting go are commands', async () => {
    const run: string[] = [];
    for (const id of ['studiolo:keep-awake', 'studiolo:release'])
      shown.commands.addCommand(id, { execute: () => void run.push(id), describedBy: { args: {} } });
    await show(
      snapshot({
        keepAwake: ready(
          keepAwake({
            work: [{ kind: 'process', name: 'python train.py', since: noon }],
            asked: { at: noon, until: '2026-11-24T14:00:00.000Z', reason: 'the long run' },
            holding: 'asked',
            events: [
              { at: noon, kind: 'asked', message: quoted('ana asked for 2 h.') },
              { at: noon, kind: 'work-began', message: quoted('python train.py began.') },
            ],
          }),
        ),
      }),
    );
    await details();
    for (const part of [/Until \d\d:00 \(the long run\)/, /python train\.py is running/, /ana asked for 2 h\./])
      expect(told()).toMatch(part);
    await press(/^Change…/);
    await until(() => far.count('GET snapshot') === 2);
    await press(/^Stop keeping awake/);
    await until(() => far.count('GET snapshot') === 3);
    expect(run).toEqual(['studiolo:keep-awake', 'studiolo:release']);
  });

  test('that it is off is said, and who has switched it off; nothing is offered', async () => {
    const off = { workHours: 0, askedHours: 0, setBy: 'administrator' as const };
    await show(snapshot({ keepAwake: ready(keepAwake({ policy: off })) }));
    await details();
    expect(told()).toContain('Your administrator has turned off keeping it awake for running work.');
    expect(told()).toContain('Your administrator has turned off keeping apps awake.');
    expect(button(/^Keep awake/)).toBeUndefined();
  });

  test('work alone may be off', async () => {
    await show(snapshot({ keepAwake: ready(keepAwake({ policy: { ...policy, workHours: 0 } })) }));
    await details();
    expect(told()).toContain('Keeping it awake for running work is off. You can keep it awake for up to 8 h.');
  });

  test('that nothing of it is known does not hide when the app stops', async () => {
    await show(snapshot({ keepAwake: missing({ code: 'failed', message: quoted('The log cannot be read.') }) }));
    expect(text(section('This app'))).toContain('The log cannot be read.');
    expect(text(section('This app'))).toMatch(/Stops at (?:\w{3} \d+, )?\d\d:\d\d \(in 4[12] min\)/);
  });
});

describe('my apps', () => {
  test('each with its state, and which one this is', async () => {
    await show(
      snapshot({
        apps: ready([app('ana-forecasting', { current: true }), app('ana-geo', { status: 'Failed', billed: false })]),
      }),
    );
    await until(() => text(headingOf('My apps')).includes('today'));
    expect(text(headingOf('My apps'))).toContain('1 running · $3.52 today');
    expect(text(row('My apps', 'ana-forecasting'))).toContain('this');
    expect(text(row('My apps', 'ana-geo'))).toContain('Failed');
  });

  test('none', async () => {
    await show(snapshot({ apps: ready([]), spaces: ready([]) }));
    expect(text(section('My apps'))).toBe('You have no apps or spaces.');
  });

  test('a part of them: what is known is shown, and the action to allow is named and can be copied', async () => {
    await show(snapshot({ apps: ready([app('ana-geo')], [mayNot('sagemaker:ListSpaces')]) }));
    expect(row('My apps', 'ana-geo')).toBeDefined();
    await until(() => panel.node.querySelector('code') !== null);
    expect([...panel.node.querySelectorAll('code')].map(text)).toEqual(['sagemaker:ListSpaces']);
    expect(button(/^Copy sagemaker:ListSpaces$/)).toBeDefined();
    expect(text(section('Environments'))).toContain('forecasting');
  });

  test('stopping one asks first, by name, and does nothing when told not to', async () => {
    await show(snapshot());
    await press(/^Stop ana-geo/);
    expect(text(await shown.dialog())).toContain('Stop ana-geo (JupyterLab)?');
    await shown.answer(/^Cancel/);
    expect(far.count('POST apps/stop')).toBe(0);
  });

  test('stopping this one warns that the page ends, and names what computes', async () => {
    await show(snapshot());
    await press(/^Stop ana-forecasting/);
    const asked = text(await shown.dialog());
    expect(asked).toContain('This page ends with it');
    expect(asked).toContain('train.ipynb');
    expect(asked).not.toContain('forecast.ipynb');
    await shown.answer(/^Cancel/);
  });

  test('once agreed to, it is followed in its row', async () => {
    await show(snapshot());
    far.answers.set('POST apps/stop', { status: 202, body: stopJob('ana-geo') });
    await press(/^Stop ana-geo/);
    await shown.dialog();
    far.show(snapshot({ jobs: [stopJob('ana-geo')] }));
    await shown.answer(/^Stop ana-geo/);
    await until(() => row('My apps', 'ana-geo')?.querySelector('[role="progressbar"]') !== null);
    expect(far.asked.find(({ method }) => method === 'POST')?.body).toEqual({ key: app('ana-geo').key });
    expect(text(row('My apps', 'ana-geo')?.querySelector('[role="status"]'))).toBe('Deleting');
    expect(row('My apps', 'ana-forecasting')?.querySelector('[role="progressbar"]')).toBeNull();
  });
});

describe('spaces and costs', () => {
  const options = {
    spaceName: 'ana-archive',
    appType: 'JupyterLab',
    currency: 'USD',
    instanceTypes: [
      { instanceType: 'ml.t3.medium', size: { vcpu: 2, memoryGiB: 4 }, perHour: 0.05 },
      {
        instanceType: 'ml.g5.xlarge',
        size: { vcpu: 4, memoryGiB: 16, gpu: { count: 1, model: 'A10G', memoryGiB: 24 } },
      },
    ],
    images: [{ id: 'arn:image', name: 'sagemaker-distribution-cpu', custom: false }],
    lifecycleConfigs: [{ arn: 'arn:team', name: 'team' }],
    defaults: { instanceType: 'ml.t3.medium', imageId: 'arn:image', lifecycleConfigArn: 'arn:team' },
    idle: { lifecycleManagement: 'ENABLED', timeoutMinutes: 120, minMinutes: 60, maxMinutes: 480, decidedBy: 'domain' },
    volume: { gigabytes: 50, maximum: 100 },
    notices: [],
  };
  const costs = async () => {
    void (await panel.verbs())?.apps.run('costs', {});
    return shown.dialog();
  };
  beforeEach(() => far.answers.set('GET spaces/options', { status: 200, body: options }));

  test('a space without an app is listed with its volume, and can be started', async () => {
    await show(snapshot());
    expect(row('My apps', 'ana-archive')).toBeUndefined();
    expect(text(section('My apps'))).toContain('Stopped (1) · storage $19.04/mo');
    await stopped();
    expect(text(row('My apps', 'ana-archive'))).toContain('Stopped · JupyterLab · 50 GB');
    expect(button(/^Start ana-archive/)).toBeDefined();
    expect(button(/^Start ana-geo/)).toBeUndefined();
    expect(button(/Open ana-geo/)).toBeDefined();
    // This page is in it.
    expect(button(/Open ana-forecasting/)).toBeUndefined();
  });

  test('prices stand beside the apps, unknown ones are said to be unknown, and sums say what they leave out', async () => {
    await show(snapshot());
    const figure = (name: string) => text(row('My apps', name)?.querySelector('.studiolo-Row-figure'));
    expect(figure('ana-forecasting')).toBe('$1.41/h');
    expect(text(row('My apps', 'ana-forecasting'))).toContain('JupyterLab · t3.medium · 2 h · $3.52');
    expect(figure('ana-geo')).toBe('?');
    expect(row('My apps', 'ana-geo')?.querySelector('[aria-label="price unknown"]')).not.toBeNull();
    const cost = await costs();
    for (const part of [
      '$1.41 an hour',
      'Today$3.52',
      '170 GB · $19.04 a month',
      'AWS Price List, 2026-11-24',
      'Not included: 1 app whose price is unknown.',
    ])
      expect(text(cost)).toContain(part);
    await shown.answer(/^Close$/);
  });

  test('what the last days cost is drawn, and told in words', async () => {
    const known = snapshot();
    if (known.cost.state !== 'ready') throw new Error('no cost');
    known.cost.value.days = [
      { date: '2026-11-23', hours: 8, amount: 11.264, unpricedHours: 0 },
      { date: '2026-11-24', hours: 2.5, amount: 3.52, unpricedHours: 1 },
    ];
    await show(known);
    const cost = await costs();
    const chart = cost.querySelector('svg[role="img"]');
    expect(chart?.getAttribute('aria-label')).toBe(
      '2026-11-23: $11.26 in 8.0 h; 2026-11-24: $3.52 in 2.5 h (1.0 h at an unknown price)',
    );
    expect([...(chart?.querySelectorAll('rect') ?? [])].map((bar) => Number(bar.getAttribute('height')))).toEqual([
      48, 15,
    ]);
    await shown.answer(/^Close$/);
  });

  test('starting asks for instance type, image and script, with GPU and price, and sends what was chosen', async () => {
    await show(snapshot());
    far.answers.set('POST apps/start', { status: 202, body: stopJob('ana-archive') });
    await stopped();
    await press(/^Start ana-archive/);
    await shown.field('Instance type');
    const dialog = await shown.dialog();
    expect(text(dialog)).toContain('ml.g5.xlarge · 4 vCPU · 16 GiB · 1 × A10G, 24 GiB');
    expect(text(dialog)).toContain('$0.05 an hour while it runs (AWS Price List, 2026-11-24)');
    await shown.fill('Instance type', 'ml.g5.xlarge');
    await until(() => text(dialog).includes('Price unknown'));
    await shown.fill('Lifecycle script', '');
    await shown.answer(/^Start$/);
    await until(() => shown.posted('apps/start') !== undefined);
    expect(shown.posted('apps/start')).toEqual({
      spaceName: 'ana-archive',
      instanceType: 'ml.g5.xlarge',
      lifecycleConfigArn: null,
    });
  });

  test('a restart that left the app stopped offers what it ran on before', async () => {
    const failed = {
      ...stopJob('ana-archive'),
      kind: 'restart-app' as const,
      outcome: {
        kind: 'failed' as const,
        notice: { code: 'failed' as const, message: quoted('JupyterLab in ana-archive is stopped.') },
        offer: { instanceType: 'ml.t3.medium' },
      },
    };
    await show(snapshot({ jobs: [failed] }));
    far.answers.set('POST apps/start', { status: 202, body: stopJob('ana-archive') });
    await stopped();
    await press(/^Start on ml\.t3\.medium/, row('My apps', 'ana-archive'));
    await until(() => shown.posted('apps/start') !== undefined);
    expect(shown.posted('apps/start')).toEqual({ spaceName: 'ana-archive', instanceType: 'ml.t3.medium' });
  });

  test('only what is changed of a space is sent, and limits are told', async () => {
    await show(snapshot());
    far.answers.set('POST spaces/update', { status: 202, body: stopJob('ana-archive') });
    void (await panel.verbs())?.apps.run('change', { spaceName: 'ana-archive' });
    await shown.field('Storage (GB)');
    expect(text(await shown.dialog())).toContain('1 h to 8 h');
    await shown.fill('Storage (GB)', '80');
    await shown.answer(/^Save$/);
    await until(() => shown.posted('spaces/update') !== undefined);
    expect(shown.posted('spaces/update')).toEqual({ spaceName: 'ana-archive', volumeGb: 80 });
  });

  test('why an app failed is asked for only when the user asks, with its log streams', async () => {
    const failed = app('ana-geo', { status: 'Failed', billed: false });
    await show(snapshot({ apps: ready([failed]) }));
    expect(far.count('GET apps/failure')).toBe(0);
    const name = 'd-acme/ana-geo/JupyterLab/default/LifecycleConfigOnStart';
    far.answers.set('GET apps/failure', {
      status: 200,
      body: {
        key: failed.key,
        reason: 'ConfigurationError: LifecycleConfig.',
        logGroup: '/aws/sagemaker/studio',
        streams: [
          { name, lines: ['apt-get: command not found'] },
          ...['one', 'two'].map((other) => ({ name: other, lines: [], notice: mayNot('logs:GetLogEvents') })),
        ],
      },
    });
    await press(/^Why did ana-geo fail/);
    await until(() => text(row('My apps', 'ana-geo')).includes('ConfigurationError'));
    for (const part of [name, '/aws/sagemaker/studio', 'apt-get: command not found'])
      expect(text(row('My apps', 'ana-geo'))).toContain(part);
    // Said once, for however many streams.
    expect(text(row('My apps', 'ana-geo')).match(/may not call logs:GetLogEvents/g)).toHaveLength(1);
    expect(button(/^Start ana-geo/)).toBeDefined();

    far.show(snapshot({ apps: ready([{ ...failed, status: 'Pending' }]) }));
    await panel.refresh();
    await until(() => text(row('My apps', 'ana-geo')).includes('Starting'));
    far.show(snapshot({ apps: ready([failed]) }));
    await panel.refresh();
    await until(() => button(/^Why did ana-geo fail/) !== undefined);
    expect(text(row('My apps', 'ana-geo'))).not.toContain('ConfigurationError');
  });

  test('a space opens in a tab that is opened at once and then led to its address', async () => {
    await show(snapshot());
    const replaced: string[] = [];
    const tab = {
      opener: window as unknown,
      location: { replace: (url: string) => replaced.push(url) },
      close: () => undefined,
    };
    const open = jest.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
    far.answers.set('POST spaces/open', {
      status: 200,
      body: { url: 'https://d-x.studio.example/auth?token=t', by: 'presigned' },
    });
    await press(/^Open ana-geo in a new tab/);
    expect(open).toHaveBeenCalledWith('about:blank', '_blank');
    await until(() => replaced.length > 0);
    expect([replaced, tab.opener]).toEqual([['https://d-x.studio.example/auth?token=t'], null]);
    open.mockRestore();
  });

  test('an address that is no page is not opened', async () => {
    await show(snapshot());
    let closed = false;
    const tab = { opener: null, location: { replace: () => undefined }, close: () => (closed = true) };
    const open = jest.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
    far.answers.set('POST spaces/open', { status: 200, body: { url: 'javascript:alert(1)', by: 'studio' } });
    await press(/^Open ana-geo in a new tab/);
    await until(() => closed);
    expect(closed).toBe(true);
    open.mockRestore();
  });
});

describe('environments', () => {
  test('whether each lasts and has a kernel, and what is missing for one', async () => {
    await show(snapshot());
    expect(text(row('Environments', 'base'))).toContain('Not saved');
    expect(text(row('Environments', 'base'))).toContain('3.11kernel');
    expect(text(row('Environments', 'forecasting'))).toContain('3.10Add kernel');
    expect(text(row('Environments', 'forecasting'))).not.toContain('Not saved');
    expect(text(row('Environments', 'geo'))).toContain('no ipykernel');
    expect(button(/^Add a kernel/, row('Environments', 'base'))).toBeUndefined();
    expect(button(/^Add a kernel/, row('Environments', 'geo'))).toBeUndefined();
  });

  test('what is missing for a kernel is installed with one click', async () => {
    far.answers.set('POST environments/repair', { status: 202, body: cloneJob() });
    await show(snapshot());
    await press(/^Install ipykernel: geo$/, row('Environments', 'geo'));
    await until(() => far.count('POST environments/repair') === 1);
    expect(far.asked.find(({ path }) => path === 'environments/repair')?.body).toEqual({
      prefix: "/home/u/it's/geo",
      what: 'ipykernel',
    });
  });

  test('registering one as a kernel by keyboard keeps the focus in its row', async () => {
    await show(snapshot());
    const registered = snapshot();
    if (registered.environments.state !== 'ready') throw new Error('no environments');
    const forecasting = registered.environments.value[1]!;
    forecasting.kernels = [{ name: 'forecasting', displayName: 'forecasting' }];
    far.answers.set('POST environments/register', { status: 200, body: forecasting });
    far.show(registered);
    const register = button(/^Add a kernel/, row('Environments', 'forecasting'));
    register?.focus();
    register?.click();
    await until(() => !text(row('Environments', 'forecasting')).includes('Add kernel'));
    expect(shown.kernelRefreshes).toBe(1);
    expect(document.activeElement).toBe(row('Environments', 'forecasting'));
  });

  test('a refusal is told in the row', async () => {
    await show(snapshot());
    far.fail('POST environments/register', 502, 'failed', 'The disk is full.');
    await press(/^Add a kernel/, row('Environments', 'forecasting'));
    await until(() => text(row('Environments', 'forecasting')).includes('The disk is full.'));
    expect(text(row('Environments', 'forecasting')?.querySelector('[role="alert"]'))).toBe('The disk is full.');
  });

  test('the size is asked for only when the user asks', async () => {
    await show(snapshot());
    expect(far.count('GET environments/size')).toBe(0);
    far.answers.set('GET environments/size', { status: 200, body: { prefix: '/opt/conda', bytes: 1_432_000_000 } });
    await (await panel.verbs())?.environments.run('measure', { prefix: '/opt/conda' });
    expect(far.asked.findLast(({ path }) => path !== 'resources')?.path).toBe(
      'environments/size?prefix=%2Fopt%2Fconda',
    );
    const told = () => Notification.manager.notifications.map(({ message }) => message);
    await until(() => told().includes('base takes 1.4 GB.'));
    expect(told()).toContain('base takes 1.4 GB.');
  });
});

describe('repositories', () => {
  test('where each is, or who suggests it', async () => {
    await show(snapshot());
    const hint = (name: string) => row('Repositories', name)?.querySelector('.studiolo-Name')?.getAttribute('title');
    expect(hint('templates')).toContain('Cloned in work/templates · Suggested for this domain');
    expect(hint('features')).toContain('Suggested for this space');
  });

  test('how a clone stands, and the environment that it describes', async () => {
    const one = (part: object) => ({
      url: 'https://github.com/acme/templates.git',
      name: 'templates',
      suggestedBy: 'domain' as const,
      clonedAt: 'templates',
      ...part,
    });
    const workingTree = {
      kind: 'known' as const,
      branch: 'main',
      upstream: { name: 'origin/main', difference: { ahead: 1, behind: 3 } },
      changed: 2,
      untracked: 0,
      conflicts: 0,
      fetchedAt: '2026-11-24T10:00:00.000Z',
    };
    const environment = { file: 'templates/environment.yml', name: 'plots' };
    await show(snapshot({ repositories: ready([one({ workingTree, environment })]) }));
    const templates = () => row('Repositories', 'templates');
    expect(text(templates())).toContain('main · 2 changed · 3 behind · 1 ahead');
    expect(templates()?.querySelector('[title*="fetched 2 h ago"]')).not.toBeNull();
    expect(templates()?.querySelector('.studiolo-Name')?.getAttribute('title')).toContain(
      'Defined in environment.yml: plots',
    );
    expect(button(/^Create environment plots from environment.yml/, templates())).toBeDefined();
    expect(button(/Git panel/, templates())).toBeUndefined();
  });

  test('what has been begun in a clone, what is empty in it, and why it is not read', async () => {
    const one = (name: string, workingTree: WorkingTree) => ({
      url: `https://github.com/acme/${name}.git`,
      name,
      suggestedBy: 'domain' as const,
      clonedAt: name,
      workingTree,
    });
    const known = { kind: 'known' as const, changed: 0, untracked: 0, conflicts: 0 };
    const begun = { ...known, commit: 'abc1234', operation: 'rebase' as const, conflicts: 1, emptySubmodules: 2 };
    const empty = { ...known, branch: 'trunk', upstream: { name: 'origin/trunk' } };
    const remedy = 'git config --global --add safe.directory /x';
    const unread = { kind: 'unknown' as const, reason: quoted('it is somebody else’s'), remedy: quoted(remedy) };
    await show(snapshot({ repositories: ready([one('begun', begun), one('empty', empty), one('unread', unread)]) }));
    expect(text(row('Repositories', 'begun'))).toContain(
      'detached at abc1234 · rebase in progress · 1 conflict · 2 empty submodules',
    );
    expect(text(row('Repositories', 'empty'))).toContain('trunk · no commits yet');
    expect(text(row('Repositories', 'unread'))).toContain('can’t be read: it is somebody else’s');
    expect(row('Repositories', 'unread')?.querySelector(`[title*="${remedy}"]`)).not.toBeNull();
  });

  test('two of the same name are told apart by where they are', async () => {
    const at = (url: string, name: string) => ({ url, name, suggestedBy: 'domain' as const });
    const urls = ['https://github.com/acme/models.git', 'https://ana@git.example.com/acme/models'];
    const other = at('https://github.com/acme/data.git', 'data');
    await show(snapshot({ repositories: ready([...urls.map((url) => at(url, 'models')), other]) }));
    const shown = text(section('Repositories'));
    expect(shown).toContain('modelsgithub.com/acme');
    expect(shown).toContain('modelsgit.example.com/acme');
    expect(shown).not.toContain('datagithub.com/acme');
  });

  test('a server that wants credentials is given some, and asked once more', async () => {
    const notice = { code: 'credentials' as const, message: quoted('github.com asks for credentials.') };
    const url = 'https://github.com/acme/features.git';
    await show(snapshot({ jobs: [cloneJob({ kind: 'failed', notice })] }));
    far.answers.set('GET repositories/access', {
      status: 200,
      body: { host: 'github.com', helper: 'store', signIn: 'as-configured' },
    });
    far.answers.set('POST repositories/clone', { status: 202, body: cloneJob() });
    await press(/^Sign in for features/);
    await shown.field('Token');
    const dialog = await shown.dialog();
    expect(dialog.querySelector('details[open]')).not.toBeNull();
    expect(text(dialog)).toContain('Save with Git’s credential helper “store” (plain text in your home folder)');
    await shown.fill('User name', 'ana');
    await shown.fill('Token', 'secret');
    await shown.answer(/^Clone$/);
    await until(() => far.asked.some(({ method }) => method === 'POST'));
    expect(far.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      url,
      folder: '',
      // For the server that the dialog showed, and no other.
      credentials: { username: 'ana', password: 'secret', host: 'github.com' },
    });
  });

  describe('what is cloned by its address', () => {
    const target = { kind: 'repository' as const, url: 'https://github.com/acme/notes.git' };

    test('has a row from the beginning', async () => {
      await show(snapshot({ jobs: [{ ...cloneJob(), target }] }));
      expect(row('Repositories', 'notes')?.querySelector('[role="progressbar"]')).not.toBeNull();
    });

    test('can be tried once more from its row', async () => {
      const notice = { code: 'credentials' as const, message: quoted('github.com asks for credentials.') };
      await show(snapshot({ jobs: [{ ...cloneJob({ kind: 'failed', notice }), target }] }));
      expect(button(/^Sign in for notes/)).toBeDefined();
      expect(button(/^Clone notes/)).toBeDefined();
    });

    test('has no row for its job once it is here', async () => {
      const message = quoted('notes is in notes.');
      await show(snapshot({ jobs: [{ ...cloneJob({ kind: 'done', message }), target }] }));
      expect(row('Repositories', 'features')).toBeDefined();
      expect(row('Repositories', 'notes')).toBeUndefined();
    });
  });

  test('a clone shows how far it is', async () => {
    await show(snapshot({ jobs: [cloneJob()] }));
    const bar = row('Repositories', 'features')?.querySelector('[role="progressbar"]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('62');
    expect(bar?.getAttribute('aria-label')).toBe('Cloning features');
  });

  test('a clone is cancelled from its row, where that is possible', async () => {
    await show(snapshot({ jobs: [cloneJob()] }));
    expect(button(/^Cancel: features/)).toBeUndefined();
    far.show(snapshot({ jobs: [{ ...cloneJob(), cancellable: true }] }));
    far.answers.set('POST jobs/clone/cancel', { status: 202, body: cloneJob() });
    await panel.refresh();
    await until(() => button(/^Cancel: features/) !== undefined);
    await press(/^Cancel: features/);
    await until(() => far.count('POST jobs/clone/cancel') > 0);
    expect(far.count('POST jobs/clone/cancel')).toBe(1);
  });

  test('a clone that failed says why', async () => {
    const notice = { code: 'failed' as const, message: quoted('github.com asks for credentials.') };
    await show(snapshot({ jobs: [cloneJob({ kind: 'failed', notice })] }));
    expect(text(row('Repositories', 'features')?.querySelector('[role="alert"]'))).toContain('asks for credentials');
  });
});

describe('the whole panel', () => {
  test('outside of Studio it says so once, and shows the environments alone', async () => {
    const outside = missing({ code: 'not-in-studio', message: quoted('Not in Studio.') });
    await show(snapshot({ thisApp: outside, idle: outside, apps: outside, repositories: outside }));
    await until(() => section('This app') === undefined && text(section('Environments')).includes('forecasting'));
    await until(() => text(panel.node).includes('Not in SageMaker Studio'));
    expect(text(panel.node).match(/Not in SageMaker Studio/g)).toHaveLength(1);
    expect([...panel.node.querySelectorAll('.lm-AccordionPanel-titleLabel')].map(text)).toEqual(['Environments']);
    // Nothing is lost at a restart where there are no apps.
    expect(text(section('Environments'))).not.toContain('Not saved');
    expect(text(section('Environments'))).toContain('forecasting');
  });

  test('what is wrong with the server is said once, not in every section', async () => {
    far.fail('GET snapshot', 503, 'no-node', "Node.js was not found. Run pip install 'studiolo[node]'.");
    await show();
    expect(text(panel.node).match(/studiolo\[node\]/g)).toHaveLength(1);
    expect(text(section('My apps'))).toBe('Not loaded.');
  });

  test('every button says what it does, and all of them are reached in eight stops of the Tab key', async () => {
    await show(snapshot());
    const buttons = [...panel.node.querySelectorAll('button')];
    expect(buttons.length).toBeGreaterThan(8);
    for (const node of buttons) expect(node.getAttribute('aria-label') || text(node)).not.toBe('');
    // None is a switch, which would be read out as pressed.
    expect(panel.node.querySelectorAll('jp-button')).toHaveLength(5);
    expect(panel.node.querySelector('[aria-pressed]')).toBeNull();
    // JupyterLab's toolbars are one stop each.
    const stops = [...panel.node.querySelectorAll<HTMLElement>('*')].filter(
      (node) => node.tabIndex === 0 && !node.closest('jp-toolbar'),
    );
    // Those in the titles belong to the titles' stop.
    const toolbars = [...panel.node.querySelectorAll('jp-toolbar:not(.jp-AccordionPanel-toolbar)')].filter((node) =>
      node.querySelector('jp-button'),
    );
    expect(stops.length + toolbars.length).toBeLessThanOrEqual(8);
    expect(stops.map((node) => node.dataset['row'] ?? text(node)).slice(1)).toEqual(
      expect.arrayContaining(['ana-forecasting', 'base', 'templates']),
    );
  });
});

describe('a list by keyboard', () => {
  const press = (key: string, init: KeyboardEventInit = {}) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
    );
  const at = () => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined);

  test('arrows, Home and End lead from row to row, and the row that was left takes the focus again', async () => {
    await show(snapshot());
    row('Environments', 'base')?.focus();
    const seen = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'End', 'ArrowUp'].map((key) => (press(key), at()));
    expect(seen).toEqual(['forecasting', 'geo', 'geo', 'base', 'geo', 'forecasting']);
    expect(row('Environments', 'forecasting')?.tabIndex).toBe(0);
    expect(row('Environments', 'base')?.tabIndex).toBe(-1);
  });

  test('the first letters of a name lead to it', async () => {
    await show(snapshot());
    row('My apps', 'ana-forecasting')?.focus();
    for (const letter of 'ana-g') press(letter);
    expect(at()).toBe('ana-geo');
  });

  test('arrows to the side lead to the buttons of a row, and back', async () => {
    await show(snapshot());
    row('Environments', 'geo')?.focus();
    press('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Install ipykernel: geo');
    press('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Actions for geo');
    press('ArrowLeft');
    press('ArrowLeft');
    expect(at()).toBe('geo');
  });

  test('Enter does what the row is mostly there for', async () => {
    far.answers.set('POST environments/repair', { status: 202, body: cloneJob() });
    await show(snapshot());
    row('Environments', 'geo')?.focus();
    press('Enter');
    await until(() => far.count('POST environments/repair') === 1);
    expect(far.count('POST environments/repair')).toBe(1);
  });

  test('Shift+F10 opens the menu of the row', async () => {
    shown.commands.addCommand('studiolo:clone-environment', { execute: () => undefined, describedBy: { args: {} } });
    await show(snapshot());
    row('Environments', 'base')?.focus();
    press('F10', { shiftKey: true });
    await until(() => document.querySelector('.lm-Menu') !== null);
    expect(document.querySelector('.lm-Menu')?.getAttribute('aria-label')).toBe('Actions for base');
  });
});
