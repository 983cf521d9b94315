import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { ActivitySource } from '../../protocol/idle';
import { lastActivity } from '../../studio/idle';
import { lastActiveMoment } from '../../studio/last-active-file';
import type { LabServer } from '../lab-server';
import { Told } from '../notices';

export const Sessions = z.array(
  z.object({
    id: z.string(),
    path: z.string(),
    name: z.string().nullish(),
    kernel: z.object({
      id: z.string(),
      last_activity: z.iso.datetime({ offset: true }),
      execution_state: z.string().nullish(),
    }),
  }),
);
export const Terminals = z.array(z.object({ name: z.string(), last_activity: z.iso.datetime({ offset: true }) }));
const Status = z.object({ started: z.iso.datetime({ offset: true }) });

export interface Activity {
  sources: ActivitySource[];
  /** The latest moment seen since this agent started: Studio's own result never goes down either. */
  highest?: string;
}

/** Reads what Studio's idle check looks at: kernels that have a session, terminals, the last-active file. */
export class ActivityReader {
  constructor(
    private readonly server: LabServer,
    private readonly lastActiveFile: string,
  ) {}

  async read(): Promise<Activity> {
    const found = (await Promise.all([this.kernels(), this.terminals(), this.file()])).flat();
    const highest = lastActivity(found, this.highest);
    if (highest === undefined) return { sources: [...found, ...(await this.serverStart())] };
    this.highest = highest;
    return { sources: found, highest };
  }

  /** Two sessions may share a kernel: it is told once, by the first one's path. */
  private async kernels(): Promise<ActivitySource[]> {
    const sessions = (await this.server.get('api/sessions', Sessions)) ?? [];
    const byKernel = new Map([...sessions].reverse().map((session) => [session.kernel.id, session]));
    return [...byKernel.values()].reverse().map(({ id, path, name, kernel }) => ({
      kind: 'kernel',
      name: path || name || kernel.id,
      id,
      lastActivity: iso(kernel.last_activity),
      busy: kernel.execution_state === 'busy',
    }));
  }

  /** None where the server has terminals switched off. */
  private async terminals(): Promise<ActivitySource[]> {
    const terminals = (await this.server.get('api/terminals', Terminals)) ?? [];
    return terminals.map(({ name, last_activity }) => ({
      kind: 'terminal',
      name,
      id: name,
      lastActivity: iso(last_activity),
    }));
  }

  private async file(): Promise<ActivitySource[]> {
    const content = await readFile(this.lastActiveFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Told({ code: 'failed', message: `${this.lastActiveFile} cannot be read: ${error.message}.` });
    });
    const moment = content === undefined ? undefined : lastActiveMoment(content);
    return moment === undefined ? [] : [{ kind: 'last-active-file', name: this.lastActiveFile, lastActivity: moment }];
  }

  private async serverStart(): Promise<ActivitySource[]> {
    const status = await this.server.get('api/status', Status);
    return status ? [{ kind: 'server-start', name: 'server', lastActivity: iso(status.started) }] : [];
  }

  private highest: string | undefined;
}

const iso = (moment: string) => new Date(moment).toISOString();
