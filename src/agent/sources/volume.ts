import { statfs } from 'node:fs/promises';
import type { Volume } from '../../protocol/resources';
import { NoticeError } from '../notices';
import { whyOf } from '../why';
import { say, type Message } from '../../protocol/message';

/** Milliseconds: a file system on a network that is gone does not answer. */
const patience = 3_000;

/** The volume that a folder is on. One that does not answer is asked once, however often it is wanted. */
export class VolumeReader {
  constructor(private readonly folder: string) {}

  /** Rejects with a notice where the file system does not answer in time. */
  async read(): Promise<Volume> {
    this.asked ??= this.ask().finally(() => (this.asked = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(silent(this.folder, say('not-answered-within', { seconds: patience / 1000 }))),
        patience,
      );
    });
    try {
      return await Promise.race([this.asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<Volume> {
    const { folder } = this;
    const { bavail, bfree, blocks, bsize } = await statfs(folder).catch((error: unknown) => {
      throw silent(folder, say('not-asked', { why: whyOf(error) }));
    });
    return { folder, bytes: blocks * bsize, usedBytes: (blocks - bfree) * bsize, freeBytes: bavail * bsize };
  }

  private asked: Promise<Volume> | undefined;
}

const silent = (folder: string, what: Message) =>
  new NoticeError({ code: 'unreachable', message: say('file-system', { folder, what }) });
