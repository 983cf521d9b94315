import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import type { Resources } from '../../src/protocol/resources';
import { app, cloneJob, missing, mayNot, ready, snapshot, stopJob } from '../frontend/values';
import { quoted } from '../protocol/in-words';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(300_000);

/** Every text of ours in brackets: what stands without is not translated. */
const marked = (text: string) => `⟦${text}⟧`;

/** A language pack, as JupyterLab's server gives it, of all texts of the translators' template. */
function pseudoPack(): object {
  const script = `import { template } from './scripts/translations.mjs'; process.stdout.write(template('.', 'src/frontend'));`;
  const template = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const texts: Record<string, unknown> = {};
  const entry = /(?:^msgctxt (".*")\n)?^msgid (".+")\n(?:^msgid_plural (".*")\n)?/gm;
  for (const [, context, one = '""', many] of template.matchAll(entry)) {
    const forms = many === undefined ? [one] : [one, many];
    const key = [context, one].flatMap((text) => (text === undefined ? [] : [JSON.parse(text)])).join('\u0004');
    if (key !== '') texts[key] = forms.map((text) => marked(JSON.parse(text)));
  }
  const head = { domain: 'studiolo', language: 'xx', plural_forms: 'nplurals=2; plural=(n != 1);' };
  return { data: { studiolo: { '': head, ...texts } }, message: '' };
}

const GiB = 2 ** 30;
const features = 'https://github.com/acme/features.git';
const geo = "/home/u/it's/geo";
const shownSnapshot = snapshot({
  apps: ready([
    app('ana-forecasting', { current: true }),
    app('ana-code', {
      key: { appType: 'CodeEditor', appName: 'default', owner: { kind: 'space', spaceName: 'ana-code' } },
    }),
    app('ana-geo', { status: 'Failed', billed: false }),
  ]),
  cost: missing(mayNot('pricing:GetProducts')),
  jobs: [
    stopJob('ana-geo'),
    cloneJob({ kind: 'failed', notice: { code: 'credentials', message: quoted('git.example.com wants a user name') } }),
  ],
});
/** The same, where prices are known: what it costs is told, too. */
const pricedSnapshot = snapshot({
  ...shownSnapshot,
  cost: ready({
    source: { kind: 'bundled', date: '2026-11-24', from: quoted('Acme') },
    currency: 'USD',
    apps: [{ key: app('ana-forecasting').key, perHour: 1.408, sinceStart: 3.52, today: 3.52 }],
    sum: { perHour: 1.408, today: 3.52, unpriced: 2 },
    idle: { since: '2026-11-24T11:42:00.000Z', soFar: 0.42, untilStopped: 1.41, perDay: 33.79 },
    storage: { gigabytes: 170, perMonth: 19.04 },
    days: [
      { date: '2026-11-23', hours: 3, amount: 4.2, unpricedHours: 1 },
      { date: '2026-11-24', hours: 2.5, amount: 3.52, unpricedHours: 0 },
    ],
  }),
});
const month = ready({
  month: '2026-11',
  source: { kind: 'bundled', date: '2026-11-24', from: quoted('Acme') },
  currency: 'USD',
  apps: [
    {
      owner: { kind: 'space', spaceName: 'ana-forecasting' },
      appType: 'JupyterLab',
      instanceTypes: ['ml.g5.xlarge'],
      hours: 31.5,
      amount: 44.35,
      unpricedHours: 1.5,
    },
    {
      owner: { kind: 'space', spaceName: 'ana-geo' },
      appType: 'JupyterLab',
      instanceTypes: ['ml.x9.xlarge'],
      hours: 2,
      amount: 0,
      unpricedHours: 2,
    },
  ],
  hours: 33.5,
  amount: 44.35,
  unpricedHours: 3.5,
  storage: { gigabytes: 170 },
  hoursSoFar: 564,
  hoursWatched: 40,
});
const failure = {
  key: app('ana-geo').key,
  reason: 'ConfigurationError: LifecycleConfig',
  logGroup: '/aws/sagemaker/studio',
  streams: [
    { name: 'd-acme/ana-geo/JupyterLab/default', lines: ['no space left'] },
    {
      name: 'd-acme/ana-geo/JupyterLab/default/LifecycleConfigOnStart',
      lines: [],
      notice: mayNot('logs:GetLogEvents'),
    },
  ],
};
const options = {
  spaceName: 'ana-archive',
  appType: 'JupyterLab',
  currency: 'USD',
  instanceTypes: [
    { instanceType: 'ml.t3.medium', size: { vcpu: 2, memoryGiB: 4 }, perHour: 0.05 },
    { instanceType: 'ml.m5.xlarge', size: { vcpu: 4, memoryGiB: 16 }, perHour: 0.23 },
  ],
  images: [{ id: 'arn:cpu', name: 'sagemaker-distribution-cpu', custom: false, madeFor: 'cpu' }],
  lifecycleConfigs: [],
  defaults: { instanceType: 'ml.t3.medium', imageId: 'arn:cpu' },
  idle: { lifecycleManagement: 'ENABLED', timeoutMinutes: 120, minMinutes: 60, maxMinutes: 480, decidedBy: 'domain' },
  volume: { gigabytes: 50, maximum: 100 },
  notices: [],
};
const resources: Resources = {
  volume: ready({ folder: '/home/u', bytes: 98 * GiB, usedBytes: 93 * GiB, freeBytes: 5 * GiB }),
  memory: ready({ usedBytes: 15 * GiB, limitBytes: 16 * GiB, limitOf: 'machine' }),
  cpu: ready({ cores: 4, usedCores: 0.5 }),
  gpus: ready([{ index: '0', name: 'A10G', utilization: 85 }]),
};
/** What the agent answers, whatever there is. */
const answers: Record<string, unknown> = {
  snapshot: shownSnapshot,
  resources,
  'spaces/options': options,
  'environments/program': { program: 'mamba', path: '/opt/conda/bin/mamba' },
  'repositories/access': { host: 'git.example.com', signIn: 'as-configured' },
  'cost/month': month,
  'apps/failure': failure,
  'volume/folders': { folder: '/home/u', folders: [{ name: 'data', bytes: 40 * GiB }], whole: true },
};

/** The commands that open a dialog of ours. */
const dialogs: [string, Record<string, string>?][] = [
  ['create-environment'],
  ['create-environment-from-file'],
  ['clone-environment', { prefix: geo }],
  ['install-packages', { prefix: '/opt/conda' }],
  ['remove-environment', { prefix: geo }],
  ['export-environment', { prefix: geo }],
  ['repair-environment', { prefix: geo }],
  ['measure-environment'],
  ['create-space'],
  ['start-app', { spaceName: 'ana-archive' }],
  ['change-space', { spaceName: 'ana-archive' }],
  ['change-instance-type', { spaceName: 'ana-forecasting' }],
  ['stop-app', { spaceName: 'ana-forecasting' }],
  ['delete-space', { spaceName: 'ana-archive' }],
  ['clone-repository', { url: features }],
  ['clone-address'],
  ['keep-awake'],
  ['show-storage'],
  ['show-costs'],
  ['why-app-failed', { spaceName: 'ana-geo' }],
  ['shut-down-idle'],
];

/** Every text in what the agent answers: names of others, which stand in options without a mark of their own. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
const namesOfOthers = textsIn(answers).toSorted((one, other) => other.length - one.length);

/** What of ours in an element is not translated, and what is cut without a way to read it. */
const faults = (page: Page, selector: string) =>
  page.locator(selector).evaluate((root, names) => {
    // Names and messages of others, code, and moments.
    const theirs = 'bdi, code, pre, time, style, textarea';
    const untranslated = (text: string, node?: Element) => {
      let rest = text;
      // An option can't mark names of others that stand in it.
      if (node?.closest('option')) for (const name of names) rest = rest.replaceAll(name, '');
      for (let before = ''; before !== rest;) {
        before = rest;
        rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
      }
      return /\p{L}{2,}/u.test(rest);
    };
    const found: string[] = [];
    const edge = root.getBoundingClientRect().right + 1;
    for (const node of root.querySelectorAll<HTMLElement>('*')) {
      if (!node.checkVisibility() || node.closest('.jp-Spinner, svg')) continue;
      const own = [...node.childNodes].filter((child) => child.nodeType === 3 && child.textContent?.trim());
      for (const child of own) {
        const text = child.textContent ?? '';
        if (!node.closest(theirs) && untranslated(text, node)) found.push(`not translated: ${text}`);
        if (node.closest('option, .lm-mod-hidden, .studiolo-Hidden')) continue;
        const range = document.createRange();
        range.selectNodeContents(child);
        const right = Math.max(...[...range.getClientRects()].map((box) => box.right));
        // The first that does not show what goes beyond it.
        let box: HTMLElement | null = node;
        while (box && box !== root && getComputedStyle(box).overflowX === 'visible') box = box.parentElement;
        const cut =
          right > edge || (box !== null && box.clientWidth > 1 && right > box.getBoundingClientRect().right + 1);
        const told = box && getComputedStyle(box).textOverflow === 'ellipsis' && box.closest('[title], [aria-label]');
        if (cut && !told) found.push(`cut: ${text}`);
      }
      for (const name of ['aria-label', 'aria-valuetext', 'placeholder']) {
        const label = node.getAttribute(name);
        // Lumino's and JupyterLab's own.
        if (
          label === null ||
          label.endsWith(' Section') ||
          node.matches('.jp-SidePanel-content, .jp-Dialog-close-button')
        )
          continue;
        if (!node.closest('[data-row], bdi') && untranslated(label)) found.push(`${name} not translated: ${label}`);
      }
    }
    return found;
  }, namesOfOthers);

test('in another language nothing of panel and dialogs is left in English, nor cut at 245 px', async () => {
  const lab: Lab = await openLab();
  try {
    const { page } = lab;
    page.setDefaultTimeout(10_000);
    const pack = pseudoPack();
    await page.route(/\/api\/translations\/[^/?]+/, (route) => route.fulfill({ json: pack }));
    await page.route(/\/studiolo\/api\/.*/, (route) => {
      const asked = /\/studiolo\/api\/([^?]*)/.exec(route.request().url())?.[1] ?? '';
      return asked in answers ? route.fulfill({ json: answers[asked] }) : route.continue();
    });
    await page.reload();
    await page.locator('.jp-Launcher').first().waitFor({ timeout: 60_000 });
    const sidebar = new Sidebar(page);
    if (!(await sidebar.panel.isVisible())) await sidebar.tab.click();
    await sidebar.panel.locator('[data-row="features"]').waitFor();
    await sidebar.resize(245);
    const folded = sidebar.panel.locator('.studiolo-Fold[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    await sidebar.panel.locator('.studiolo-Details').waitFor();
    const found: Record<string, string[]> = { panel: await faults(page, '.studiolo-Panel') };
    await lab.picture('pseudo-locale-panel');
    expect(await sidebar.panel.getByText('⟦').count()).toBeGreaterThan(20);
    answers['snapshot'] = pricedSnapshot;
    await sidebar.button(marked('Refresh')).click();
    await sidebar.panel.getByText('$1.41/h').first().waitFor();
    found['panel with prices'] = await faults(page, '.studiolo-Panel');
    await lab.picture('pseudo-locale-prices');
    await sidebar
      .row(marked('My apps'), 'ana-geo')
      .getByRole('button', { name: /Why did/ })
      .click();
    await sidebar.panel.locator('.studiolo-Failure').waitFor();
    found['why, in the row'] = await faults(page, '.studiolo-Panel');
    await lab.picture('pseudo-locale-failure');

    /** Looks at the dialog that something opens. */
    const look = async (name: string, open: () => Promise<void>) => {
      void open().catch(() => undefined);
      const dialog = sidebar.dialog();
      await dialog.locator('.jp-Dialog-footer button').first().waitFor();
      // What is asked for when it is shown.
      await dialog.locator('[aria-busy]').waitFor({ state: 'detached' });
      // Nothing that opens tells of a failure instead.
      found[name] = [
        ...((await dialog.getByText('⟦').count()) > 2 ? [] : [`no dialog of ours: ${await dialog.innerText()}`]),
        ...(await faults(page, '.jp-Dialog-content')),
      ];
      await lab.picture(`pseudo-locale-${name}`);
      await sidebar.dismiss();
    };
    await lab.startKernel('forecast.ipynb');
    for (const [command, given = {}] of dialogs) await look(command, () => lab.command(`studiolo:${command}`, given));
    await look('sign-in', () => sidebar.button(/Sign in for/).click());
    // The look itself sees both.
    await sidebar.panel
      .locator('.studiolo-Content')
      .first()
      .evaluate((content) => {
        const line = content.appendChild(document.createElement('p'));
        line.textContent = 'Plain English';
        line.style.cssText = 'width: 20px; overflow: hidden; white-space: nowrap';
      });
    const seen = ['not translated: Plain English', 'cut: Plain English'];
    expect(await faults(page, '.studiolo-Panel')).toEqual(seen);
    expect(Object.entries(found).filter(([, texts]) => texts.length > 0)).toEqual([]);
  } finally {
    await lab.stop();
  }
});
