import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bashCompletion } from '../../src/cli/completion/bash';
import { fishCompletion } from '../../src/cli/completion/fish';
import { type CommandWords, wordsOf } from '../../src/cli/completion/tree';
import { zshCompletion } from '../../src/cli/completion/zsh';

const tree: CommandWords[] = wordsOf(
  {
    subCommands: {
      env: {
        meta: { description: "Conda's: list and more" },
        subCommands: {
          export: {
            args: {
              name: { type: 'positional' },
              form: { type: 'enum', options: ['exact', 'asked'] },
              file: { type: 'string', valueHint: 'FILE' },
              reason: { type: 'string', valueHint: 'TEXT' },
              json: { type: 'boolean' },
              domain: { type: 'string', valueHint: 'd-…' },
              scripts: { type: 'string', valueHint: 'A,./B.sh' },
            },
          },
        },
      },
      why: {},
    },
  },
  ['git-identity', 'set-proxy'],
);

/** What a real bash offers after a command line whose last word is being written. */
function offered(...words: string[]): string[] {
  const program = `${bashCompletion(tree)}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _studiolo; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync('bash', ['--norc', '-c', program, 'bash', 'studiolo', ...words], {
    encoding: 'utf8',
    env: process.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.split('\n').filter(Boolean);
}

test('commands, their commands and their options, as far as they are written', () => {
  expect(offered('')).toEqual(['env', 'why']);
  expect(offered('e')).toEqual(['env']);
  expect(offered('env', '')).toEqual(['export']);
  expect(offered('env', 'export', '--')).toEqual(['--form', '--file', '--reason', '--json', '--domain', '--scripts']);
  expect(offered('env', 'export', 'base', '--f')).toEqual(['--form', '--file']);
});

test('what may follow an option: its values, or nothing of ours', () => {
  expect(offered('env', 'export', '--form', '')).toEqual(['exact', 'asked']);
  expect(offered('env', 'export', '--form', 'e')).toEqual(['exact']);
  expect(offered('env', 'export', '--reason', '')).toEqual([]);
  expect(offered('env', 'export', '--file', '')).toEqual([]);
});

test('scripts that come with the program, and domains that it is asked for', () => {
  expect(offered('env', 'export', '--scripts', 'g')).toEqual(['git-identity']);
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-bin-'));
  writeFileSync(
    path.join(folder, 'studiolo'),
    '#!/bin/sh\n[ "$*" = "completion domains" ] && echo d-acme && echo d-two\n',
  );
  chmodSync(path.join(folder, 'studiolo'), 0o755);
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}:${before}`;
  try {
    expect(offered('env', 'export', '--domain', '')).toEqual(['d-acme', 'd-two']);
    expect(offered('env', 'export', '--domain', 'd-t')).toEqual(['d-two']);
  } finally {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true });
  }
});

test('descriptions are words of the shell that reads them', () => {
  expect(zshCompletion(tree)).toContain(`'env:Conda'\\''s\\: list and more'`);
  expect(fishCompletion(tree)).toContain(`-a env -d 'Conda\\'s: list and more'`);
  expect(fishCompletion(tree)).toContain(`-l form -xa 'exact asked'`);
});
