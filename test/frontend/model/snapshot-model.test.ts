import { AppRequests } from '../../../src/frontend/apps/requests';
import { EnvironmentRequests } from '../../../src/frontend/environments/requests';
import { Client } from '../../../src/frontend/model/client';
import { KeptSnapshot } from '../../../src/frontend/model/kept-snapshot';
import { SnapshotModel } from '../../../src/frontend/model/snapshot-model';
import { RepositoryRequests } from '../../../src/frontend/repositories/requests';
import { FarEnd } from '../server';
import { app, cloneJob, noon, ready, snapshot, stopJob } from '../values';
import { inWords, quoted } from '../../protocol/in-words';

let far: FarEnd;
let model: SnapshotModel;
let apps: AppRequests;
let environments: EnvironmentRequests;
let repositories: RepositoryRequests;
let kernelRefreshes: number;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(noon) });
  far = new FarEnd();
  kernelRefreshes = 0;
  const client = new Client(far.send, 'http://lab/');
  const kernelSpecs = {
    refreshSpecs: async () => {
      kernelRefreshes += 1;
    },
  };
  model = new SnapshotModel({ client, kernelSpecs });
  apps = new AppRequests(client, (age) => model.refresh(age));
  repositories = new RepositoryRequests(client, () => model.refresh());
  environments = new EnvironmentRequests(client, () => model.refresh(), kernelSpecs);
});

afterEach(() => {
  model.dispose();
  jest.useRealTimers();
});

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);
const refreshed = async () => {
  const refreshing = model.refresh();
  await seconds(0.1);
  await refreshing;
};
const looks = () => far.count('GET snapshot');

describe('looking', () => {
  test('it asks for nothing before it is in view, nor after it is out of view', async () => {
    await seconds(600);
    await model.refresh();
    expect(far.asked).toEqual([]);

    model.setVisible(true);
    await seconds(1);
    expect(looks()).toBe(1);

    model.setVisible(false);
    await seconds(600);
    await model.refresh();
    expect(far.asked).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('in view it asks at once and every minute', async () => {
    model.setVisible(true);
    await seconds(1);
    expect(model.view.snapshot).toEqual(snapshot());
    await seconds(600);
    expect(looks()).toBe(11);
  });

  test('coming into view again, it does not wait for the next turn', async () => {
    model.setVisible(true);
    await seconds(1);
    model.setVisible(false);
    model.setVisible(true);
    await seconds(1);
    expect(looks()).toBe(2);
  });

  test('while something is followed it asks every 2 s, and rests again when that has ended', async () => {
    far.show(snapshot({ jobs: [stopJob('ana-geo')] }));
    model.setVisible(true);
    await seconds(20.5);
    expect(looks()).toBe(11);
    far.show(snapshot({ jobs: [stopJob('ana-geo', { kind: 'done', message: quoted('It is stopped.') })] }));
    await seconds(2);
    const ended = looks();
    await seconds(29);
    expect(looks()).toBe(ended);
  });

  test('prices that are on their way, and clones that are still being read, are asked for again within seconds', async () => {
    const { cost } = snapshot();
    if (cost.state !== 'ready') throw new Error('no costs');
    const source = { kind: 'bundled' as const, date: '2026-11-01', from: quoted('A file.') };
    const repository = { url: 'https://git.example.com/models.git', name: 'models', clonedAt: 'models' };
    far.show(snapshot({ cost: ready({ ...cost.value, source }) }));
    model.setVisible(true);
    await seconds(6.5);
    expect(looks()).toBe(3);
    far.show(snapshot({ repositories: ready([repository]) }));
    await seconds(8);
    expect(looks()).toBe(4);
    far.show(snapshot());
    await seconds(16);
    const complete = looks();
    await seconds(29);
    expect(looks()).toBe(complete);
  });

  test('what does not come is not asked for within seconds for ever', async () => {
    const repository = { url: 'https://git.example.com/models.git', name: 'models', clonedAt: 'models' };
    far.show(snapshot({ repositories: ready([repository]) }));
    model.setVisible(true);
    await seconds(60);
    expect(looks()).toBeLessThanOrEqual(6);
    const asked = looks();
    await seconds(300);
    expect(looks() - asked).toBeLessThanOrEqual(6);
  });

  test('prices that the Price List refuses are not asked for again within seconds', async () => {
    const { cost } = snapshot();
    if (cost.state !== 'ready') throw new Error('no costs');
    const source = { kind: 'bundled' as const, date: '2026-11-01', from: quoted('A file.') };
    const notices = [{ code: 'permission' as const, message: quoted('Not allowed.') }];
    far.show(snapshot({ cost: { ...cost, value: { ...cost.value, source }, notices } }));
    model.setVisible(true);
    await seconds(30);
    expect(looks()).toBe(1);
  });

  test('an agent that is still starting is asked again within seconds, ever less often', async () => {
    far.fail('GET snapshot', 503, 'agent-down', 'The agent is starting.');
    model.setVisible(true);
    await seconds(7);
    expect(looks()).toBeGreaterThanOrEqual(2);
    expect(model.view).toEqual({ trouble: { code: 'failed', message: quoted('The agent is starting.') } });
    await seconds(600);
    const before = looks();
    await seconds(600);
    // The pause is drawn at random, up to 120 s: at rest there would be 20 looks.
    expect(looks() - before).toBeLessThan(150);
    far.show(snapshot());
    await seconds(121);
    expect(model.view.snapshot).toEqual(snapshot());
    expect(model.view.trouble).toBeUndefined();
  });

  test('what was known stays in view when a look fails, with what is wrong beside it', async () => {
    model.setVisible(true);
    await seconds(1);
    far.answers.set('GET snapshot', 'no network');
    await refreshed();
    expect(model.view.snapshot).toEqual(snapshot());
    expect(inWords(model.view.trouble?.message)).toBe('The Jupyter server does not answer.');
  });

  test('an answer that was overtaken by a later one is not shown', async () => {
    let late: () => void = () => undefined;
    far.answers.set(
      'GET snapshot',
      () =>
        new Promise(
          (resolve) => (late = () => resolve({ status: 200, body: snapshot({ apps: ready([app('old')]) }) })),
        ),
    );
    model.setVisible(true);
    await seconds(1);
    far.show(snapshot());
    await refreshed();
    late();
    await seconds(1);
    expect(model.view.snapshot).toEqual(snapshot());
  });

  test('disposed while a look is under way, it shows nothing and keeps no timer', async () => {
    let changes = 0;
    model.changed.connect(() => (changes += 1));
    far.answers.set(
      'GET snapshot',
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200, body: snapshot() }), 500)),
    );
    model.setVisible(true);
    await seconds(0.1);
    const waiting = model.refresh();
    model.dispose();
    await waiting;
    await seconds(2);
    expect(changes).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe("the server's clock", () => {
  const skewOf = async (serverNow: string, slow = 0) => {
    const seen = snapshot();
    if (seen.idle.state === 'ready') seen.idle.value.serverNow = serverNow;
    far.answers.set(
      'GET snapshot',
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200, body: seen }), slow)),
    );
    model.setVisible(true);
    await seconds(60);
    return model.view.skew;
  };

  test('a browser whose clock is behind learns by how much', async () => {
    expect(await skewOf('2026-11-24T13:00:00.000Z')).toBeGreaterThan(3_500_000);
  });

  test('a browser whose clock is ahead learns by how much', async () => {
    expect(await skewOf('2026-11-24T11:00:00.000Z')).toBeLessThan(-3_500_000);
  });

  test('a slow answer is not taken for a clock that is off', async () => {
    expect(await skewOf('2026-11-24T12:00:01.000Z', 20_000)).toBe(0);
  });
});

describe('acting', () => {
  beforeEach(async () => {
    model.setVisible(true);
    await seconds(1);
  });

  test('stopping an app ends in a look that is not answered from a cache, and is followed', async () => {
    far.answers.set('POST apps/stop', { status: 202, body: stopJob('ana-geo') });
    far.show(snapshot({ jobs: [stopJob('ana-geo')] }));
    const stopping = apps.stop(app('ana-geo').key);
    await seconds(0.1);
    await stopping;
    expect(far.asked.slice(-2)).toEqual([
      { method: 'POST', path: 'apps/stop', body: { key: app('ana-geo').key } },
      { method: 'GET', path: 'snapshot?fresh=apps', body: undefined },
    ]);
    expect(model.view.snapshot?.jobs).toEqual([stopJob('ana-geo')]);
  });

  test('cloning ends in a look that began after the request, even when another was under way', async () => {
    far.answers.set('POST repositories/clone', { status: 202, body: cloneJob() });
    let late: () => void = () => undefined;
    far.answers.set(
      'GET snapshot',
      () => new Promise((resolve) => (late = () => resolve({ status: 200, body: snapshot() }))),
    );
    void model.refresh();
    await seconds(0.1);
    far.show(snapshot({ jobs: [cloneJob()] }));
    const cloning = repositories.clone({ url: 'https://github.com/acme/features.git', folder: 'work' });
    await seconds(0.1);
    late();
    await cloning;
    expect(model.view.snapshot?.jobs).toEqual([cloneJob()]);
  });

  test('registering a kernel makes JupyterLab read its kernel specs anew', async () => {
    far.answers.set('POST environments/register', {
      status: 200,
      body: {
        name: 'forecasting',
        prefix: '/e',
        persistent: true,
        ipykernel: true,
        kernel: { name: 'f', displayName: 'F' },
      },
    });
    const registering = environments.register('/e');
    await seconds(0.1);
    await registering;
    expect(kernelRefreshes).toBe(1);
    expect(far.asked.slice(-2).map(({ path }) => path)).toEqual(['environments/register', 'snapshot']);
  });

  test('a job on an environment that ends between two looks makes JupyterLab read its kernel specs anew, once', async () => {
    const job = {
      id: 'quick',
      kind: 'remove-environment',
      subject: 'e',
      target: { kind: 'environment', prefix: '/e' },
      cancellable: false,
      startedAt: noon,
      progress: { label: quoted('Removing') },
      outcome: { kind: 'done', message: quoted('e is removed.') },
    };
    model.setVisible(true);
    await seconds(1);
    expect(kernelRefreshes).toBe(0);
    far.answers.set('GET snapshot', { status: 200, body: { ...snapshot(), jobs: [job] } });
    await refreshed();
    await refreshed();
    expect(kernelRefreshes).toBe(1);
  });

  test('a refused action rejects with what to tell, and ends in a look too', async () => {
    far.fail('POST environments/register', 409, 'conflict', 'geo has no ipykernel.');
    const before = looks();
    const refused = expect(environments.register('/e')).rejects.toMatchObject({
      code: 'conflict',
      notice: { message: quoted('geo has no ipykernel.') },
    });
    await seconds(0.1);
    await refused;
    expect(kernelRefreshes).toBe(0);
    expect(looks()).toBe(before + 1);
  });
});

describe('a snapshot of before', () => {
  const storage = new Map<string, string>();
  const shelf = {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, text: string) => void storage.set(name, text),
    removeItem: (name: string) => void storage.delete(name),
  };
  const client = () => new Client(far.send, 'http://lab/');
  const kernelSpecs = { refreshSpecs: () => Promise.resolve() };
  const page = (from = shelf, baseUrl = 'http://lab/') =>
    new SnapshotModel({ client: client(), kernelSpecs, kept: new KeptSnapshot(from, baseUrl, quoted('Asking…')) });

  beforeEach(() => storage.clear());

  async function seen(): Promise<void> {
    const first = page();
    first.setVisible(true);
    await seconds(1);
    first.dispose();
  }

  test('is shown at once by the next page, with its age, until the new one comes', async () => {
    await seen();
    const next = page();
    next.setVisible(true);
    expect(next.view.earlier).toBe(true);
    expect(next.view.snapshot?.takenAt).toBe(snapshot().takenAt);
    expect(next.view.snapshot?.environments).toEqual(snapshot().environments);
    await seconds(1);
    expect(next.view.earlier).toBeUndefined();
    next.dispose();
  });

  test('tells neither when the app stops nor what is being done', async () => {
    await seen();
    const next = page();
    next.setVisible(true);
    const { idle, jobs, keepAwake } = next.view.snapshot!;
    expect([idle.state, keepAwake.state, jobs]).toEqual(['missing', 'missing', []]);
    next.dispose();
  });

  test('of another server, damaged or of another version, is not shown', async () => {
    await seen();
    const [name = ''] = storage.keys();
    const shows = (from = shelf, baseUrl?: string) => {
      const next = page(from, baseUrl);
      next.setVisible(true);
      const { snapshot: shown } = next.view;
      next.dispose();
      return shown;
    };
    expect(shows(shelf, 'http://other/')).toBeUndefined();
    for (const text of ['', '{', '{"snapshot":{}}']) {
      storage.set(name, text);
      expect(shows()).toBeUndefined();
    }
  });

  test('a browser that refuses its storage shows the panel all the same', async () => {
    const refuse = () => {
      throw new Error('refused');
    };
    const next = page({ getItem: refuse, setItem: refuse, removeItem: refuse });
    next.setVisible(true);
    await seconds(1);
    expect(next.view.snapshot).toBeDefined();
    next.dispose();
  });
});
