import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import { jsonText } from '../protocol/json-text';
import { errorCode } from './error-code';
import { misfit } from './why';

/** A value that outlives the app: one JSON file in a folder of ours on the home volume. */
export class KeptFile<T extends z.ZodType> {
  constructor(
    private readonly file: string,
    private readonly schema: T,
    /** Told, for the log, of a file that is there and not understood: what was in it is passed over. */
    private readonly log: (line: string) => void = () => undefined,
  ) {}

  /** What was kept; nothing where there is no file, or one of another version. Rejects where it cannot be read. */
  async read(): Promise<z.infer<T> | undefined> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const kept = jsonText(this.schema).safeParse(text);
    if (!kept.success) this.log(`${this.file} is passed over: ${misfit(kept.error)}`);
    return kept.data;
  }

  /** Keeps a value: whole or not at all, whatever happens meanwhile. Rejects where the disk refuses. */
  async write(value: z.input<T>): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${randomUUID()}.new`;
    try {
      await writeFile(draft, JSON.stringify(value), { mode: 0o600 });
      await rename(draft, this.file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
