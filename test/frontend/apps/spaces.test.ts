import type { MonthCost } from '../../../src/protocol/month-cost';
import { ShownPanel, text, until } from '../shown-panel';
import { app, mayNot, missing, noon, ready, snapshot, stopJob } from '../values';
import { quoted } from '../../protocol/in-words';

jest.setTimeout(60_000);

let shown: ShownPanel;
beforeEach(() => {
  shown = new ShownPanel();
  document.execCommand = () => true;
});
afterEach(() => shown.dispose());

const job = (kind: string, spaceName: string) => ({
  ...stopJob(spaceName),
  id: kind,
  kind,
  target: { kind: 'space', spaceName },
});
const denied = (action: string) => ({
  status: 403,
  body: { failure: { code: 'failed', notice: mayNot(action) } },
});
const accept = async () => {
  const buttons = (await shown.dialog()).querySelectorAll<HTMLButtonElement>('.jp-Dialog-footer .jp-mod-accept');
  return buttons[buttons.length - 1];
};
const frame = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('a new space', () => {
  test('is asked for by the palette; its name is judged while it is typed', async () => {
    await shown.show(snapshot());
    expect(shown.inPalette).toContain('studiolo:create-space');
    void shown.commands.execute('studiolo:create-space');
    const dialog = await shown.dialog();
    await frame();
    expect((await accept())?.disabled).toBe(true);
    await shown.fill('Name', 'ana new');
    expect(text(dialog)).toContain('Spaces aren’t allowed.');
    await shown.fill('Name', 'ana-geo');
    expect(text(dialog)).toContain('You have a space named ana-geo already.');
    await frame();
    expect((await accept())?.disabled).toBe(true);
    await shown.fill('Name', 'ana-new');
    await shown.fill('Storage (GB)', '4');
    await frame();
    expect((await accept())?.disabled).toBe(true);
    await shown.fill('Storage (GB)', '40');
    await shown.fill('Application', 'CodeEditor');
    shown.far.answers.set('POST spaces/create', { status: 202, body: job('create-space', 'ana-new') });
    await frame();
    await shown.answer(/^Create$/);
    await until(() => shown.posted('spaces/create'));
    expect(shown.posted('spaces/create')).toEqual({ spaceName: 'ana-new', appType: 'CodeEditor', volumeGb: 40 });
  });

  test('that was refused is asked for again with the reason, and nothing that was typed is lost', async () => {
    shown.far.answers.set('POST spaces/create', denied('sagemaker:CreateSpace'));
    await shown.show(snapshot());
    void shown.commands.execute('studiolo:create-space');
    await shown.fill('Name', 'ana-new');
    await shown.fill('Storage (GB)', '40');
    await frame();
    await shown.answer(/^Create$/);
    const again = await shown.dialog();
    await until(() => text(again).includes('sagemaker:CreateSpace'));
    expect(text(again)).toContain('Missing permission: sagemaker:CreateSpace');
    expect((await shown.field('Name')).value).toBe('ana-new');
    expect((await shown.field('Storage (GB)')).value).toBe('40');
    await shown.answer(/^Cancel$/);
  });
});

describe('deleting a space', () => {
  const begin = async () => {
    await shown.show(snapshot());
    void shown.commands.execute('studiolo:delete-space', { spaceName: 'ana-archive' });
    return shown.dialog();
  };

  test('names the volume and its size, and asks for the name', async () => {
    shown.far.answers.set('POST spaces/delete', { status: 202, body: job('delete-space', 'ana-archive') });
    const dialog = await begin();
    expect(text(dialog)).toContain('Delete space ana-archive?');
    expect(text(dialog)).toContain('Its volume of 50 GB and all files on it are deleted. This can’t be undone.');
    await shown.fill('Type ana-archive', 'ana-archiv');
    await frame();
    expect((await accept())?.disabled).toBe(true);
    await shown.fill('Type ana-archive', 'ana-archive');
    await frame();
    await shown.answer(/^Delete$/);
    await until(() => shown.posted('spaces/delete'));
    expect(shown.posted('spaces/delete')).toEqual({ spaceName: 'ana-archive', typed: 'ana-archive' });
  });

  test('says which permission is missing', async () => {
    shown.far.answers.set('POST spaces/delete', denied('sagemaker:DeleteSpace'));
    await begin();
    await shown.fill('Type ana-archive', 'ana-archive');
    await frame();
    await shown.answer(/^Delete$/);
    await until(() => text(document.querySelector('.jp-Dialog')).includes('sagemaker:DeleteSpace'));
    expect(text(await shown.dialog())).toContain('sagemaker:DeleteSpace');
    await shown.answer(/./);
  });

  test('is not offered for a space in which an app runs, nor without a choice', async () => {
    await shown.show(snapshot());
    void shown.commands.execute('studiolo:delete-space');
    const dialog = await shown.dialog();
    expect([...dialog.querySelectorAll('option')].map((one) => one.textContent?.split(' ')[0])).toEqual([
      'ana-archive',
    ]);
    await shown.answer(/^Cancel$/);
  });
});

const gpu = { count: 1, model: 'A10G', memoryGiB: 24 };
const options = {
  spaceName: 'ana-archive',
  appType: 'JupyterLab',
  currency: 'USD',
  instanceTypes: [
    { instanceType: 'ml.t3.medium', size: { vcpu: 2, memoryGiB: 4 }, perHour: 0.05 },
    { instanceType: 'ml.m5.xlarge', size: { vcpu: 4, memoryGiB: 16 }, perHour: 0.23 },
    { instanceType: 'ml.g5.xlarge', size: { vcpu: 4, memoryGiB: 16, gpu }, perHour: 1.4 },
  ],
  recentInstanceTypes: ['ml.m5.xlarge'],
  images: [
    { id: 'arn:cpu', name: 'sagemaker-distribution-cpu', custom: false, madeFor: 'cpu' },
    { id: 'arn:gpu', name: 'sagemaker-distribution-gpu', custom: false, madeFor: 'gpu' },
  ],
  lifecycleConfigs: [],
  defaults: { instanceType: 'ml.t3.medium', imageId: 'arn:cpu' },
  idle: { lifecycleManagement: 'ENABLED', timeoutMinutes: 120, minMinutes: 60, maxMinutes: 480, decidedBy: 'domain' },
  volume: { gigabytes: 50, maximum: 100 },
  notices: [],
};

describe('starting an app', () => {
  const begin = async () => {
    shown.far.answers.set('GET spaces/options', { status: 200, body: options });
    await shown.show(snapshot());
    void shown.commands.execute('studiolo:start-app', { spaceName: 'ana-archive' });
    return shown.dialog();
  };
  const offered = async () => {
    const field = await shown.field('Instance type');
    return [...field.querySelectorAll('option')].map((one) => one.value);
  };

  test('offers what was used last first, the others by price, narrowed down by GPU and memory', async () => {
    const dialog = await begin();
    expect(await offered()).toEqual(['ml.m5.xlarge', 'ml.t3.medium', 'ml.g5.xlarge']);
    expect([...dialog.querySelectorAll('optgroup')].map((one) => one.label)).toEqual([
      'Recently used',
      'Cheapest first',
    ]);
    await shown.fill('Memory', '16');
    expect(await offered()).toEqual(['ml.m5.xlarge', 'ml.g5.xlarge']);
    expect((await shown.field('Instance type')).value).toBe('ml.m5.xlarge');
    await shown.fill('GPU', 'with');
    expect(await offered()).toEqual(['ml.g5.xlarge']);
    await shown.fill('Memory', '64');
    expect(text(await shown.field('Instance type'))).toBe('None fits');
    await shown.answer(/^Cancel$/);
  });

  test('chooses the image that fits, unless the user has chosen one, and tells what it will cost', async () => {
    const dialog = await begin();
    expect(text(dialog)).toContain('If unused, it stops after 2 h and will have cost $0.10.');
    await shown.fill('Instance type', 'ml.g5.xlarge');
    expect((await shown.field('Image')).value).toBe('arn:gpu');
    expect(text(dialog)).toContain('$1.40 an hour while it runs');
    expect(text(dialog)).toContain('If unused, it stops after 2 h and will have cost $2.80.');
    await shown.fill('Idle timeout', '60');
    expect(text(dialog)).toContain('If unused, it stops after 1 h and will have cost $1.40.');
    await shown.fill('Image', 'arn:cpu');
    await shown.fill('Instance type', 'ml.m5.xlarge');
    await shown.fill('Instance type', 'ml.g5.xlarge');
    expect((await shown.field('Image')).value).toBe('arn:cpu');
    await shown.answer(/^Cancel$/);
  });

  test('changes idle time and volume first, and starts when that is done', async () => {
    await begin();
    const change = { ...job('update-space', 'ana-archive'), log: [] };
    shown.far.answers.set('POST spaces/update', { status: 202, body: change });
    shown.far.answers.set('GET jobs/update-space', {
      status: 200,
      body: { ...change, outcome: { kind: 'done', message: quoted('ana-archive is changed.') } },
    });
    shown.far.answers.set('POST apps/start', { status: 202, body: stopJob('ana-archive') });
    await shown.fill('Instance type', 'ml.g5.xlarge');
    await shown.fill('Idle timeout', '90');
    await shown.fill('Storage (GB)', '80');
    await frame();
    await shown.answer(/^Start$/);
    await until(() => shown.posted('apps/start'));
    expect(shown.posted('spaces/update')).toEqual({ spaceName: 'ana-archive', idleMinutes: 90, volumeGb: 80 });
    expect(shown.posted('apps/start')).toEqual({
      spaceName: 'ana-archive',
      instanceType: 'ml.g5.xlarge',
      imageId: 'arn:gpu',
    });
  });

  test('does not start where the space could not be changed, and says why', async () => {
    await begin();
    shown.far.answers.set('POST spaces/update', denied('sagemaker:UpdateSpace'));
    await shown.fill('Storage (GB)', '80');
    await frame();
    await shown.answer(/^Start$/);
    await until(() => text(document.querySelector('.jp-Dialog')).includes('sagemaker:UpdateSpace'));
    expect(text(await shown.dialog())).toContain('sagemaker:UpdateSpace');
    expect(shown.posted('apps/start')).toBeUndefined();
    await shown.answer(/./);
  });

  test('a volume that is too large or a time that is too short is not sent', async () => {
    await begin();
    for (const [field, wrong, right] of [
      ['Storage (GB)', '101', '50'],
      ['Storage (GB)', '49', '50'],
      ['Idle timeout', '59', '120'],
    ] as const) {
      await shown.fill(field, wrong);
      await frame();
      expect((await accept())?.disabled).toBe(true);
      await shown.fill(field, right);
      await frame();
      expect((await accept())?.disabled).toBe(false);
    }
    await shown.answer(/^Cancel$/);
  });
});

describe('the instance type of this app', () => {
  const here = app('ana-forecasting', { current: true, instanceType: 'ml.t3.medium' });
  const changing = {
    job: stopJob('ana-forecasting'),
    address: { url: 'https://studio-d-acme.studio.eu-west-1.sagemaker.aws/', by: 'studio' },
  };
  const begin = async (value = snapshot({ apps: ready([here]) })) => {
    shown.far.answers.set('GET spaces/options', { status: 200, body: { ...options, spaceName: 'ana-forecasting' } });
    await shown.show(value);
    void shown.commands.execute('studiolo:change-instance-type');
    const dialog = await shown.dialog();
    await until(() => text(dialog).includes('You are in this app'));
    return dialog;
  };

  test('is asked for with what would be lost, and nothing is done without a choice', async () => {
    shown.documents.set('work/forecast.ipynb', 'dirty').set('notes.md', 'saved');
    const dialog = await begin();
    expect(text(dialog)).toContain('The new type is stored for ana-forecasting, the app stops');
    expect(text(dialog)).toContain('Running now, and lost when it stops: train.ipynb');
    expect(text(dialog)).toContain('Not saved: work/forecast.ipynb. Save first.');
    await frame();
    expect((await accept())?.disabled).toBe(true);
    await shown.answer(/^Cancel$/);
    expect(shown.posted('apps/change-type')).toBeUndefined();
  });

  test('is changed, and the page shows how to come back', async () => {
    await begin();
    shown.far.answers.set('POST apps/change-type', { status: 202, body: changing });
    await shown.fill('Instance type', 'ml.g5.xlarge');
    await frame();
    await shown.answer(/^Change and stop$/);
    const dialog = await shown.dialog();
    await until(() => text(dialog).includes('This app is stopping'));
    expect(shown.posted('apps/change-type')).toEqual({ key: here.key, instanceType: 'ml.g5.xlarge' });
    expect(text(dialog)).toContain('It runs on ml.g5.xlarge when ana-forecasting is started again.');
    expect(dialog.querySelector('a')?.href).toBe(changing.address.url);
    await shown.answer(/^Close$/);
  });

  test('that was not changed says why', async () => {
    await begin();
    shown.far.answers.set('POST apps/change-type', denied('sagemaker:UpdateSpace'));
    await shown.fill('Instance type', 'ml.g5.xlarge');
    await frame();
    await shown.answer(/^Change and stop$/);
    await until(() => text(document.querySelector('.jp-Dialog')).includes('sagemaker:UpdateSpace'));
    expect(text(await shown.dialog())).toContain('sagemaker:UpdateSpace');
    await shown.answer(/./);
  });

  test('can be changed by another app of the user, where one runs', async () => {
    const dialog = await begin(snapshot({ apps: ready([here, app('ana-geo')]) }));
    expect(text(dialog)).toContain('ana-geo can restart this app for you');
    shown.far.answers.set('POST spaces/open', {
      status: 200,
      body: { url: 'https://lab.example/?token=t', by: 'presigned' },
    });
    const opened: unknown[] = [];
    window.open = (...given: unknown[]) => (opened.push(given), null);
    await shown.answer(/^Open ana-geo$/);
    await until(() => shown.posted('spaces/open'));
    expect(shown.posted('spaces/open')).toEqual({ spaceName: 'ana-geo' });
    expect(shown.posted('apps/change-type')).toBeUndefined();
    expect(opened.length).toBeGreaterThan(0);
  });
});

describe('the costs of the month', () => {
  const month: MonthCost = {
    month: '2026-11',
    source: { kind: 'price-list', date: '2026-11-24', from: quoted('AWS Price List') },
    currency: 'USD',
    apps: [
      {
        owner: { kind: 'space', spaceName: 'ana-forecasting' },
        appType: 'JupyterLab',
        instanceTypes: ['ml.g5.xlarge', 'ml.t3.medium'],
        hours: 65.2,
        amount: 91.9,
        unpricedHours: 0,
      },
      {
        owner: { kind: 'user-profile', userProfileName: 'ana' },
        appType: 'KernelGateway',
        instanceTypes: ['ml.new.large'],
        hours: 3,
        amount: 0,
        unpricedHours: 3,
      },
    ],
    hours: 68.2,
    amount: 91.9,
    unpricedHours: 3,
    storage: { gigabytes: 170, amount: 15.1 },
    hoursSoFar: 564,
    hoursWatched: 120.4,
  };
  const costs = async () => {
    await shown.show(snapshot());
    void shown.commands.execute('studiolo:show-costs');
    const dialog = await shown.dialog();
    await until(() => !dialog.querySelector('[aria-busy="true"]'));
    return text(dialog);
  };

  test('are told by app, with what is not known of them', async () => {
    shown.far.answers.set('GET cost/month', { status: 200, body: ready(month) });
    const told = await costs();
    for (const part of [
      'November 2026 so far (UTC)',
      'ana-forecasting JupyterLab · g5.xlarge, t3.medium65.2$91.90',
      'ana KernelGateway · new.large3.0unknown',
      'Storage, 170 GB at its size today$15.10',
      'Total68.2$107.00',
      'Not included: 3.0 h at an unknown price.',
      'studiolo watched 120 of 564 h.',
      'Without discounts, taxes and other services.',
    ])
      expect(told).toContain(part);
    await shown.answer(/^Close$/);
  });

  test('of which no price is known are no sum of nothing', async () => {
    const unknown = month.apps.slice(1);
    const body = ready({ ...month, apps: unknown, hours: 3, amount: 0, storage: undefined });
    shown.far.answers.set('GET cost/month', { status: 200, body });
    expect(await costs()).toContain('Total3.0unknown');
    await shown.answer(/^Close$/);
  });

  test('that may not be learnt say which permission is missing, and today’s are told', async () => {
    shown.far.answers.set('GET cost/month', { status: 200, body: missing(mayNot('sagemaker:ListApps')) });
    const told = await costs();
    expect(told).toContain('Missing permission: sagemaker:ListApps');
    expect(told).toContain('Today$3.52');
    await shown.answer(/^Close$/);
  });
});

test('as many apps are said to run as there are green dots, whether or not they cost anything', async () => {
  const apps = [
    app('ana-forecasting', { current: true }),
    app('ana-free', { billed: false }),
    app('ana-new', { status: 'Pending' }),
    app('ana-old', { status: 'Deleting' }),
  ];
  await shown.show(snapshot({ apps: ready(apps), takenAt: noon }));
  await until(() => shown.panel.node.querySelectorAll('.studiolo-Counts').length > 0);
  const title = [...shown.panel.node.querySelectorAll('.lm-AccordionPanel-title')].find((node) =>
    text(node).startsWith('My apps'),
  );
  await until(() => text(title).includes('running'));
  const dots = shown.section('My apps')?.querySelectorAll('.studiolo-Dot.studiolo-mod-inservice').length;
  expect(dots).toBe(2);
  expect(text(title)).toContain('2 running');
});
