import type { App, AppKey } from '../../src/protocol/app';
import type { Environment } from '../../src/protocol/environment';
import type { Repository } from '../../src/protocol/repository';
import type { Snapshot } from '../../src/protocol/snapshot';
import { app, noon, ready, snapshot } from '../frontend/values';
import { quoted } from '../protocol/in-words';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/** What may be cut at 245 px, and why. All of it is whole in its tooltip, and as it is read out. */
const mayBeCut: Record<string, string> = {
  '.studiolo-Name': 'names are of any length; what is told of them is not',
  '.studiolo-Kind':
    'which program runs there is known to who started it; how it stands, on what and for how much is not',
  '.studiolo-Row-words > span': 'a branch and how its clone stands, or the Python and kernel of an environment',
  '.studiolo-Row-words': 'the same, where a button that helps stands beside it',
  '.studiolo-Counts': 'sums of more than four digits, which the cost dialog shows whole',
  '.studiolo-Fold > .studiolo-Quiet': 'what storage costs, beside how many are stopped',
  '.studiolo-Activity-name': 'paths of notebooks',
};

const types = ['JupyterLab', 'CodeEditor', 'KernelGateway', 'JupyterServer', 'RStudioServerPro', 'Canvas'] as const;
const states = ['InService', 'Pending', 'Deleting', 'Failed'] as const;
const instances = ['ml.t3.medium', 'ml.g6e.48xlarge', 'ml.p4de.24xlarge'];
const sinces = ['2026-11-24T11:58:00.000Z', '2026-11-23T00:00:00.000Z', '2026-10-30T00:00:00.000Z'];

/** Every kind of app in every state, on the longest instance types, in spaces whose names have 30 characters. */
function everyApp(): App[] {
  return types.flatMap((appType, kind) =>
    states.flatMap((status, state) =>
      instances.map((instanceType, size): App => {
        const spaceName = `forecasting-of-demand-${kind}${state}${size}-2027`.padEnd(30, 'x');
        const key: AppKey =
          appType === 'KernelGateway' || appType === 'JupyterServer'
            ? { appType, appName: spaceName, owner: { kind: 'user-profile', userProfileName: 'ana' } }
            : { appType, appName: 'default', owner: { kind: 'space', spaceName } };
        const since = sinces[(state + size) % sinces.length];
        return {
          ...app(spaceName, { key, status, instanceType, billed: status !== 'Failed', since }),
          current: kind === 0 && state === 0 && size === 0,
          classic: key.owner.kind === 'user-profile',
          ...(key.owner.kind === 'space' && { sharing: size === 1 ? 'Shared' : 'Private' }),
        };
      }),
    ),
  );
}

const environment = (part: Partial<Environment>): Environment => ({
  name: 'forecasting-of-demand-in-autumn',
  prefix: '/home/sagemaker-user/.conda/envs/x',
  pythonVersion: '3.11.9',
  persistent: true,
  ipykernel: true,
  kernels: [],
  ...part,
});
const environments = [
  environment({ prefix: '/a', kernels: [{ name: 'x', displayName: 'Python (forecasting-of-demand-in-autumn)' }] }),
  environment({ prefix: '/b' }),
  environment({ prefix: '/c', ipykernel: false, persistent: false }),
  environment({ prefix: '/d', persistent: false, protected: 'base' }),
  environment({ prefix: '/e', gone: true }),
  environment({ prefix: '/f', outside: true, kernels: [{ name: 'y', displayName: 'Y', missing: '/x/python' }] }),
];

const repository = (name: string, part: Partial<Repository> = {}): Repository => ({
  url: `https://git.example.com/team/${name}.git`,
  name,
  suggestedBy: 'domain',
  ...part,
});
const repositories = [
  repository('models-for-forecasting-of-demand'),
  repository('models-at-rest', {
    clonedAt: 'models',
    workingTree: { kind: 'known', branch: 'release/2027-spring', commit: '1', changed: 0, untracked: 0, conflicts: 0 },
  }),
  repository('models-in-work', {
    clonedAt: 'work',
    workingTree: {
      kind: 'known',
      branch: 'release/2027-spring',
      commit: '1',
      upstream: { name: 'origin/main', difference: { ahead: 12, behind: 143 } },
      changed: 1234,
      untracked: 17,
      conflicts: 3,
      operation: 'rebase',
    },
    environment: { file: 'work/environment.yml' },
  }),
];

const perHour: Record<string, number | undefined> = { 'ml.t3.medium': 0.05, 'ml.p4de.24xlarge': 140.86 };

function everything(currency: string): Snapshot {
  const apps = everyApp();
  const costs = apps.map(({ instanceType = '', key, since }) => {
    const price = perHour[instanceType];
    const hours = (Date.parse(noon) - Date.parse(since ?? noon)) / 3_600_000;
    return { key, ...(price !== undefined && { perHour: price, sinceStart: price * hours, today: price * 12 }) };
  });
  return snapshot({
    apps: ready(apps),
    spaces: ready([
      ...apps.flatMap(({ key: { appType, owner } }) =>
        owner.kind === 'space'
          ? [{ spaceName: owner.spaceName, sharing: 'Private' as const, own: true, appType, volumeGb: 16_384 }]
          : [],
      ),
      {
        spaceName: 'a-space-with-nothing-in-it-2027',
        sharing: 'Shared',
        own: true,
        appType: 'CodeEditor',
        volumeGb: 16_384,
      },
    ]),
    cost: ready({
      source: { kind: 'price-list', date: '2026-11-24', from: quoted('AWS Price List') },
      currency,
      apps: costs,
      sum: { perHour: 1_408.6, today: 12_345.67, unpriced: 12 },
      storage: { gigabytes: 400_000, perMonth: 44_800 },
      days: [],
    }),
    environments: ready(environments),
    repositories: ready(repositories),
  });
}

describe('the panel at 245 px', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  let shown = everything('USD');

  beforeAll(async () => {
    lab = await openLab();
    await lab.page.route(/\/studiolo\/api\/snapshot/, (route) => route.fulfill({ json: shown }));
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    await sidebar.resize(245);
  });
  afterAll(() => lab?.stop());

  /** What is cut, falls out of the panel, or lies over something else: at rest, and with the focus in each row. */
  const faults = () =>
    sidebar.panel.evaluate(async (panel, allowed) => {
      const found = new Set<string>();
      const edge = panel.getBoundingClientRect().right + 0.5;
      const look = (root: Element) => {
        const inSight = [...root.querySelectorAll<HTMLElement>('*')].filter(
          (node) => node.checkVisibility() && !node.closest('svg, .jp-SidePanel-content > .lm-mod-hidden'),
        );
        for (const node of inSight) {
          const style = getComputedStyle(node);
          if (style.clipPath !== 'none' || style.display === 'inline') continue;
          if (style.overflowX !== 'visible' && node.clientWidth > 0 && node.scrollWidth > node.clientWidth) {
            const text = node.textContent ?? '';
            if (!allowed.some((selector) => node.matches(selector))) found.add(`cut: ${node.className} ${text}`);
            const texts = document.createNodeIterator(node, NodeFilter.SHOW_TEXT);
            for (let leaf = texts.nextNode(); leaf; leaf = texts.nextNode()) {
              const title = leaf.parentElement?.closest('[title]')?.getAttribute('title') ?? '';
              for (const word of (leaf.textContent ?? '').split(' · '))
                if (!title.toLowerCase().includes(word.trim().toLowerCase()))
                  found.add(`no tooltip: ${word} in ${text}`);
            }
          }
        }
        const texts = inSight.flatMap((node) =>
          [...node.childNodes]
            .filter((child) => child.nodeType === 3 && child.textContent?.trim())
            .map((child) => {
              const range = document.createRange();
              range.selectNodeContents(child);
              const { bottom, left: from, right: to, top } = range.getBoundingClientRect();
              let [left, right] = [from, to];
              for (let box: Element | null = node; box && box !== panel; box = box.parentElement) {
                const style = getComputedStyle(box);
                if (style.clipPath !== 'none') right = left;
                if (style.overflowX === 'visible') continue;
                const bounds = box.getBoundingClientRect();
                left = Math.max(left, bounds.left);
                right = Math.min(right, bounds.right);
              }
              return { text: child.textContent, bottom, left, right, top };
            }),
        );
        for (const one of texts) if (one.right > edge) found.add(`out: ${one.text}`);
        for (const [at, one] of texts.entries())
          for (const other of texts.slice(at + 1)) {
            const beside = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const below = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (beside > 1 && below > 6) found.add(`over each other: ${one.text} and ${other.text}`);
          }
      };
      for (const title of panel.querySelectorAll('.jp-AccordionPanel-title')) look(title);
      for (const row of panel.querySelectorAll<HTMLElement>('[data-row]')) {
        row.scrollIntoView({ block: 'center' });
        await new Promise(requestAnimationFrame);
        look(row);
        row.focus();
        look(row);
      }
      return [...found];
    }, Object.keys(mayBeCut));

  it.each(['USD', 'CNY'])(
    'cuts nothing but what may be cut, whatever runs in whatever state, in %s',
    async (currency) => {
      shown = everything(currency);
      await sidebar.button('Refresh').click();
      await sidebar
        .row(
          'My apps',
          everyApp()[0]!.key.owner.kind === 'space' ? 'forecasting-of-demand-000-2027'.padEnd(30, 'x') : '',
        )
        .waitFor();
      await sidebar.unfoldStopped();
      await sidebar.panel
        .getByText(currency === 'CNY' ? /^CN¥140\.86\/h$/ : /^\$140\.86\/h$/)
        .first()
        .waitFor();
      await lab.page.setViewportSize({ width: 1280, height: 3600 });
      await lab.picture(`narrow-${currency}`, { width: 300, height: 3600 });
      await lab.page.setViewportSize({ width: 1280, height: 900 });
      expect(await faults()).toEqual([]);
    },
  );

  it('keeps states, instance types and amounts whole', async () => {
    const lines = await sidebar
      .section('My apps')
      .locator('.studiolo-Detail')
      .evaluateAll((nodes) =>
        nodes.map((node) => {
          const parts = [...node.children].filter((part) => !part.matches('.studiolo-Kind, .studiolo-Lasted'));
          return parts.every((part) => part.scrollWidth <= part.clientWidth) ? '' : (node.textContent ?? '');
        }),
      );
    expect(lines.length).toBeGreaterThan(70);
    expect(lines.filter(Boolean)).toEqual([]);
    const states = await sidebar
      .section('My apps')
      .getByText(/^(Starting|Stopping|Stopped)$/)
      .count();
    expect(states).toBe(types.length * instances.length * 2 + 1);
  });

  it('finds what is cut', async () => {
    await sidebar.panel
      .locator('.studiolo-Row-figure')
      .first()
      .evaluate((node: HTMLElement) => {
        node.style.cssText = 'max-width: 8px; overflow: hidden';
      });
    expect(await faults()).toEqual([
      expect.stringMatching(/^cut: studiolo-Row-figure/),
      expect.stringMatching(/^no tooltip/),
    ]);
  });

  it('shows for how long an app has run again where there is room', async () => {
    const lasted = sidebar.section('My apps').locator('.studiolo-mod-long > .studiolo-Lasted').first();
    const width = () => lasted.evaluate((node) => node.getBoundingClientRect().width);
    expect(await width()).toBeLessThanOrEqual(1);
    await sidebar.resize(360);
    expect(await width()).toBeGreaterThan(10);
  });
});
