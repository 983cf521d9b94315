import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bashCompletion } from '../../src/cli/completion/bash';
import { fishCompletion } from '../../src/cli/completion/fish';
import { regions } from '../../src/cli/completion/regions';
import { type CommandWords, wordsOf } from '../../src/cli/completion/tree';
import { zshCompletion } from '../../src/cli/completion/zsh';
import { inTerminal } from './in-terminal';

const program = process.env['STUDIOLO_CLI'] ?? path.resolve('dist/studiolo.cjs');
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
              region: { type: 'string', valueHint: 'REGION' },
            },
          },
        },
      },
      why: {},
      completion: { args: { shell: { type: 'positional', valueHint: 'SHELL' } } },
      plan: { args: { file: { type: 'positional', valueHint: 'FILE' }, json: { type: 'boolean' } } },
    },
  },
  { 'A,./B.sh': ['git-identity', 'set-proxy'], REGION: regions, SHELL: ['bash', 'zsh'] },
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
  expect(offered('')).toEqual(['env', 'why', 'completion', 'plan']);
  expect(offered('completion', '')).toEqual(['bash', 'zsh']);
  expect(offered('e')).toEqual(['env']);
  expect(offered('env', '')).toEqual(['export']);
  expect(offered('env', 'export', '--')).toEqual([
    '--form',
    '--file',
    '--reason',
    '--json',
    '--domain',
    '--scripts',
    '--region',
  ]);
  expect(offered('env', 'export', 'base', '--f')).toEqual(['--form', '--file']);
});

test('what may follow an option: its values, or nothing of ours', () => {
  expect(offered('env', 'export', '--form', '')).toEqual(['exact', 'asked']);
  expect(offered('env', 'export', '--form', 'e')).toEqual(['exact']);
  expect(offered('env', 'export', '--reason', '')).toEqual([]);
  expect(offered('env', 'export', '--file', '')).toEqual([]);
  // bash takes --form=e for three words.
  expect(offered('env', 'export', '--form', '=', 'e')).toEqual(['exact']);
  expect(offered('env', 'export', '--form', '=')).toEqual(['exact', 'asked']);
  expect(offered('env', 'export', '--scripts', 'set-proxy,g')).toEqual(['set-proxy,git-identity']);
});

describe('in shells as they are typed at', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-shells-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'studio.yaml'), '');
  writeFileSync(path.join(folder, 'studiolo'), '#!/bin/sh\n[ "$*" = "completion domains" ] && echo d-acme\n');
  chmodSync(path.join(folder, 'studiolo'), 0o755);
  const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };
  for (const [shell, script] of Object.entries(scripts)) writeFileSync(path.join(folder, shell), script(tree));
  const env = { HOME: folder, PATH: `${folder}:${process.env['PATH']}`, LANG: 'C.UTF-8' };

  // For root, a shell takes no prompt from its environment.
  const ready = `studiolo() { command studiolo "$@" || echo "MADE<$*>"; }\nPS1='READY '\n`;
  writeFileSync(path.join(folder, '.bashrc'), `. ./bash\n${ready}`);
  writeFileSync(path.join(folder, '.zshrc'), `autoload -U compinit; compinit -u -D; . ./zsh\n${ready}`);
  const shells = [['bash'], ['zsh', '-d']];

  /** What a shell makes of lines once Tab is pressed in each: the program in it shows what it is given. */
  async function typed(shell: readonly string[], written: readonly string[]): Promise<string[]> {
    const { screen } = await inTerminal(
      // An interactive shell does not end by SIGTERM.
      ['timeout', '--foreground', '--signal=KILL', '60', 'env', `--chdir=${folder}`, ...shell],
      [...written.map((line) => ['READY ', `studiolo ${line}\t\r`] as const), ['READY ', 'exit\r']],
      { ...env, ZDOTDIR: folder },
    );
    return [...screen.matchAll(/MADE<([^>$]*)>/g)].map(([, made = '']) => made.trim());
  }

  /** What fish offers for a line. */
  const inFish = (line: string) =>
    execFileSync('fish', ['--no-config', '-c', `source ./fish; complete -C ${JSON.stringify(`studiolo ${line}`)}`], {
      cwd: folder,
      encoding: 'utf8',
      env,
    })
      .split('\n')
      .filter(Boolean)
      .map((each) => each.split('\t')[0]);

  const lines: [line: string, made: string][] = [
    ['w', 'why'],
    ['env e', 'env export'],
    ['env export --fo', 'env export --form'],
    ['env export --form e', 'env export --form exact'],
    ['env export --form=e', 'env export --form=exact'],
    ['env export --scripts g', 'env export --scripts git-identity'],
    ['env export --scripts set-proxy,g', 'env export --scripts set-proxy,git-identity'],
    ['env export --region eu-sou', 'env export --region eu-south-'],
    ['env export --domain d-a', 'env export --domain d-acme'],
    ['env export --file studio.', 'env export --file studio.yaml'],
    ['plan studio.', 'plan studio.yaml'],
    ['plan --j', 'plan --json'],
    ['completion z', 'completion zsh'],
  ];

  test.each(shells)(
    'Tab in %s writes what is meant',
    async (...shell) => {
      const written = await typed(
        shell,
        lines.map(([line]) => line),
      );
      expect(written).toEqual(lines.map(([, made]) => made));
    },
    90_000,
  );

  test.each(lines.filter(([, made]) => !made.endsWith('-')))('fish offers for %j %j', (written, made) => {
    expect(inFish(written)).toEqual([made.split(' ').at(-1)]);
  });

  test('fish offers what several begin with, with what it is', () => {
    expect(inFish('env export --region eu-sou')).toEqual(['eu-south-1', 'eu-south-2']);
    expect(inFish('')).toEqual(['completion', 'env', 'plan', 'why']);
  });
});

test('regions, as the SDK that is bundled knows them', () => {
  expect(offered('env', 'export', '--region', 'eu-c')).toEqual(['eu-central-1', 'eu-central-2']);
  const core = path.dirname(require.resolve('@aws-sdk/core/package.json'));
  const rules = readFileSync(path.join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'), 'utf8');
  const named = [...rules.matchAll(/^ +"((?!aws-)[a-z]+(?:-[a-z]+)+-\d+)": \{/gm)].flatMap(([, name = '']) => name);
  // What governments have to themselves has other names.
  expect([...regions].sort()).toEqual(named.filter((name) => !/-iso[a-z]?-|^eu-isoe/.test(name)).sort());
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

test('the program offers the words that its options take, each after the last comma', () => {
  const script = execFileSync(process.execPath, [program, 'completion', 'bash'], { encoding: 'utf8' });
  const after = (option: string) =>
    script.split('\n').find((line) => line.trim().startsWith(`'${option}')`)) ?? `nothing after ${option}`;
  for (const command of ['install', 'template']) {
    expect(after(` domain ${command} --scripts`)).toMatch(/-W '.*\bgit-identity\b/);
    expect(after(` domain ${command} --apps`)).toContain("-W 'private-jupyterlab private-code-editor");
  }
  for (const command of ['plan', 'apply']) expect(after(` ${command} --only`)).toContain(' user-profiles ');
  for (const command of ['check', 'template']) expect(after(` network ${command} --uses`)).toMatch(/-W '\S+ \S+/);
});
