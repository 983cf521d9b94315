import { execFileSync } from 'node:child_process';
import { whyNotMoved } from '../../src/studio/fast-forward';
import { shellWord } from '../../src/studio/shell-word';
import { inWords } from '../protocol/in-words';

const inShell = (text: string) =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test('any text is one word of a shell, and a plain one stays as it is', () => {
  const texts = [
    '',
    ' ',
    "it's",
    '$(id)',
    '`id`',
    'a;b',
    'a&b',
    'a|b',
    '*',
    '~',
    '"',
    '\\',
    'a\nb',
    '\u00e9',
    "'\\''",
    '#',
  ];
  for (const text of texts) expect([text, inShell(shellWord(text))]).toEqual([text, [text]]);
  expect(shellWord('/home/ada/.conda/envs/ml')).toBe('/home/ada/.conda/envs/ml');
});

test('a branch that the server calls like a command is switched to, and not run', () => {
  const hostile = '$(touch${IFS}taken)';
  const told = whyNotMoved(
    { kind: 'known', changed: 0, untracked: 0, conflicts: 0, commit: 'a'.repeat(40) },
    'models',
    {
      remote: 'origin',
      standard: hostile,
    },
  );
  const command = /git switch .*(?=\.)/.exec(inWords(told)?.remedy ?? '')?.[0] ?? '';
  expect(inShell(command)).toEqual(['git', 'switch', hostile]);
});
