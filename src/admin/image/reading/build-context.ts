import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { entryPath } from './entry-path';

/** The folder that COPY and ADD take files from. */
export interface BuildContext {
  /** What is at a path: a file's text (none where it is no script or configuration), or the paths of files below it. */
  at(source: string): { text: string | undefined } | { below: string[] } | undefined;
}

const largest = 2 ** 16;
const mostFiles = 2_000;
const deepest = 8;

/** The folder of a Dockerfile, and nothing outside it: links are not followed. */
export function folderContext(folder: string): BuildContext {
  const place = (source: string): string | undefined => {
    const entry = entryPath(source);
    return entry.ok ? path.join(folder, entry.path) : undefined;
  };
  return {
    at(source) {
      const file = place(source);
      if (file === undefined) return undefined;
      const found = lstatSync(file, { throwIfNoEntry: false });
      if (found?.isFile()) return { text: textOf(file, found.size) };
      if (!found?.isDirectory()) return undefined;
      return { below: [...filesBelow(file, '', { left: mostFiles }, 0)] };
    },
  };
}

function textOf(file: string, size: number): string | undefined {
  if (size > largest) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.includes('\0') ? undefined : text;
}

/** Files that may be a script or a configuration, by their names. */
const telling = /(^|\/)([^./]+|[^/]+\.(sh|bash|py|conf|json|ini))$/;

function* filesBelow(folder: string, prefix: string, budget: { left: number }, depth: number): Generator<string> {
  if (depth > deepest) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if ((budget.left -= 1) < 0) return;
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
      yield* filesBelow(path.join(folder, entry.name), `${name}/`, budget, depth + 1);
    else if (entry.isFile() && telling.test(entry.name)) yield name;
  }
}
