import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMessage, Message, say } from '../../src/protocol/message';
import { placeholdersOf } from '../../src/protocol/messages/placeholders';
import { texts, type Code } from '../../src/protocol/messages/texts';
import { english, worded } from '../../src/protocol/worded';

const codes = Object.keys(texts).filter((code): code is Code => Object.hasOwn(texts, code));

test('a message is a code that there is, with what its text wants and nothing else', () => {
  const cloned = say('cloned', { name: 'models', folder: 'work' });
  expect(Message.safeParse(JSON.parse(JSON.stringify(cloned))).data).toEqual(cloned);
  for (const other of [
    'models is in work.',
    { code: 'nonsense', values: {} },
    { code: 'toString', values: {} },
    { code: 'cloned', values: { name: 'models' } },
    { code: 'cloned', values: { name: 'models', folder: 'work', more: 'x' } },
    { code: 'cloned', values: { name: 'models', folder: { code: 'nonsense', values: {} } } },
    { code: 'cloned', values: { name: 'models', folder: true } },
    { code: 'cloned', values: { name: 'models', folder: { moment: 'soon' } } },
    { code: 'cloned' },
  ])
    expect([other, isMessage(other)]).toEqual([other, false]);
});

test('a message within a message leaves the full stop to it, and one is not many', () => {
  const why = say('git-too-long', { verb: 'fetch', minutes: 10 });
  expect(english(say('state-unreadable', { name: 'models', why }))).toBe(
    'The state of models can’t be read: git fetch did not finish within 10 minutes.',
  );
  expect(english(say('commits-to-pull', { name: 'models', count: 1 }))).toBe('models: 1 commit to pull.');
  expect(english(say('commits-to-pull', { name: 'models', count: 3 }))).toBe('models: 3 commits to pull.');
  expect(english(say('environment-in-use', { name: 'ml', users: ['a.ipynb', say('no-notebook')] }))).toBe(
    'ml is in use: a.ipynb, a kernel without a notebook.',
  );
});

test('a moment is told on the reader’s own clock, with its date', () => {
  const [since, until] = ['2026-11-24T09:05:00.000Z', '2026-11-24T17:40:00.000Z'].map((moment) => ({ moment }));
  const message = say('no-look-since', { since: since!, until: until!, why: 'the roof is gone' });
  expect(Message.safeParse(JSON.parse(JSON.stringify(message))).data).toEqual(message);
  expect(english(message)).toMatch(
    /^No check for running work succeeded from Nov 2\d, 2026, \d\d:\d\d to Nov 2\d, 2026, \d\d:\d\d: the roof is gone/,
  );
  expect(english(message)).not.toContain('Z');
});

test('sentences of a list stand one after another, other things are told with commas', () => {
  const packages = (...all: string[]) => english(say('pip-left-out', { packages: all }));
  expect(packages('alpha', 'beta')).toBe('These pip packages could not be installed: alpha, beta');
  expect(packages('No alpha.', 'No beta.')).toBe('These pip packages could not be installed: No alpha. No beta.');
});

test('every text goes through the translator, with all that is put in, and is in the translators’ template', () => {
  const script = `import { template } from './scripts/translations.mjs'; process.stdout.write(template('.', 'src/frontend'));`;
  const template = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.resolve(__dirname, '..', '..'),
    encoding: 'utf8',
  });
  const known = new Set(
    [...template.matchAll(/^msgid(?:_plural)? (".*")$/gm)].map(([, text]) => JSON.parse(text ?? '')),
  );
  for (const code of codes) {
    const values = Object.fromEntries(placeholdersOf(code).map((name, at) => [name, name === 'count' ? 3 : `<${at}>`]));
    const asked: string[] = [];
    const foreign = worded(
      { code, values },
      {
        __: (text, ...given) => (asked.push(text), `⟦${given.join()}⟧`),
        _n: (one, many, count, ...given) => (asked.push(one, many), `⟦${[count, ...given].join()}⟧`),
      },
    );
    expect([code, foreign]).toEqual([code, `⟦${Object.values(values).join()}⟧`]);
    for (const text of asked) {
      expect(text).not.toMatch(/[{}]|%0/);
      if (/\p{L}/u.test(text)) expect([code, known.has(text)]).toEqual([code, true]);
    }
    expect(english({ code, values })).not.toMatch(/%\d|undefined/);
  }
});

test('texts are plain: no file of them has another’s code, none is empty, and apostrophes are typeset', () => {
  for (const code of codes) {
    const parts: readonly string[] = [texts[code]].flat();
    for (const text of parts) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect([code, /\w'\w/.test(text)]).toEqual([code, false]);
    }
  }
});

test('what the door says are messages that there are', () => {
  const door = readFileSync(path.resolve(__dirname, '../../src/door/studiolo/failure.py'), 'utf8');
  const said = [...door.matchAll(/Said\("([\w-]+)"/g)].map(([, code]) => code);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((code) => code === undefined || !Object.hasOwn(texts, code))).toEqual([]);
});
