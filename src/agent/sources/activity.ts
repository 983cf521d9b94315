import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { ActivitySource } from '../../protocol/idle';
import { lastActivity } from '../../studio/idle';
import { lastActiveMoment } from '../../studio/last-active-file';
import type { Notice } from '../../protocol/notice';
import { errorCode } from '../error-code';
import type { LabServer } from '../lab-server';
import { NoticeError } from '../notices';
import { whyOf } from '../why';
import { kernels, sessions, terminals } from './lab-lists';
import { say } from '../../protocol/message';

const Status = z.object({ started: z.iso.datetime({ offset: true }) });

export interface Activity {
  sources: ActivitySource[];
  /** The latest moment seen since this agent started: Studio's own result never goes down either. */
  highest?: string;
  /** Whether all was read that counts: what was left out may have moved later. */
  whole: boolean;
  notices: Notice[];
}

/** Reads what Studio's idle check looks at: kernels that have a session, terminals, the last-active file. */
export class ActivityReader {
  constructor(
    private readonly server: LabServer,
    private readonly lastActiveFile: string,
    /** The latest moment that looks before have seen, while the same server ran. */
    public highest?: string,
  ) {}

  /** Rejects where the server tells of neither its sessions nor its kernels. */
  async read(): Promise<Activity> {
    const parts = await Promise.all([this.kernels(), this.terminals(), this.file()]);
    const sources = parts.flatMap((part) => part.sources);
    const notices = parts.flatMap((part) => part.notices);
    const whole = parts.every((part) => part.whole);
    const highest = lastActivity(sources, this.highest);
    // What could not be read may have moved since: the server's start is the moment only where nothing has.
    if (highest === undefined) return { sources: whole ? await this.serverStart() : [], whole, notices };
    this.highest = highest;
    return { sources, highest, whole, notices };
  }

  /** Two sessions may share a kernel: it is told once, by the first one's path. */
  private async kernels(): Promise<Part> {
    const { items, notices, read } = await sessions(this.server);
    if (read === 'not') return this.withoutSessions(notices);
    const byKernel = new Map(items.toReversed().map((session) => [session.kernel.id, session]));
    const sources = [...byKernel.values()].toReversed().map(({ id, path, name, kernel }) => ({
      kind: 'kernel' as const,
      name: path || name || kernel.id,
      id,
      lastActivity: iso(kernel.last_activity),
      busy: kernel.execution_state === 'busy',
    }));
    return { sources, notices, whole: read === 'whole' };
  }

  /** Studio's check counts kernels that have a session. Which have is not known here: each is taken to have one. */
  private async withoutSessions(notices: Notice[]): Promise<Part> {
    const { items, read, notices: more } = await kernels(this.server);
    if (read === 'not') throw new NoticeError(notices[0] ?? more[0] ?? unknownKernels);
    const sources = items.map(({ id, name, last_activity, execution_state }) => ({
      kind: 'kernel' as const,
      name: `${name || id} kernel`,
      lastActivity: iso(last_activity),
      busy: execution_state === 'busy',
    }));
    return { sources, notices: [...notices, ...more], whole: false };
  }

  private async terminals(): Promise<Part> {
    const { items, notices, read } = await terminals(this.server);
    const sources = items.map(({ name, last_activity }) => ({
      kind: 'terminal' as const,
      name,
      id: name,
      lastActivity: iso(last_activity),
    }));
    return { sources, notices, whole: read === 'whole' };
  }

  /** A file that cannot be read counts for Studio's check as none (seen with jupyter-activity-monitor-extension 0.3.2). */
  private async file(): Promise<Part> {
    const none: Part = { sources: [], notices: [], whole: true };
    let content: string;
    try {
      content = await readFile(this.lastActiveFile, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return none;
      const message = say('file-not-counted', { file: this.lastActiveFile, why: whyOf(error) });
      return { ...none, notices: [{ code: 'failed', message }] };
    }
    const moment = lastActiveMoment(content);
    if (moment === undefined) return none;
    return { ...none, sources: [{ kind: 'last-active-file', name: this.lastActiveFile, lastActivity: moment }] };
  }

  private async serverStart(): Promise<ActivitySource[]> {
    const status = await this.server.get('api/status', Status);
    return status ? [{ kind: 'server-start', name: 'server', lastActivity: iso(status.started) }] : [];
  }
}

/** One of the places that are looked at. */
interface Part {
  sources: ActivitySource[];
  notices: Notice[];
  whole: boolean;
}

const unknownKernels = { code: 'unreachable' as const, message: say('no-kernels-listed') };
const iso = (moment: string) => new Date(moment).toISOString();
