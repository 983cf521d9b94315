import { textOf } from './text-of';

/** The names of what goes into a text, each once, in the order in which gettext numbers them: a `count` is the first. */
export function placeholdersOf(code: string): string[] {
  const text = textOf(code) ?? '';
  return [...new Set(typeof text === 'string' ? namesIn(text) : ['count', ...namesIn(text.join(' '))])];
}

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
