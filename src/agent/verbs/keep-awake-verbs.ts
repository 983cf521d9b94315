import type { AskKeepAwake, KeepAwake } from '../../protocol/keep-awake';
import { stopTimeOf, type StopTime } from '../../protocol/stop-time';
import { AwakeWatch } from '../keep-awake/awake-watch';
import { elapsed } from '../elapsed';
import type { LookRecord } from '../keep-awake/look-file';
import { keptFolder } from '../kept-folder';
import type { Notice } from '../../protocol/notice';
import { NoticeError } from '../notices';
import { settled } from '../settled';
import type { IdleSource, StatedIdleness } from '../sources/idle';
import { WorkReader } from '../sources/work';
import { stopTime } from '../stop-time';
import { whyOf } from '../why';
import type { Footing } from './footing';
import { say } from '../../protocol/message';

/** What of an agent a look needs. */
export type LookFooting = Pick<Footing, 'whereabouts' | 'server' | 'until' | 'looks'> & {
  runtime: Pick<Footing['runtime'], 'now' | 'uptime' | 'log' | 'ending'>;
  studio(): Promise<{ idle: Pick<IdleSource, 'read' | 'by' | 'learnt' | 'refusedAt' | 'highest'> }>;
};

/** How often is looked for work: milliseconds. */
export const everyLook = 60_000;
/** Seconds after which AWS is asked again for settings that it refused: a policy is seldom changed while an app runs. */
const refusalLasts = 6 * 3600;

/** What keeps this app awake, by itself and on request. Outside Studio nothing would stop the app, and nobody watches. */
export class KeepAwakeVerbs {
  readonly watch: AwakeWatch;

  constructor(private readonly on: LookFooting) {
    const { looks, whereabouts, server, runtime } = on;
    const { awake, used } = looks?.before ?? {};
    const before = used && {
      uptime: used.uptime,
      processes: used.processes.map(([pid, startedAt, cpuSeconds]) => ({ pid, startedAt, cpuSeconds })),
    };
    this.work = new WorkReader(server, whereabouts, runtime, before);
    const memory = awake && { memory: awake, age: this.untilNext > 0 ? ('young' as const) : ('old' as const) };
    this.watch = new AwakeWatch(this.work, whereabouts, runtime, keptFolder(whereabouts), memory);
    this.lost = looks?.lost ? [lostNotice(looks.lost, runtime.now())] : [];
    this.watch.miss(...this.lost);
  }

  /** Looks for work once a minute, and keeps the app awake, for as long as this agent lives. */
  keepWatch(): void {
    const { runtime } = this.on;
    const look = () =>
      this.lookForWork().then(
        () => this.watch.miss(...this.lost),
        (error: unknown) => {
          runtime.log(`keep awake: ${String(error)}`);
          this.watch.miss({ code: 'failed', message: say('last-look-failed', { why: whyOf(error) }) }, ...this.lost);
        },
      );
    let timer: NodeJS.Timeout;
    const begin = () => {
      timer = setInterval(() => void look(), everyLook);
      void look();
    };
    // CPU is judged by whole minutes: a look that another process has just taken is not taken again.
    if (this.untilNext > 0) timer = setTimeout(begin, this.untilNext);
    else begin();
    runtime.ending.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Looks for work once, keeps the app awake where there is some, and leaves what the next look must know. */
  async lookForWork(): Promise<void> {
    if (await this.inStudio()) await this.watch.sample();
    await this.leave(await this.knownStopTime());
  }

  async read(): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.read();
  }

  async ask(asked: AskKeepAwake): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.ask(asked).finally(() => this.leave());
  }

  async release(): Promise<KeepAwake> {
    await this.on.studio();
    return this.watch.release().finally(() => this.leave());
  }

  /** When this app stops: what a page asks whose panel is hidden. */
  async stopTime(): Promise<StopTime> {
    const { studio, until, runtime } = this.on;
    const section = () => studio().then(() => this.watch.section());
    const time = await stopTime({ runtime, studio, keepAwake: section, until: until() });
    await this.leave(time);
    return time;
  }

  /** Leaves what the next look must know, by whichever process it is taken. That it cannot be left is only logged. */
  async leave(time?: StopTime): Promise<void> {
    const { looks, runtime } = this.on;
    if (!looks) return;
    const idle = (await this.studio())?.idle;
    const { used } = this.work;
    const settings = idle?.learnt?.levels ?? looks.before?.settings;
    const highest = idle?.highest ?? looks.before?.highest;
    const refusedAt = this.refusedAt(idle);
    const { memory: awake } = this.watch;
    const record: LookRecord = {
      version: 1,
      at: awake?.state.at ?? runtime.now().toISOString(),
      uptime: awake?.state.uptime ?? runtime.uptime(),
      ...(used && { used: { uptime: used.uptime, processes: used.processes.flatMap(tersely) } }),
      ...(awake && { awake }),
      ...(settings && { settings }),
      ...(highest !== undefined && { highest }),
      ...(refusedAt !== undefined && { refusedAt }),
      ...(time && (settings || refusedAt !== undefined || !idle) && { stopTime: time }),
    };
    await looks.file.write(record).catch((error: unknown) => runtime.log(`keep awake: ${String(error)}`));
  }

  /** As far as it is known without AWS. */
  private async knownStopTime(): Promise<StopTime | undefined> {
    const { looks, until, runtime } = this.on;
    if (!looks) return undefined;
    const idle = (await this.studio())?.idle;
    const now = runtime.now().toISOString();
    if (!idle) return { serverNow: now, askedHours: 0 };
    const levels = idle.learnt?.levels ?? looks.before?.settings;
    if (!levels && this.refusedAt(idle) === undefined) return undefined;
    const stated = levels ? { levels, unread: [], notices: [] } : refused;
    const [section, awake] = await Promise.all([
      settled(runtime, () => idle.by(stated, until())),
      settled(runtime, () => this.watch.section()),
    ]);
    return stopTimeOf(section, awake, now);
  }

  /** When AWS refused the settings, where that still counts. */
  private refusedAt(idle: Pick<IdleSource, 'learnt' | 'refusedAt'> | undefined): number | undefined {
    const { looks, runtime } = this.on;
    const at = idle?.learnt || looks?.before?.settings ? undefined : (idle?.refusedAt ?? looks?.before?.refusedAt);
    const age = at === undefined ? -1 : runtime.uptime() - at;
    return age >= 0 && age < refusalLasts ? at : undefined;
  }

  /** Milliseconds until the next look is due: as young as that is what another process has seen. */
  private get untilNext(): number {
    const { looks, runtime } = this.on;
    const age = looks?.before ? elapsed(runtime) - looks.before.uptime * 1_000 : everyLook;
    return age < 0 ? 0 : Math.max(0, everyLook - age);
  }

  private async studio() {
    try {
      return await this.on.studio();
    } catch (error) {
      // Every section of the snapshot tells why.
      if (error instanceof NoticeError) return undefined;
      throw error;
    }
  }

  private async inStudio(): Promise<boolean> {
    return (await this.studio()) !== undefined;
  }

  private readonly work: WorkReader;
  private readonly lost: Notice[];
}

/** Settings that are not known. */
const refused: StatedIdleness = { levels: {}, unread: ['domain'], notices: [] };

/** `why` is what the look said. */
const lostNotice = ({ since, why }: { since: string; why: string }, until: Date): Notice => ({
  code: 'failed',
  message: say('no-look-since', { since: { moment: since }, until: { moment: until.toISOString() }, why }),
  remedy: say('not-kept-then'),
});

/** A process as the next look must know it; nothing where it has used nothing. */
const tersely = (one: { pid: number; startedAt: number; cpuSeconds: number }): [number, number, number][] =>
  one.cpuSeconds > 0 ? [[one.pid, one.startedAt, one.cpuSeconds]] : [];
