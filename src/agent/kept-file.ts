import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import { unlessAbsent } from './passed-over';

/** A value that outlives the app: one JSON file in a folder of ours on the home volume. */
export class KeptFile<T extends z.ZodType> {
  constructor(
    private readonly file: string,
    private readonly schema: T,
  ) {}

  /** What was kept; nothing where there is no file, or one of another version. Rejects where it cannot be read. */
  async read(): Promise<z.infer<T> | undefined> {
    const text = await this.text();
    return text === undefined ? undefined : this.schema.safeParse(json(text)).data;
  }

  /**
   * Keeps a value: whole or not at all, whatever happens meanwhile. What is there and is not understood, as of another
   * version, is set aside. Rejects where the disk refuses.
   */
  async write(value: z.input<T>): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const before = await this.text();
    if (before !== undefined && !this.schema.safeParse(json(before)).success)
      await rename(this.file, `${this.file}.not-understood`);
    const draft = `${this.file}.${randomUUID()}.new`;
    await writeFile(draft, JSON.stringify(value), { mode: 0o600 });
    await rename(draft, this.file);
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }

  private text(): Promise<string | undefined> {
    return unlessAbsent(readFile(this.file, 'utf8'));
  }
}

/** A cut or foreign file is as good as none. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
