import { existsSync } from 'node:fs';
import type { Hono } from 'hono';
import type { RunningAgent } from '../protocol/running-agent';
import { announce } from './announcement';
import type { Runtime } from './configuration';
import { listen, type Listening } from './socket';

/** How an agent is found: its socket, and what is told of it to this user's programs in `folder`. */
export class Presence {
  private socket: Listening | undefined;
  private announcement: string | undefined;

  constructor(
    private readonly app: Hono,
    private readonly agent: RunningAgent,
    private readonly announcedIn: { folder: string; uid: number },
    private readonly runtime: Pick<Runtime, 'log'>,
    /** Where this agent listens, where that is not told: the door's socket is, which leads here. */
    private readonly own: string = agent.socket,
  ) {}

  /** Rejects where the socket cannot be made. That it can not be told of is only said in the log. */
  async begin(): Promise<void> {
    this.socket = await listen(this.app, this.own);
    this.tell();
  }

  /**
   * Tells of it again where a cleaner of `/tmp` has taken that away. A socket that was taken is not made again: whoever started the
   * agent looks after it.
   */
  renew(): void {
    if (this.announcement && this.socket?.there() && !existsSync(this.announcement)) this.tell();
  }

  /** What tells of the door stays: it still answers, and starts another agent. */
  end(): void {
    this.socket?.leave();
    if (this.own === this.agent.socket) this.withdraw?.();
  }

  private withdraw: (() => void) | undefined;

  private tell(): void {
    const { folder, uid } = this.announcedIn;
    try {
      ({ file: this.announcement, withdraw: this.withdraw } = announce(this.agent, folder, uid));
    } catch (error) {
      this.runtime.log(text(error));
    }
  }
}

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));
