import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Notice } from '../../protocol/notice';
import type { ProjectEnvironment } from '../../protocol/repository';
import { errorCode } from '../error-code';
import { NoticeError } from '../notices';
import { say, type Value } from '../../protocol/message';

/** What a repository may say of itself, in `.studiolo.yml`: the file of its environment, relative to that. */
const Project = z.strictObject({ environment: z.string().min(1) });

const settings = '.studiolo.yml';
const customary = ['environment.yml', 'environment.yaml', 'conda.yml'];
const largest = 256 * 1024;

interface Found {
  environment?: ProjectEnvironment;
  notices: Notice[];
}

/**
 * The file by which the clone in `<rootDir>/<folder>` says what environment it needs: the one that its `.studiolo.yml`
 * names, else one under a customary name. What is no file of the clone is not taken, whatever link leads there.
 */
export async function projectEnvironment(rootDir: string, folder: string): Promise<Found> {
  try {
    const named = await namedFile(rootDir, folder);
    const candidates = named === undefined ? customary : [named];
    for (const candidate of candidates) {
      const bytes = await bytesWithin(rootDir, folder, candidate);
      if (bytes === undefined) continue;
      const name = await nameIn(bytes, path.join(folder, candidate));
      return { environment: { file: path.join(folder, candidate), ...(name !== undefined && { name }) }, notices: [] };
    }
    if (named !== undefined) throw wrong(path.join(folder, settings), say('names-missing', { named }));
    return { notices: [] };
  } catch (error) {
    if (error instanceof NoticeError) return { notices: [error.notice] };
    throw error;
  }
}

async function namedFile(rootDir: string, folder: string): Promise<string | undefined> {
  const bytes = await bytesWithin(rootDir, folder, settings);
  if (bytes === undefined) return undefined;
  const { environment } = await parsed(bytes.toString('utf8'), Project, path.join(folder, settings));
  const file = path.normalize(environment);
  if (path.isAbsolute(file) || file === '..' || file.startsWith('../'))
    throw wrong(path.join(folder, settings), say('names-outside', { environment }));
  return file;
}

async function nameIn(bytes: Buffer, shown: string): Promise<string | undefined> {
  // Few repositories have such a file: the parser is loaded with the first.
  const { environmentFileName } = await import('../../studio/conda/environment-file-name');
  try {
    return environmentFileName(bytes);
  } catch (error) {
    throw wrong(shown, error instanceof Error ? error.message : String(error));
  }
}

/** The content of a file of the clone; nothing where there is none. Rejects where a link leads out of the clone. */
async function bytesWithin(rootDir: string, folder: string, file: string): Promise<Buffer | undefined> {
  const top = path.join(rootDir, folder);
  const shown = path.join(folder, file);
  const real = await realpath(path.join(top, file)).catch(absent);
  if (real === undefined) return undefined;
  if (!real.startsWith(`${await realpath(top)}/`)) throw wrong(shown, say('link-outside'));
  const { size } = await stat(real);
  if (size > largest) throw wrong(shown, say('file-too-large', { size, largest }));
  return readFile(real).catch((error: unknown) => {
    // A folder of that name.
    if (errorCode(error) === 'EISDIR') return undefined;
    throw error;
  });
}

async function parsed<T extends z.ZodType>(text: string, schema: T, shown: string): Promise<z.infer<T>> {
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'error' });
  } catch (error) {
    throw wrong(shown, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw wrong(
    shown,
    checked.error.issues.map(({ path: at, message }) => [at.join('.'), message].filter(Boolean).join(': ')).join('; '),
  );
}

const wrong = (shown: string, why: Value) =>
  new NoticeError({
    code: 'failed',
    message: say('project-file-broken', { file: shown, why }),
    remedy: say('correct-in-repository'),
  });

function absent(error: unknown): undefined {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return undefined;
  throw error;
}
