import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Whereabouts } from '../configuration';
import { say, type Message } from '../../protocol/message';
import { NoticeError } from '../notices';
import { PassedOver, unlessAbsent } from '../passed-over';

/** Bytes of a file of conda's that are read; a hundred environments are listed in a hundredth of it. */
const largest = 1024 * 1024;

const unreadable = (message: Message) => new NoticeError({ code: 'failed', message });

type Where = Pick<Whereabouts, 'home' | 'condaEnvironmentFolders' | 'variables'>;

/**
 * The folders that conda keeps environments in: `envs` of its roots, `~/.conda/envs`, those that variables name, and
 * `envs_dirs` of its configuration.
 */
export async function environmentFolders(where: Where, roots: string[], passed: PassedOver): Promise<string[]> {
  return [
    ...new Set([
      ...roots.map((root) => path.join(root, 'envs')),
      path.join(where.home, '.conda', 'envs'),
      ...where.condaEnvironmentFolders,
      ...(await configuredFolders(where, roots, passed)),
    ]),
  ];
}

/** The environments that conda has noted in `~/.conda/environments.txt`, wherever they are. */
export async function registeredEnvironments(home: string, passed: PassedOver) {
  const file = path.join(home, '.conda', 'environments.txt');
  const text = (await passed.try(file, undefined, smallText(file))) ?? '';
  const prefixes = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { file, prefixes };
}

const Configuration = z.object({
  envs_dirs: z.array(z.string()).nullish(),
  envs_path: z.array(z.string()).nullish(),
});

/**
 * Files as conda's `SEARCH_PATH` (conda/base/constants.py) and libmamba's configuration name them. All that name folders
 * count: which of them conda would take first decides only where a new environment is made.
 */
async function configuredFolders({ home, variables }: Where, roots: string[], passed: PassedOver): Promise<string[]> {
  const places = [
    '/etc/conda',
    '/var/lib/conda',
    ...roots,
    path.join(variables['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), 'conda'),
    path.join(home, '.conda'),
    home,
  ];
  const parts = await Promise.all(places.map((place) => partsOf(path.join(place, 'condarc.d'))));
  const files = [
    ...places.flatMap((place) => ['.condarc', 'condarc', '.mambarc'].map((name) => path.join(place, name))),
    ...parts.flat(),
    ...[variables['CONDARC'], variables['MAMBARC']].filter((file) => file !== undefined),
  ];
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await passed.try(file, undefined, smallText(file));
      // Few name any: the parser is loaded with the first that does.
      if (text === undefined || !/envs_(dirs|path)/.test(text)) return [];
      return passed.try(file, [], foldersIn(text));
    }),
  );
  return found.flat().flatMap((folder) => expanded(folder, home, variables) ?? []);
}

async function foldersIn(text: string): Promise<string[]> {
  const { parse } = await import('yaml');
  const { data, error } = Configuration.safeParse(parse(text, { logLevel: 'error' }));
  if (!data) throw new Error(error.issues.map(({ message, path: at }) => `${at.join('.')}: ${message}`).join('; '));
  return [...(data.envs_dirs ?? []), ...(data.envs_path ?? [])];
}

async function partsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(folder, name));
}

/** With `~` and variables in place; nothing where that is no absolute path. */
function expanded(folder: string, home: string, variables: Where['variables']): string | undefined {
  const text = folder
    .replace(/^~(?=\/|$)/, home)
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced, bare) => variables[braced ?? bare] ?? all);
  return path.isAbsolute(text) ? path.normalize(text) : undefined;
}

/** The text of a plain file that is not too large; nothing where there is none. */
async function smallText(file: string): Promise<string | undefined> {
  const found = await unlessAbsent(stat(file));
  if (!found) return undefined;
  if (!found.isFile()) throw unreadable(say('why-no-file'));
  if (found.size > largest) throw unreadable(say('file-too-large', { size: found.size, largest }));
  return unlessAbsent(readFile(file, 'utf8'));
}
