import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KeepAwakeEvent } from '../../protocol/keep-awake';
import { errorCode } from '../error-code';

/** Events; the log is cut to the later half when it has more. */
const most = 1_000;

/** What happened, one JSON object a line, oldest first, in a file of bounded length on the home volume. */
export class EventLog {
  constructor(private readonly file: string) {}

  /** The whole log. Lines that were cut off or are of another version are passed over. */
  async read(): Promise<KeepAwakeEvent[]> {
    this.events ??= await this.kept();
    return this.events;
  }

  /** Rejects where the disk refuses; the events are known to this agent all the same. */
  async add(events: KeepAwakeEvent[]): Promise<void> {
    const all = [...(await this.read()), ...events];
    const cut = all.length > most;
    this.events = cut ? all.slice(-most / 2) : all;
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    if (!cut) return appendFile(this.file, lines(events), { mode: 0o600 });
    await writeFile(`${this.file}.new`, lines(this.events), { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
  }

  private async kept(): Promise<KeepAwakeEvent[]> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => {
      const event = KeepAwakeEvent.safeParse(json(line));
      return event.success ? [event.data] : [];
    });
  }

  private events: KeepAwakeEvent[] | undefined;
}

const lines = (events: KeepAwakeEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
