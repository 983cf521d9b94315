import path from 'node:path';
import type { AskKeepAwake, KeepAwake, KeepAwakeEvent } from '../../protocol/keep-awake';
import type { Notice, Section } from '../../protocol/notice';
import { advance, workNow, type SeenWork } from '../../studio/keep-awake/advance';
import { closedPolicy } from '../../studio/keep-awake/policy';
import { KeptStanding, type Standing } from '../../studio/keep-awake/standing';
import { hoursText } from '../../studio/keep-awake/text';
import type { Place, World } from '../configuration';
import { KeptFile } from '../kept-file';
import { noticeOf, Told } from '../notices';
import type { WorkReader } from '../sources/work';
import { EventLog } from './event-log';
import { futureNotice, writeLastActive } from './last-active-file';
import { readPolicy } from './policy-file';
import { tooLong } from './too-long';

/** How many of the events a snapshot carries. */
const few = 5;

/**
 * Keeps the app awake while work goes on or someone has asked for it, within what the administrator allows: as long as
 * that is so, each sample tells Studio's idle check of the present moment. Nothing else ever does.
 */
export class AwakeWatch {
  constructor(
    private readonly work: Pick<WorkReader, 'read'>,
    private readonly place: Pick<Place, 'lastActiveFile' | 'settings'>,
    private readonly world: Pick<World, 'now' | 'uptime' | 'log'>,
    folder: string,
  ) {
    this.file = new KeptFile(path.join(folder, 'keep-awake.json'), KeptStanding);
    this.log = new EventLog(path.join(folder, 'keep-awake.log'));
  }

  /** Looks for work, and lets what it finds count. */
  sample(): Promise<void> {
    const done = this.inTurn(async () => {
      const { seen, notices } = await this.work.read();
      this.seen = seen;
      this.workNotices = notices;
      await this.count();
    });
    this.first ??= done;
    return done;
  }

  /** What keeps the app awake, with the whole log. */
  async read(): Promise<KeepAwake> {
    await this.sampled();
    return this.value(await this.events());
  }

  /** The same with the last few events, as it was at the latest sample. */
  async section(): Promise<Section<KeepAwake>> {
    await this.sampled();
    const events = await this.events();
    const learntAt = this.standing?.at ?? this.world.now().toISOString();
    return { state: 'ready', value: this.value(events.slice(-few)), learntAt, notices: this.notices };
  }

  /** Keeps the app awake for a time from now on. Refuses more than is allowed, and where it cannot be done. */
  async ask({ minutes, reason }: AskKeepAwake): Promise<KeepAwake> {
    await this.sampled();
    return this.inTurn(async () => {
      const { policy, notice } = await readPolicy(this.place.settings);
      if (minutes > policy.askedHours * 60) throw tooLong(minutes, policy.askedHours, notice);
      const { standing } = await this.count();
      const until = new Date(Date.parse(standing.at) + minutes * 60_000).toISOString();
      const why = reason?.replace(/\s+/g, ' ').trim();
      this.standing = { ...standing, asked: { at: standing.at, until, ...(why && { reason: why }) } };
      const { failed } = await this.count();
      if (failed) {
        this.standing = standing;
        await this.count();
        throw new Told(failed);
      }
      const message = `Asked to be kept awake for ${hoursText(minutes / 60)}${why ? `: ${why}` : ''}.`;
      await this.tell([{ at: standing.at, kind: 'asked', message }]);
      return this.value(await this.events());
    });
  }

  /** Takes back what was asked for, if anything was. */
  async release(): Promise<KeepAwake> {
    await this.sampled();
    return this.inTurn(async () => {
      const { standing } = await this.count();
      if (standing.asked) {
        this.standing = { ...standing };
        delete this.standing.asked;
        await this.count();
        await this.tell([{ at: standing.at, kind: 'released', message: 'No longer asked to be kept awake.' }]);
      }
      return this.value(await this.events());
    });
  }

  /** Brings the standing up to the present moment, and tells the idle check where something holds the app. */
  private async count(): Promise<{ standing: Standing; failed?: Notice }> {
    const { world, place } = this;
    this.unkeptNotice = undefined;
    const { policy, notice } = await readPolicy(place.settings);
    const before: Standing | undefined =
      this.standing ?? (await this.file.read().catch((error: unknown) => this.unkept(error)));
    const now = world.now();
    const { standing, events, holding } = advance(before, { now, uptime: world.uptime() }, this.seen, policy);
    const failed = holding && (await writeLastActive(place.lastActiveFile, now).then(() => undefined, noticeOf));
    // Told once, and again when it has worked in between: not with every sample.
    const { message } = failed ?? {};
    if (message !== undefined && message !== this.failure) events.push({ at: standing.at, kind: 'failed', message });
    this.failure = message;
    this.standing = standing;
    this.policy = policy;
    this.holding = failed ? undefined : holding;
    await this.tell(events);
    if (!isEmpty(standing) || (before && !isEmpty(before))) {
      await this.file.write(standing).catch((error: unknown) => this.unkept(error));
    }
    const future = await futureNotice(place.lastActiveFile, now);
    this.notices = [notice, failed, future, this.unkeptNotice, ...this.workNotices].flatMap((told) => told ?? []);
    return { standing, ...(failed && { failed }) };
  }

  private async tell(events: KeepAwakeEvent[]): Promise<void> {
    for (const { kind, message } of events) this.world.log(`keep awake: ${kind}: ${message}`);
    if (events.length > 0) await this.log.add(events).catch((error: unknown) => this.unkept(error));
  }

  /** Without a home that can be written the app is kept awake all the same; a restart then forgets. */
  private unkept(error: unknown): undefined {
    const why = error instanceof Error ? error.message : String(error);
    this.unkeptNotice = {
      code: 'failed',
      message: `Your home refuses the note of what keeps the app awake: ${why}.`,
      remedy: 'Free space on the home volume: until then a restart of the server forgets what was asked for.',
    };
    this.world.log(`keep awake: the home volume refuses: ${why}`);
  }

  private async events(): Promise<KeepAwakeEvent[]> {
    return (await this.log.read().catch((error: unknown) => this.unkept(error))) ?? [];
  }

  private value(events: KeepAwakeEvent[]): KeepAwake {
    const { standing, policy, holding } = this;
    return {
      policy,
      work: standing ? workNow(standing) : [],
      ...(standing?.asked && { asked: standing.asked }),
      ...(holding && { holding }),
      events,
    };
  }

  /** The first sample, where none has been taken. */
  private async sampled(): Promise<void> {
    await (this.first ?? this.sample());
  }

  /** One thing after another: each goes on from what the last has left. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private readonly file: KeptFile<typeof KeptStanding>;
  private readonly log: EventLog;
  private standing: Standing | undefined;
  private policy = closedPolicy;
  private holding: KeepAwake['holding'];
  private seen: SeenWork[] = [];
  private notices: Notice[] = [];
  private workNotices: Notice[] = [];
  private unkeptNotice: Notice | undefined;
  private failure: string | undefined;
  private first: Promise<void> | undefined;
  private turn: Promise<void> = Promise.resolve();
}

const isEmpty = ({ asked, run, work }: Standing) => !asked && !run && work.length === 0;
