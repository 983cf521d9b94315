import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundledScripts } from '../../src/admin/scripts/bundled-scripts';
import { contentOf } from '../../src/admin/scripts/content';
import { parametersOf } from '../../src/admin/scripts/parameters';
import { scriptNames, scripts, textOf } from './script';

const prelude = readFileSync(path.join(scripts, 'prelude.sh'), 'utf8');

/** What a program says to a file, and whether it was content. */
function says(program: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  return { status, said: `${stdout}${stderr}` };
}
const content = { status: 0, said: '' };

it('there are scripts', () => expect(scriptNames).toContain('install-studiolo'));

describe.each(scriptNames)('%s', (name) => {
  const file = path.join(scripts, name, 'on-start.sh');
  const text = textOf(name);

  it('is nothing that shellcheck or shfmt would change', () => {
    expect(says('shellcheck', '--shell=bash', file)).toEqual(content);
    expect(says('shfmt', '-i', '2', '-ci', '-s', '-d', file)).toEqual(content);
  });

  it('can be executed, and has lines that end as bash takes them', () => {
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect(text).not.toContain('\r');
    expect(text.startsWith(`#!/bin/bash\n# ${name}: `)).toBe(true);
  });

  it('has the prelude of all', () => expect(text).toContain(`\n${prelude}`));

  it('does nothing before its last line, so that half of it does nothing', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines.pop()).toBe('start main');
    expect(commandsOf(lines.join('\n'))).toEqual(['eval "$1"', 'set -u']);
  });

  it('has parameters that the program can fill in, ENFORCE among them, each with its line in the README', () => {
    const names = parametersOf(text).map((parameter) => parameter.name);
    const assigned = [...text.slice(0, text.indexOf('# End of parameters.')).matchAll(/^([A-Z0-9_]+)=/gm)];
    expect(names).toEqual(assigned.map(([, assignedName]) => assignedName));
    expect(names).toContain('ENFORCE');
    const readme = readFileSync(path.join(scripts, name, 'README.md'), 'utf8');
    expect(names.filter((parameter) => !readme.includes(`\`${parameter}\``))).toEqual([]);
  });

  it('has a README that says what, who, what it needs, how it fails and how to be rid of it', () => {
    const readme = readFileSync(path.join(scripts, name, 'README.md'), 'utf8');
    expect(readme.startsWith(`# ${name}\n\n`)).toBe(true);
    const sections = ['Who', 'Parameters', 'IAM', 'Network', 'Failure', 'How to remove'];
    expect(sections.filter((section) => !readme.includes(`\n**${section}.**`))).toEqual([]);
  });

  it('is one that the program installs, with a test of its own, and told of in the documentation', () => {
    // Jest leaves out the first line of what it loads.
    expect(bundledScripts[name]?.split('\n').slice(1)).toEqual(text.split('\n').slice(1));
    expect(readdirSync(__dirname).some((file) => file.startsWith(name) && file.endsWith('.test.ts'))).toBe(true);
    const page = path.join(scripts, '../docs/install-for-a-domain.md');
    expect(readFileSync(page, 'utf8')).toContain(name);
  });

  it('fits into a lifecycle configuration, the same from a Windows checkout', () => {
    const made = contentOf([{ kind: 'bundled', name, text }], '1.0.0');
    const windows = text.replaceAll('\n', '\r\n');
    expect(contentOf([{ kind: 'bundled', name, text: windows }], '1.0.0')).toEqual(made);
    expect(made.script).not.toContain('\r');
  });
});

it('what runs own scripts is nothing that shellcheck or shfmt would change', () => {
  const file = path.join(scripts, 'own-scripts.sh');
  expect(says('shellcheck', '--shell=bash', file)).toEqual(content);
  expect(says('shfmt', '-i', '2', '-ci', '-s', '-d', file)).toEqual(content);
});

it('git gives a Windows checkout the line ends that bash takes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-checkout-'));
  try {
    const git = (...args: string[]) =>
      expect(says('git', '-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@y', ...args)).toMatchObject({
        status: 0,
      });
    const place = 'lifecycle-scripts/install-studiolo/on-start.sh';
    mkdirSync(path.join(folder, path.dirname(place)), { recursive: true });
    for (const each of ['.gitattributes', place]) copyFileSync(path.join(scripts, '..', each), path.join(folder, each));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
    rmSync(path.join(folder, place));
    git('-c', 'core.autocrlf=true', 'checkout', '--quiet', '--', place);
    expect(readFileSync(path.join(folder, place), 'utf8')).toBe(textOf('install-studiolo'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What bash runs, apart from setting variables to fixed values, when it reads this text: its commands, unexpanded. */
function commandsOf(text: string): string[] {
  const program = `set -T; trap 'printf "%s\\0" "$BASH_COMMAND"' DEBUG; PATH=''; eval "$1"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', text], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\0').filter((command) => command !== '' && !/^(\w+=('[^']*'|[\w-]*) ?)+$/.test(command));
}
