import type { JupyterFrontEnd } from '@jupyterlab/application';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { StudioPanel } from '../../src/frontend/panel';
import type { Snapshot } from '../../src/protocol/snapshot';
import { FarEnd } from './server';
import { app, cloneJob, mayNot, missing, ready, snapshot, stopJob } from './values';

let far: FarEnd;
let panel: StudioPanel;
let kernelRefreshes: number;

/** The part of a Request that `ServerConnection` touches; jsdom has none. */
class SentRequest {
  readonly headers = new Headers();
  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {}
}

beforeEach(() => {
  far = new FarEnd();
  kernelRefreshes = 0;
  const serviceManager = {
    serverSettings: {
      baseUrl: 'http://lab/',
      init: {},
      token: '',
      Request: SentRequest,
      fetch: ({ url, init }: SentRequest) => far.send(url, init),
    },
    kernelspecs: {
      refreshSpecs: async () => {
        kernelRefreshes += 1;
      },
    },
    contents: { localPath: (path: string) => path },
  };
  // The services of an application that the panel uses; the network's far end is the test's.
  const application = { serviceManager, shell: { activateById: () => undefined } } as unknown as JupyterFrontEnd;
  panel = new StudioPanel({
    app: application,
    fileBrowser: null,
    translator: nullTranslator,
    trans: nullTranslator.load('studiolo'),
  });
});

afterEach(() => {
  panel.dispose();
  document.body.replaceChildren();
});

const until = async (holds: () => boolean) => {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};
const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ') ?? '';

/** Shows the panel and waits until it has drawn what it was told. */
async function show(value?: Snapshot): Promise<void> {
  if (value) far.show(value);
  Widget.attach(panel, document.body);
  await until(() => far.asked.length > 0 && !panel.node.querySelector('[aria-busy="true"]'));
  await new Promise((resolve) => setTimeout(resolve, 30));
}

const section = (title: string) => {
  const heading = [...panel.node.querySelectorAll('.lm-AccordionPanel-title')].find((node) => text(node) === title);
  return heading && panel.node.querySelector(`[aria-labelledby="${heading.id}"]`);
};
const row = (title: string, name: string) =>
  [...(section(title)?.querySelectorAll('li') ?? [])].find((node) => text(node).startsWith(name));
const button = (label: RegExp, within: ParentNode = document) =>
  [...within.querySelectorAll('button')].find((node) => label.test(node.getAttribute('aria-label') ?? text(node)));

test('it asks for nothing until it is shown', async () => {
  panel.hide();
  Widget.attach(panel, document.body);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(far.asked).toEqual([]);
  panel.show();
  await until(() => far.asked.length > 0);
  expect(far.asked.map(({ path }) => path)).toEqual(['snapshot']);
});

test('until the first answer each section says that it is loading', async () => {
  far.answers.set('GET snapshot', () => new Promise(() => undefined));
  Widget.attach(panel, document.body);
  await until(() => panel.node.querySelectorAll('[aria-busy="true"]').length === 4);
  for (const title of ['This app', 'My apps', 'Environments', 'Repositories'])
    expect(text(section(title))).toBe('Loading…');
});

describe('this app', () => {
  test('where the user is, and on what', async () => {
    await show(snapshot());
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
    const sources = [...(section('This app')?.querySelectorAll('li') ?? [])].map(text);
    expect(sources.map((source) => source.match(/^(forecast.ipynb|train.ipynb|Terminal 1)/)?.[0])).toEqual([
      'forecast.ipynb',
      'train.ipynb',
      'Terminal 1',
    ]);
    expect(sources.map((source) => source.includes('decides'))).toEqual([true, false, false]);
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
    expect(text(section('This app'))).toMatch(/stops in 4[12] min/);
    expect(text(section('This app'))).toContain('sagemaker:DescribeApp');
  });
});

describe('my apps', () => {
  test('each with its state, and which one this is', async () => {
    await show(
      snapshot({
        apps: ready([app('ana-forecasting', { current: true }), app('ana-geo', { status: 'Failed', billed: false })]),
      }),
    );
    expect(text(section('My apps'))).toContain('2 apps, 1 billed by the hour');
    expect(text(row('My apps', 'ana-forecasting'))).toContain('this app');
    expect(text(row('My apps', 'ana-geo'))).toContain('Failed');
  });

  test('none', async () => {
    await show(snapshot({ apps: ready([]), spaces: ready([]) }));
    expect(text(section('My apps'))).toBe('Nothing of yours is running.');
  });

  test('a part of them: what is known is shown, and the action to allow is named and can be copied', async () => {
    await show(snapshot({ apps: ready([app('ana-geo')], [mayNot('sagemaker:ListSpaces')]) }));
    expect(row('My apps', 'ana-geo')).toBeDefined();
    expect(text(section('My apps')?.querySelector('code'))).toBe('sagemaker:ListSpaces');
    expect(button(/^Copy sagemaker:ListSpaces$/, section('My apps') ?? undefined)).toBeDefined();
    expect(text(section('Environments'))).toContain('forecasting');
  });

  test('stopping one asks first, by name, and does nothing when told not to', async () => {
    await show(snapshot());
    button(/^Stop JupyterLab in ana-geo/)?.click();
    await until(() => document.querySelector('.jp-Dialog') !== null);
    expect(text(document.querySelector('.jp-Dialog'))).toContain('Stop JupyterLab in ana-geo?');
    button(/^Cancel/, document.querySelector('.jp-Dialog') ?? undefined)?.click();
    await until(() => document.querySelector('.jp-Dialog') === null);
    expect(far.count('POST apps/stop')).toBe(0);
  });

  test('stopping this one warns that the page ends, and names what computes', async () => {
    await show(snapshot());
    button(/^Stop JupyterLab in ana-forecasting/)?.click();
    await until(() => document.querySelector('.jp-Dialog') !== null);
    const asked = text(document.querySelector('.jp-Dialog'));
    expect(asked).toContain('this page ends with it');
    expect(asked).toContain('train.ipynb');
    expect(asked).not.toContain('forecast.ipynb');
    button(/^Cancel/, document.querySelector('.jp-Dialog') ?? undefined)?.click();
    await until(() => document.querySelector('.jp-Dialog') === null);
  });

  test('once agreed to, it is followed in its row', async () => {
    await show(snapshot());
    far.answers.set('POST apps/stop', { status: 202, body: stopJob('ana-geo') });
    button(/^Stop JupyterLab in ana-geo/)?.click();
    await until(() => document.querySelector('.jp-Dialog') !== null);
    far.show(snapshot({ jobs: [stopJob('ana-geo')] }));
    button(/^Stop ana-geo/, document.querySelector('.jp-Dialog') ?? undefined)?.click();
    await until(() => row('My apps', 'ana-geo')?.querySelector('[role="progressbar"]') !== null);
    expect(far.asked.find(({ method }) => method === 'POST')?.body).toEqual({ key: app('ana-geo').key });
    expect(text(row('My apps', 'ana-geo')?.querySelector('[role="status"]'))).toBe('Deleting');
    expect(row('My apps', 'ana-forecasting')?.querySelector('[role="progressbar"]')).toBeNull();
  });
});

describe('environments', () => {
  test('whether each lasts and has a kernel, and what is missing for one', async () => {
    await show(snapshot());
    expect(text(row('Environments', 'base'))).toContain('lost when the app is recreated');
    expect(text(row('Environments', 'base'))).toContain('kernel: Python 3');
    expect(text(row('Environments', 'forecasting'))).toContain('persistent');
    expect(button(/Register/, row('Environments', 'base'))).toBeUndefined();
    expect(button(/Register/, row('Environments', 'geo'))).toBeUndefined();
  });

  test('the command that adds ipykernel survives a quote in the path', async () => {
    await show(snapshot());
    expect(text(row('Environments', 'geo')?.querySelector('code'))).toBe(
      `conda install -p '/home/u/it'\\''s/geo' ipykernel`,
    );
  });

  test('registering one as a kernel by keyboard keeps the focus in its row', async () => {
    await show(snapshot());
    const registered = snapshot();
    if (registered.environments.state !== 'ready') throw new Error('no environments');
    const forecasting = registered.environments.value[1]!;
    forecasting.kernel = { name: 'forecasting', displayName: 'forecasting' };
    far.answers.set('POST environments/register', { status: 200, body: forecasting });
    far.show(registered);
    const register = button(/Register/, row('Environments', 'forecasting'));
    register?.focus();
    register?.click();
    await until(() => text(row('Environments', 'forecasting')).includes('kernel: forecasting'));
    expect(kernelRefreshes).toBe(1);
    expect(document.activeElement).toBe(row('Environments', 'forecasting'));
  });

  test('a refusal is told in the row', async () => {
    await show(snapshot());
    far.fail('POST environments/register', 502, 'failed', 'The disk is full.');
    button(/Register/, row('Environments', 'forecasting'))?.click();
    await until(() => text(row('Environments', 'forecasting')).includes('The disk is full.'));
    expect(text(row('Environments', 'forecasting')?.querySelector('[role="alert"]'))).toBe('The disk is full.');
  });

  test('the size is asked for only when the user asks', async () => {
    await show(snapshot());
    expect(far.count('GET environments/size')).toBe(0);
    far.answers.set('GET environments/size', { status: 200, body: { prefix: '/opt/conda', bytes: 1_432_000_000 } });
    button(/How large/, row('Environments', 'base'))?.click();
    await until(() => text(row('Environments', 'base')).includes('1.4 GB'));
    expect(far.asked.at(-1)?.path).toBe('environments/size?prefix=%2Fopt%2Fconda');
  });
});

describe('repositories', () => {
  test('where each is, or who suggests it', async () => {
    await show(snapshot());
    expect(text(row('Repositories', 'templates'))).toContain('in work/templates');
    expect(text(row('Repositories', 'features'))).toContain('suggested for this space');
  });

  test('a clone shows how far it is', async () => {
    await show(snapshot({ jobs: [cloneJob()] }));
    const bar = row('Repositories', 'features')?.querySelector('[role="progressbar"]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('62');
    expect(bar?.getAttribute('aria-label')).toBe('Receiving objects');
  });

  test('a clone that failed says why', async () => {
    const notice = { code: 'failed' as const, message: 'github.com asks for credentials.' };
    await show(snapshot({ jobs: [cloneJob({ kind: 'failed', notice })] }));
    expect(text(row('Repositories', 'features')?.querySelector('[role="alert"]'))).toContain('asks for credentials');
  });
});

describe('the whole panel', () => {
  test('outside of Studio it says so once, and shows the environments alone', async () => {
    const outside = missing({ code: 'not-in-studio', message: 'Not in Studio.' });
    await show(snapshot({ thisApp: outside, idle: outside, apps: outside, repositories: outside }));
    await until(() => section('This app') === undefined);
    expect(text(panel.node).match(/does not run in SageMaker Studio/g)).toHaveLength(1);
    expect([...panel.node.querySelectorAll('.lm-AccordionPanel-title')].map(text)).toEqual(['Environments']);
    expect(text(section('Environments'))).toContain('forecasting');
  });

  test('what is wrong with the server is said once, not in every section', async () => {
    far.fail('GET snapshot', 503, 'no-node', "Node.js was not found. Run pip install 'studiolo[node]'.");
    await show();
    expect(text(panel.node).match(/studiolo\[node\]/g)).toHaveLength(1);
    expect(text(section('My apps'))).toBe('Not known yet.');
  });

  test('every button says what it does, and is reached by the Tab key', async () => {
    await show(snapshot({ apps: ready([app('ana-geo')], [mayNot('sagemaker:ListSpaces')]) }));
    const buttons = [...panel.node.querySelectorAll('button')];
    expect(buttons.length).toBeGreaterThan(8);
    for (const node of buttons) {
      expect(node.getAttribute('aria-label') || text(node)).not.toBe('');
      expect(node.tabIndex).toBe(0);
    }
  });
});
