import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { jsonText } from '../../protocol/json-text';
import { errorCode } from '../error-code';
import { KeptFile } from '../kept-file';

/** What a user asked for; `id` tells one asking from another with the same times. */
export const Asked = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime(),
  reason: z.exactOptional(z.string()),
});
export type Asked = z.infer<typeof Asked>;

/**
 * What was asked for, as all agents of one home know it. Asking puts a new file in the old one's place; all else changes the
 * file that is open, and only if it still holds what was read. So whoever asks at the same moment is not overwritten, and
 * what was taken back at one agent is not brought back by another. An empty file: nothing is asked for.
 */
export class AskedFile {
  constructor(private readonly file: string) {
    this.kept = new KeptFile(file, Asked);
  }

  /** Rejects where it cannot be read or understood, which is not that nothing was asked for. */
  async read(): Promise<Asked | undefined> {
    const file = await opened(this.file, 'r');
    if (!file) return undefined;
    try {
      return asked(await file.readFile('utf8'), this.file);
    } finally {
      await file.close();
    }
  }

  /** Asks for something else. Rejects where the disk refuses. */
  replace(next: Asked): Promise<void> {
    return this.kept.write(next);
  }

  /** Takes back what was asked for, or moves its times where the clock was set; nothing where something else is asked for by now. */
  async amend(id: string, next: Asked | undefined): Promise<void> {
    const file = await opened(this.file, 'r+');
    if (!file) return;
    try {
      if (asked(await file.readFile('utf8'), this.file)?.id !== id) return;
      const text = next ? JSON.stringify(next) : '';
      // Written over and then cut, so that whoever reads meanwhile finds the old or the new.
      if (next) await file.write(text, 0);
      await file.truncate(Buffer.byteLength(text));
    } finally {
      await file.close();
    }
  }

  private readonly kept: KeptFile<typeof Asked>;
}

const opened = (file: string, flags: 'r' | 'r+') =>
  open(file, flags).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });

function asked(text: string, file: string): Asked | undefined {
  if (text.trim() === '') return undefined;
  const parsed = jsonText(Asked).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not as studiolo writes it`);
}
