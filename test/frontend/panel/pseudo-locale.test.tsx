import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type ITranslator, nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import { say } from '../../../src/protocol/message';
import type { Notice } from '../../../src/protocol/notice';
import type { Resources } from '../../../src/protocol/resources';
import { ShownPanel, until } from '../shown-panel';
import { app, keepAwake, noon, ready, snapshot, stopJob } from '../values';

jest.setTimeout(60_000);

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

let shown: ShownPanel;

beforeEach(() => {
  shown = new ShownPanel(translator);
});
afterEach(() => shown.dispose());

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
  const GiB = 2 ** 30;
  const resources: Resources = {
    volume: ready({ folder: '/home/u', bytes: 98 * GiB, usedBytes: 93 * GiB, freeBytes: 5 * GiB }),
    memory: ready({ usedBytes: 15 * GiB, limitBytes: 16 * GiB, limitOf: 'machine' }),
    cpu: ready({ cores: 4, usedCores: 0.5 }),
    gpus: ready([{ index: '0', name: '', utilization: 85 }]),
  };
  shown.far.answers.set('GET resources', { status: 200, body: resources });
  await shown.show(
    snapshot({
      environments: { ...snapshot().environments, notices: [failing] },
      apps: ready([app('ana-forecasting', { current: true }), app('ana-geo', { status: 'Failed', billed: false })]),
      keepAwake: ready(
        keepAwake({ asked: { at: noon, until: '2026-11-24T14:00:00.000Z' }, work: [], holding: 'asked' }),
      ),
      jobs: [stopJob('ana-archive')],
    }),
  );
  const { node: whole } = shown.panel;
  for (const fold of whole.querySelectorAll<HTMLElement>('.studiolo-Fold')) fold.click();
  await until(
    () =>
      whole.querySelector('.studiolo-Details') &&
      whole.querySelector('.studiolo-Resources') &&
      whole.querySelector('[data-row="ana-archive"]'),
  );
  const found: string[] = [];
  for (const node of whole.querySelectorAll('*')) {
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
  expect(whole.textContent).toContain('⟦1 (2) was not removed: ⟦it holds files that conda did not put there: 3, 4⟧.⟧');
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
