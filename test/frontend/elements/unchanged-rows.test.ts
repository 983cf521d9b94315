import { nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import { careful } from '../../../src/frontend/texts/careful';
import type { ActivitySource } from '../../../src/protocol/idle';
import type { Snapshot } from '../../../src/protocol/snapshot';
import { quoted } from '../../protocol/in-words';
import { ShownPanel, text, until } from '../shown-panel';
import { app, ready, snapshot, stopJob } from '../values';

// Other suites run beside this one.
jest.setTimeout(60_000);

const many = Array.from({ length: 500 }, (_, at) => at);
/** One row of each list is about this one. */
const one = 250;

interface Answer {
  /** Seconds since the first one: all that the server says of time changes with it. */
  at: number;
  instanceType?: string;
  python?: string;
  branch?: string;
  /** When the kernel was last active. */
  active?: string;
  part?: Partial<Snapshot>;
  gone?: number;
}

/** An answer to somebody with very much of everything. */
function crowded({
  active = '11:00',
  at,
  branch = 'main',
  gone,
  instanceType,
  part,
  python = '3.11.9',
}: Answer): Snapshot {
  const there = many.filter((number) => number !== gone);
  const apps = there.map((number) =>
    app(`app-${number}`, number === one && instanceType !== undefined ? { instanceType } : {}),
  );
  const usual = snapshot();
  if (usual.idle.state !== 'ready') throw new Error('no idle time');
  const spent = { perHour: 1.4, sinceStart: 4.2 + at / 100_000, today: 4.2 + at / 100_000 };
  return snapshot({
    takenAt: new Date(Date.parse(usual.takenAt) + at * 1000).toISOString(),
    idle: ready({
      ...usual.idle.value,
      activity: there.map((number): ActivitySource => ({
        kind: 'kernel',
        name: `notebook-${number}.ipynb`,
        id: `session-${number}`,
        lastActivity: `2026-11-24T${number === one ? active : '10:00'}:00.000Z`,
      })),
    }),
    apps: ready(apps),
    spaces: ready([]),
    cost: ready({
      source: { kind: 'none', from: quoted('No list.') },
      currency: 'USD',
      apps: apps.map(({ key }) => ({ key, ...spent })),
      sum: { perHour: 700, today: 2100, unpriced: 0 },
      days: [],
    }),
    environments: ready(
      there.map((number) => ({
        name: `environment-${number}`,
        prefix: `/home/u/envs/environment-${number}`,
        pythonVersion: number === one ? python : '3.11.9',
        persistent: true,
        ipykernel: true,
        kernels: [{ name: `environment-${number}`, displayName: `Python ${number}` }],
      })),
    ),
    repositories: ready(
      there.map((number) => ({
        url: `https://git.example.com/repository-${number}.git`,
        name: `repository-${number}`,
        suggestedBy: 'domain' as const,
        clonedAt: `repository-${number}`,
        workingTree: {
          kind: 'known' as const,
          branch: number === one ? branch : 'main',
          commit: 'abcdef0',
          upstream: { name: 'origin/main', difference: { ahead: 0, behind: 0 } },
          ...{ changed: 0, untracked: 0, conflicts: 0 },
          fetchedAt: '2026-11-24T09:00:00.000Z',
        },
      })),
    ),
    ...part,
  });
}

/** Tells which rows were drawn since it was last asked: each asks for its words then. */
class Drawn {
  readonly #names = new Set<string>();
  readonly trans: TranslationBundle;

  constructor() {
    const plain = careful(nullTranslator.load('studiolo'));
    this.trans = {
      ...plain,
      __: (words, ...values) => {
        if (words === 'Actions for %1' || words === 'Shut down the kernel of %1') this.#names.add(String(values[0]));
        return plain.__(words, ...values);
      },
    };
  }

  take(): string[] {
    const names = [...this.#names].toSorted();
    this.#names.clear();
    return names;
  }
}

const drawn = new Drawn();
const shown = new ShownPanel({ languageCode: 'en', load: () => drawn.trans });
/** The rows of which a part was changed in the page. */
let touched = new Set<string>();
const observer = new MutationObserver((changes) => {
  for (const { target } of changes) {
    const row = (target instanceof Element ? target : target.parentElement)?.closest('[data-row], li');
    if (row) touched.add(row.querySelector('.studiolo-Name, .studiolo-Activity-name')?.textContent ?? '');
  }
});

/** Has the panel ask, and waits until it shows what it was answered. */
async function answered(answer: Answer, isShown: () => unknown): Promise<void> {
  shown.far.show(crowded(answer));
  drawn.take();
  touched = new Set();
  await shown.panel.refresh();
  await until(isShown);
}

beforeAll(async () => {
  await shown.show(crowded({ at: 0 }));
  await shown.details();
  await until(() => shown.panel.node.querySelectorAll('[data-row]').length === 3 * many.length);
  observer.observe(shown.panel.node, { subtree: true, childList: true, attributes: true, characterData: true });
});
afterAll(() => {
  observer.disconnect();
  shown.dispose();
});

const ofOne = [`app-${one}`, `environment-${one}`, `notebook-${one}.ipynb`, `repository-${one}`];
const changed = { instanceType: 'ml.g6.xlarge', python: '3.13.1', branch: 'topic', active: '11:30' };

test('all rows of all lists are drawn', () => expect(drawn.take()).toHaveLength(4 * many.length));

test('of each list of 500, an answer draws the one row that it changes, though its time and all amounts are new', async () => {
  await answered({ at: 2, ...changed }, () => ofOneSay('g6.xlarge', '3.13', 'topic', '11:30'));
  expect(drawn.take()).toEqual(ofOne);
  expect([...touched].toSorted()).toEqual(ofOne);
});

test('an action that goes on draws its own row', async () => {
  const part = { jobs: [stopJob(`app-${one}`)] };
  await answered({ at: 4, ...changed, part }, () => text(shown.row('My apps', `app-${one}`)).includes('Deleting'));
  expect(drawn.take()).toEqual([`app-${one}`]);
  expect([...touched]).toEqual([`app-${one}`]);
});

test('where something goes, what stands behind it is not drawn again', async () => {
  const rows = () => shown.panel.node.querySelectorAll('[data-row]').length;
  await answered({ at: 6, ...changed, gone: 0 }, () => rows() === 3 * (many.length - 1));
  // The action on it has gone as well.
  expect(drawn.take()).toEqual([`app-${one}`]);
});

/** Whether the rows of the one say so in their lists. */
function ofOneSay(type: string, python: string, branch: string, time: string): boolean {
  const lists: [string, string, string][] = [
    ['My apps', `app-${one}`, type],
    ['Environments', `environment-${one}`, python],
    ['Repositories', `repository-${one}`, branch],
  ];
  const kernel = [...shown.panel.node.querySelectorAll('.studiolo-Activity li')].find((row) =>
    text(row).startsWith(`notebook-${one}.ipynb`),
  );
  return (
    lists.every(([title, name, words]) => text(shown.row(title, name)).includes(words)) && text(kernel).includes(time)
  );
}
