import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ITranslator, nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { StudioPanel } from '../../../src/frontend/panel/panel';
import { say } from '../../../src/protocol/message';
import type { Notice } from '../../../src/protocol/notice';
import type { Resources } from '../../../src/protocol/resources';
import { FarEnd } from '../server';
import { app, keepAwake, noon, ready, snapshot, stopJob } from '../values';

jest.setTimeout(30_000);

const plain = nullTranslator.load('studiolo');
const marked = (text: string) => `⟦${text}⟧`;
/** What was asked to be translated, as it is written in the source. */
const asked = new Set<string>();
/** A language in which every text is its English one in brackets, so that what is not translated stands out. */
const pseudo: TranslationBundle = {
  ...plain,
  __: (text, ...values) => (asked.add(text), marked(plain.__(text, ...values))),
  _n: (one, many, count, ...values) => (asked.add(one), marked(plain._n(one, many, count, ...values))),
};
const translator: ITranslator = { languageCode: 'xx', load: () => pseudo };

class SentRequest {
  readonly headers = new Headers();
  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {}
}

let far: FarEnd;
let panel: StudioPanel;

beforeEach(() => {
  far = new FarEnd();
  const serviceManager = {
    serverSettings: {
      baseUrl: 'http://lab/',
      init: {},
      token: '',
      Request: SentRequest,
      fetch: ({ url, init }: SentRequest) => far.send(url, init),
    },
    kernelspecs: { refreshSpecs: async () => undefined },
    contents: { localPath: (name: string) => name },
  };
  panel = new StudioPanel({
    // The part of an application that the panel uses.
    app: { commands: new CommandRegistry(), serviceManager } as unknown as JupyterFrontEnd,
    fileBrowser: null,
    documents: null,
    settings: null,
    stopWatch: null,
    translator,
    trans: pseudo,
  });
});
afterEach(() => {
  panel.dispose();
  document.body.replaceChildren();
});

/** Letters that stand in no brackets. */
const untranslated = (text: string) => {
  let inside = text;
  for (let before = ''; before !== inside;) {
    before = inside;
    inside = inside.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return /\p{L}{2,}/u.test(inside) ? [inside.trim()] : [];
};

/** Names and messages of others, code and moments are no words of ours. */
const theirs = 'bdi, code, pre, time, style';

/** One of each thing that can be missing or go wrong, as the agent says it. */
const failing: Notice = {
  code: 'failed',
  message: say('not-removed', { name: '1', prefix: '2', why: say('holds-foreign', { names: ['3', '4'] }) }),
  remedy: say('move-elsewhere'),
};

test('all that the panel says of its own can be translated', async () => {
  far.show(
    snapshot({
      environments: { ...snapshot().environments, notices: [failing] },
      apps: ready([app('ana-forecasting', { current: true }), app('ana-geo', { status: 'Failed', billed: false })]),
      keepAwake: ready(
        keepAwake({ asked: { at: noon, until: '2026-11-24T14:00:00.000Z' }, work: [], holding: 'asked' }),
      ),
      jobs: [stopJob('ana-archive')],
    }),
  );
  const GiB = 2 ** 30;
  const resources: Resources = {
    volume: ready({ folder: '/home/u', bytes: 98 * GiB, usedBytes: 93 * GiB, freeBytes: 5 * GiB }),
    memory: ready({ usedBytes: 15 * GiB, limitBytes: 16 * GiB, limitOf: 'machine' }),
    cpu: ready({ cores: 4, usedCores: 0.5 }),
    gpus: ready([{ index: '0', name: '', utilization: 85 }]),
  };
  far.answers.set('GET resources', { status: 200, body: resources });
  Widget.attach(panel, document.body);
  const until = async (holds: () => unknown) => {
    for (let tries = 0; tries < 1000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await until(() => panel.node.querySelector('[aria-label*="Repositories"] [data-row]'));
  for (const fold of panel.node.querySelectorAll<HTMLElement>('.studiolo-Fold')) fold.click();
  await until(
    () =>
      panel.node.querySelector('.studiolo-Details') &&
      panel.node.querySelector('.studiolo-Resources') &&
      panel.node.querySelector('[data-row="ana-archive"]'),
  );
  const found: string[] = [];
  for (const node of panel.node.querySelectorAll('*')) {
    if (node.closest(theirs)) continue;
    for (const child of node.childNodes)
      if (child.nodeType === Node.TEXT_NODE) found.push(...untranslated(child.textContent ?? ''));
    for (const name of ['aria-label', 'aria-valuetext', 'placeholder']) {
      const label = node.getAttribute(name);
      // Lumino's own, in English whatever the language.
      if (label !== null && !label.endsWith(' Section') && !node.matches('.jp-SidePanel-content'))
        found.push(...untranslated(label));
    }
  }
  expect(found).toEqual([]);
  expect(panel.node.textContent).toContain(
    '⟦1 (2) was not removed: ⟦it holds files that conda did not put there: 3, 4⟧.⟧',
  );
  expect(asked.size).toBeGreaterThan(40);
});

test('the translators’ template has every text that is asked for', () => {
  const root = path.resolve(__dirname, '..', '..', '..');
  const script = `import { template } from './scripts/translations.mjs'; process.stdout.write(template('.', 'src/frontend'));`;
  const template = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  const known = new Set(
    [...template.matchAll(/^msgid (".*")$/gm)].map(([, text]) => JSON.parse(text ?? '""') as string),
  );
  expect([...asked].filter((text) => !known.has(text) && text !== 'side panel content')).toEqual([]);
  expect(template).toContain('msgid_plural');
});
