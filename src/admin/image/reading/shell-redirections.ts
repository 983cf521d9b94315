import type { Redirection, Word } from 'unbash';
import { notKnown } from './dockerfile-words';
import { type Ended, type ShellState, writeFile } from './shell-state';

/** What a command reads: a here-document or a here-string, else what comes through the pipe. `text` fills words in. */
export function inputOf(
  redirects: readonly Redirection[],
  piped: string,
  text: (word: Word | undefined) => string,
): string {
  return redirects.reduce((input, redirect) => {
    if (redirect.type === 'HereString') return `${text(redirect.target)}\n`;
    if (redirect.type === 'Redirect') return redirect.operator === '<' ? notKnown : input;
    const { body, delimiter, operator } = redirect;
    const lines = delimiter?.quoted || !body.parts ? body.text : body.parts.map((part) => text(wordOf(part))).join('');
    return operator === '<<-' ? lines.replaceAll(/^\t+/gm, '') : lines;
  }, piped);
}

/** What is left of a command's output after its redirections: the rest is in files, or gone. */
export function redirected(
  redirects: readonly Redirection[],
  ended: Ended,
  state: ShellState,
  text: (word: Word | undefined) => string,
): Ended {
  let { output } = ended;
  for (const redirect of redirects) {
    if (redirect.type !== 'Redirect' || !redirect.operator.includes('>') || redirect.operator === '<>') continue;
    const { descriptor, operator, target } = redirect;
    if (descriptor?.type === 'FileDescriptor' && descriptor.value !== 1) continue;
    const file = text(target);
    if (operator === '>&' && /^\d|^-$/.test(file)) continue;
    if (!/^\/dev\//.test(file)) writeFile(state, file, output, operator.includes('>>') ? 'append' : 'whole');
    output = '';
  }
  return { ...ended, output };
}

const wordOf = (part: NonNullable<Word['parts']>[number]): Word => ({
  type: 'Word',
  text: part.text,
  value: part.text,
  pos: part.pos,
  end: part.end,
  parts: [part],
});
