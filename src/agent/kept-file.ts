import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod/mini';
import { jsonText } from '../protocol/json-text';
import { unlessAbsent } from './passed-over';
import { misfit } from './why';
import { english } from '../protocol/worded';

/** A value that outlives the app: one JSON file in a folder of ours on the home volume. */
export class KeptFile<T extends z.core.$ZodType> {
  constructor(
    private readonly file: string,
    private readonly schema: T,
    /** Told, for the log, of a file that is there and not understood: what was in it is passed over. */
    private readonly log: (line: string) => void = () => undefined,
    /** `there`: the folder is another's to make, and where it is gone nothing is kept. */
    private readonly folder: 'made' | 'there' = 'made',
  ) {}

  /** What was kept; nothing where there is no file, or one of another version. Rejects where it cannot be read. */
  async read(): Promise<z.infer<T> | undefined> {
    const text = await this.text();
    if (text === undefined) return undefined;
    const kept = jsonText(this.schema).safeParse(text);
    if (!kept.success) {
      const why = misfit(kept.error);
      this.log(`${this.file} is passed over: ${typeof why === 'string' ? why : english(why)}`);
    }
    return kept.data;
  }

  /**
   * Keeps a value: whole or not at all, whatever happens meanwhile. What is there and is not understood, as of another
   * version, is set aside. Rejects where the disk refuses.
   */
  async write(value: z.input<T>): Promise<void> {
    if (this.folder === 'made') await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const before = await this.text();
    if (before !== undefined && !jsonText(this.schema).safeParse(before).success)
      await rename(this.file, `${this.file}.not-understood`);
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

  private text(): Promise<string | undefined> {
    return unlessAbsent(readFile(this.file, 'utf8'));
  }
}
