import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');

/** A command line as a page has it, with the words of a shell. */
export interface DocumentedCommand {
  page: string;
  line: string;
  words: string[];
}

/** Every page that Git knows. */
const pages = () =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((page) => existsSync(path.join(root, page)));

/** The lines of a page's blocks of shell, with those that go on in the next line put together; without output. */
function linesOf(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^( *)```(sh|bash|console)\n(.*?)^\1```$/gms)].flatMap(([, , language, block = '']) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .flatMap((line) => (language === 'console' ? (/^\s*\$ (.*)$/.exec(line)?.[1] ?? []) : [line.trim()])),
  );
}

/** The words of a simple command line, without its comment and what it is sent to. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, plain]) => single ?? double ?? plain ?? '')
    .reduce<string[]>((words, word) => (words.at(-1) === '#' ? words : [...words, word]), [])
    .filter((word, at, all) => word !== '#' && !/^>|^&$/.test(word) && !/^>$/.test(all[at - 1] ?? ''));

/** Every command of this program in the blocks of all pages; one with `…` in it is a sketch and stands for many. */
export function documentedCommands(): DocumentedCommand[] {
  return pages().flatMap((page) =>
    linesOf(page).flatMap((line) => {
      const command = /^(?:npx )?studiolo(?: (.*))?$/.exec(line)?.[1];
      return command === undefined || command.includes('…') ? [] : [{ page, line, words: wordsOf(command) }];
    }),
  );
}
