import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');

/** A block of shell on a page, and what the page says comes of it: a block without a language right after it. */
export interface ShellBlock {
  page: string;
  language: 'sh' | 'console';
  text: string;
  answer: string | undefined;
}

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

export const pageText = (page: string) => readFileSync(path.join(root, page), 'utf8');

/** What is typed in a block: of a console's the lines after the prompt, of others all, less far to the right. */
const typed = (language: string, block: string, indent: string) =>
  block
    .split('\n')
    .flatMap((line) => (language === 'console' ? (/^\s*\$ (.*)$/.exec(line)?.[1] ?? []) : [line.slice(indent.length)]))
    .join('\n');

/** The blocks of shell of a page that are typed. One that begins with `#!` is a file of its own. */
export const shellBlocksOf = (page: string): ShellBlock[] =>
  [...pageText(page).matchAll(/^( *)```(sh|bash|console)\n(.*?)^\1```$(?:\s*^\1```\n(.*?)^\1```$)?/gms)].flatMap(
    ([, indent = '', language = '', block = '', answer]) =>
      block.startsWith('#!')
        ? []
        : [
            {
              page,
              language: language === 'console' ? 'console' : 'sh',
              text: typed(language, block, indent),
              answer: answer?.trim(),
            } as const,
          ],
  );

export const shellBlocks = () => pages().flatMap(shellBlocksOf);

/** The lines of a page's blocks of shell, with those that go on in the next line put together; without output. */
const linesOf = (page: string): string[] =>
  shellBlocksOf(page).flatMap(({ text }) =>
    text
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .map((line) => line.trim()),
  );

/** The words of a simple command line, without its comment and what it is sent to. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, plain]) => single ?? double ?? plain ?? '')
    .reduce<string[]>((words, word) => (words.at(-1) === '#' ? words : [...words, word]), [])
    .filter((word, at, all) => word !== '#' && !/^>|^&$/.test(word) && !/^>$/.test(all[at - 1] ?? ''));

/** What a page names within its sentences; what is in capitals or has `…` or `[` in it stands for something else. */
const namedIn = (page: string): string[] =>
  [
    ...pageText(page)
      .replaceAll(/^( *)```.*?^\1```$/gms, '')
      .matchAll(/`((?:npx )?studiolo [^`\n]+)`/g),
  ]
    .map(([, line = '']) => line.replaceAll('\\|', '|'))
    .filter((line) => !/[[…|(]|\.\.\./.test(line));

const commandsIn = (page: string, lines: string[]): DocumentedCommand[] =>
  lines.flatMap((line) => {
    const command = /^(?:npx )?studiolo(?: (.*))?$/.exec(line)?.[1];
    return command === undefined || command.includes('…') ? [] : [{ page, line, words: wordsOf(command) }];
  });

/** Every command of this program in the blocks of all pages; one with `…` in it is a sketch and stands for many. */
export const documentedCommands = (): DocumentedCommand[] => pages().flatMap((page) => commandsIn(page, linesOf(page)));

/** Every command of this program that the sentences and tables of all pages name. */
export const namedCommands = (): DocumentedCommand[] => pages().flatMap((page) => commandsIn(page, namedIn(page)));
