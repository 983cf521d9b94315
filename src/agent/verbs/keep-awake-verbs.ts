import type { AskKeepAwake, KeepAwake } from '../../protocol/keep-awake';
import type { StopTime } from '../../protocol/stop-time';
import { AwakeWatch } from '../keep-awake/awake-watch';
import { Told } from '../notices';
import { WorkReader } from '../sources/work';
import { stopTime } from '../stop-time';
import { keptFolder } from '../studio';
import type { Footing } from './footing';

/** What keeps this app awake, by itself and on request. Outside Studio nothing would stop the app, and nobody watches. */
export class KeepAwakeVerbs {
  readonly watch: AwakeWatch;

  constructor(private readonly on: Footing) {
    const { place, server, world } = on;
    this.watch = new AwakeWatch(new WorkReader(server, place, world), place, world, keptFolder(place));
  }

  /** Looks for work every so many milliseconds, and keeps the app awake, for as long as this agent lives. */
  keepWatch(every: number): void {
    const { world } = this.on;
    const look = () => this.lookForWork().catch((error: unknown) => world.log(`keep awake: ${String(error)}`));
    const timer = setInterval(() => void look(), every);
    world.ending.addEventListener('abort', () => clearInterval(timer), { once: true });
    void look();
  }

  /** Looks for work once, and keeps the app awake where there is some. */
  async lookForWork(): Promise<void> {
    if (await this.inStudio()) await this.watch.sample();
  }

  async read(): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.read();
  }

  async ask(asked: AskKeepAwake): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.ask(asked);
  }

  async release(): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.release();
  }

  /** When this app stops: what a page asks whose panel is hidden. */
  stopTime(): Promise<StopTime> {
    const { studio, until, world } = this.on;
    return stopTime({ world, studio, keepAwake: () => studio().then(() => this.watch.section()), until: until() });
  }

  private async inStudio(): Promise<boolean> {
    try {
      await this.on.studio();
      return true;
    } catch (error) {
      // Every section of the snapshot tells why.
      if (error instanceof Told) return false;
      throw error;
    }
  }
}
