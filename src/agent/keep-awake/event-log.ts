import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { KeepAwakeEvent } from '../../protocol/keep-awake';
import { Message, say } from '../../protocol/message';
import { jsonText } from '../../protocol/json-text';
import { errorCode } from '../error-code';

/** Events; the log is cut to the later half when it has more. */
const most = 1_000;

/** Versions before this one wrote their sentence in English. */
const Line = z.extend(KeepAwakeEvent, {
  message: z.union([
    Message,
    z.pipe(
      z.string(),
      z.transform((words) => say('quoted', { words })),
    ),
  ]),
});

/** What happened, one JSON object a line, oldest first, in a file of bounded length on the home volume. */
export class EventLog {
  constructor(private readonly file: string) {}

  /**
   * The whole log, as every agent of this home has written it. Lines that were cut off or are of another version are passed
   * over.
   */
  async read(): Promise<KeepAwakeEvent[]> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      if (this.unwritten.length > 0) return '';
      throw error;
    });
    const events = text.split('\n').flatMap((line) => {
      const event = jsonText(Line).safeParse(line);
      return event.success ? [event.data] : [];
    });
    return [...events, ...this.unwritten];
  }

  /** Rejects where the disk refuses; the events are known to this agent all the same. */
  async add(events: KeepAwakeEvent[]): Promise<void> {
    const before = await this.read().catch(() => []);
    this.unwritten = [...this.unwritten, ...events].slice(-most);
    const all = [...before, ...events];
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    if (all.length <= most) await appendFile(this.file, lines(this.unwritten), { mode: 0o600 });
    else {
      await writeFile(`${this.file}.new`, lines(all.slice(-most / 2)), { mode: 0o600 });
      await rename(`${this.file}.new`, this.file);
    }
    this.unwritten = [];
  }

  /** What the disk has refused so far. */
  private unwritten: KeepAwakeEvent[] = [];
}

const lines = (events: KeepAwakeEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
