import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pageText, root } from './console-blocks';

// Pages for those who work in JupyterLab: what they write in italics is a button, a command or a heading there.
const pages = ['panel', 'keep-awake', 'terminal', 'shared-spaces', 'troubleshooting'].map((name) => `docs/${name}.md`);

const below = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|json)$/.test(name))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'));
const shown = ['src/frontend', 'src/protocol', 'schema'].flatMap(below).join('\n');

const prose = (page: string) => pageText(page).replaceAll(/^```.*?^```$/gms, '');
const labels = pages.flatMap((page) =>
  [...prose(page).matchAll(/(?<![*\w])\*([A-Z][^*|]+?)\*(?![*\w])/g)].map(([, label = '']) => ({
    page,
    label: label.replaceAll(/\s+/g, ' '),
  })),
);
/** Sentences in quotation marks, as the panel says them; `…` stands for what differs. */
const sentences = [
  ...prose('docs/troubleshooting.md')
    .split('## For administrators')[0]!
    .matchAll(/"([A-Za-z][^"]+)"/g),
];

test('there are labels', () => expect(labels.length).toBeGreaterThan(20));

test.each(labels)('$page names $label as JupyterLab shows it', ({ label }) => {
  const words = label.replace(/…$/, '');
  expect({ label, is: shown.includes(words) }).toEqual({ label, is: true });
});

test.each(sentences.map(([, sentence = '']) => sentence))(
  'troubleshooting quotes %j as the panel says it',
  (sentence) => {
    const said = shown.replaceAll('{oldest}', '18');
    expect({ sentence, is: said.includes(sentence) }).toEqual({ sentence, is: true });
  },
);
