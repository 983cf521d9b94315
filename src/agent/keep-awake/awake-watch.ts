import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { AskKeepAwake, KeepAwake, KeepAwakeEvent } from '../../protocol/keep-awake';
import type { Notice, Section } from '../../protocol/notice';
import { advance, workNow, type SeenWork } from '../../studio/keep-awake/advance';
import { closedPolicy } from '../../studio/keep-awake/policy';
import { afterClockChange, type AwakeState, KeptAwakeState, type Moment } from '../../studio/keep-awake/awake-state';
import { hoursSaid } from '../../studio/keep-awake/text';
import type { Whereabouts, Runtime } from '../configuration';
import { KeptFile } from '../kept-file';
import { noticeOf, NoticeError } from '../notices';
import type { WorkReader } from '../sources/work';
import { whyOf } from '../why';
import { AskedFile, type Asked } from './asked-file';
import { EventLog } from './event-log';
import { futureNotice, writeLastActive } from './last-active-file';
import type { AwakeMemory } from './memory';
import { readPolicy } from './policy-file';
import { tooLong } from './too-long';
import { say } from '../../protocol/message';
import { english } from '../../protocol/worded';

/** How many of the events a snapshot carries. */
const few = 5;

/**
 * Keeps the app awake while work goes on or someone has asked for it, within what the administrator allows: as long as
 * that is so, each sample tells Studio's idle check of the present moment. Nothing else ever does.
 */
export class AwakeWatch {
  constructor(
    private readonly work: Pick<WorkReader, 'read'>,
    private readonly whereabouts: Pick<Whereabouts, 'lastActiveFile' | 'settings'>,
    private readonly runtime: Pick<Runtime, 'now' | 'uptime' | 'log'>,
    folder: string,
    before?: { memory: AwakeMemory; age: 'young' | 'old' },
  ) {
    if (before) this.takeUp(before.memory);
    // What was seen just now need not be looked for again before it is answered.
    if (before?.age === 'young') this.first = Promise.resolve();
    this.file = new KeptFile(path.join(folder, 'keep-awake.json'), KeptAwakeState, runtime.log);
    this.askedFile = new AskedFile(path.join(folder, 'keep-awake-asked.json'));
    this.log = new EventLog(path.join(folder, 'keep-awake.log'));
  }

  /** What the next look must know, if there has been one. */
  get memory(): AwakeMemory | undefined {
    const { failure, holding, notices, policy, seen, setAside, state, unkeptAsked, workNotices } = this;
    return state && { state, seen, policy, holding, notices, workNotices, failure, unkeptAsked, setAside };
  }

  /** Goes on from looks that another process has taken. */
  private takeUp(memory: AwakeMemory): void {
    this.state = memory.state;
    this.seen = memory.seen;
    this.policy = memory.policy;
    this.holding = memory.holding;
    this.notices = memory.notices;
    this.workNotices = memory.workNotices;
    this.failure = memory.failure;
    this.unkeptAsked = memory.unkeptAsked;
    this.setAside = memory.setAside;
  }

  /** Tells of times in which nobody could look for work, and no more of those told before. */
  miss(...notices: Notice[]): void {
    this.missed = notices;
  }

  /** Looks for work, and lets what it finds count. */
  sample(): Promise<void> {
    const done = this.looked();
    this.first ??= done;
    return done;
  }

  /** Work is looked for outside of the turn: a server that does not answer holds up nobody who asks or releases. */
  private async looked(): Promise<void> {
    const { seen, notices } = await this.work.read();
    await this.inTurn(async () => {
      this.seen = seen;
      this.workNotices = notices;
      await this.count();
    });
  }

  /** What keeps the app awake, with the whole log. */
  async read(): Promise<KeepAwake> {
    await this.sampled();
    await this.agreed();
    return this.value(await this.events());
  }

  /** The same with the last few events, as it was at the latest sample. */
  async section(): Promise<Section<KeepAwake>> {
    await this.sampled();
    await this.agreed();
    const events = await this.events();
    const learntAt = this.state?.at ?? this.runtime.now().toISOString();
    return {
      state: 'ready',
      value: this.value(events.slice(-few)),
      learntAt,
      notices: [...this.missed, ...this.notices],
    };
  }

  /** Keeps the app awake for a time from now on. Refuses more than is allowed, and where it cannot be done. */
  async ask({ minutes, reason }: AskKeepAwake): Promise<KeepAwake> {
    await this.sampled();
    return this.inTurn(async () => {
      const { policy, notice } = await readPolicy(this.whereabouts.settings);
      if (minutes > policy.askedHours * 60) throw tooLong(minutes, policy.askedHours, notice);
      const { state } = await this.count();
      const until = new Date(Date.parse(state.at) + minutes * 60_000).toISOString();
      const why = reason?.replace(/\s+/g, ' ').trim();
      await this.keepAsked(state, { id: randomUUID(), at: state.at, until, ...(why && { reason: why }) });
      const { failed } = await this.count();
      if (failed) {
        await this.keepAsked(state, state.asked);
        await this.count();
        throw new NoticeError(failed);
      }
      const time = hoursSaid(minutes / 60);
      const message = why ? say('asked-awake-reason', { time, reason: why }) : say('asked-awake', { time });
      await this.tell([{ at: state.at, kind: 'asked', message }]);
      return this.value(await this.events());
    });
  }

  /** Takes back what was asked for, if anything was. */
  async release(): Promise<KeepAwake> {
    await this.sampled();
    return this.inTurn(async () => {
      const { state } = await this.count();
      if (state.asked) {
        await this.keepAsked(state, undefined);
        await this.count();
        await this.tell([{ at: state.at, kind: 'released', message: say('released') }]);
      }
      return this.value(await this.events());
    });
  }

  /** Brings the state up to the present moment, and tells the idle check where something holds the app. */
  private async count(): Promise<{ state: AwakeState; failed?: Notice }> {
    const { runtime, whereabouts } = this;
    this.unkeptNotice = undefined;
    const { policy, notice } = await readPolicy(whereabouts.settings);
    const moment = { now: runtime.now(), uptime: runtime.uptime() };
    const { before, kept } = await this.before(moment);
    const { now } = moment;
    const { state, events, holding } = advance(before, moment, this.seen, policy);
    // It has run out, or its times are others by the clock as it is set now.
    if (kept && kept.until !== state.asked?.until)
      await this.askedFile
        .amend(kept.id, state.asked && { ...kept, ...state.asked, id: kept.id })
        .catch((error: unknown) => this.unkept(error));
    const failed = holding && (await writeLastActive(whereabouts.lastActiveFile, now).then(() => undefined, noticeOf));
    // Told once, and again when it has worked in between: not with every sample.
    const { message } = failed ?? {};
    const told = message && english(message);
    if (message && told !== this.failure) events.push({ at: state.at, kind: 'failed', message });
    this.failure = told;
    this.state = state;
    this.policy = policy;
    this.holding = failed ? undefined : holding;
    await this.tell(events);
    if (!isEmpty(state) || (before && !isEmpty(before))) {
      await this.file.write(withoutAsked(state)).catch((error: unknown) => this.unkept(error));
    }
    const future = await futureNotice(whereabouts.lastActiveFile, now);
    this.notices = [notice, failed, future, this.unkeptNotice, ...this.workNotices].flatMap((told) => told ?? []);
    return { state, ...(failed && { failed }) };
  }

  /** Where things stand before a sample, with what is asked for by the word of whichever agent of this home was told last. */
  private async before(moment: Moment): Promise<{ before?: AwakeState; kept?: Asked }> {
    const own = this.state && afterClockChange(this.state, moment);
    if (this.unkeptAsked) return own ? { before: own } : {};
    let kept: Asked | undefined;
    try {
      kept = await this.askedFile.read();
    } catch (error) {
      this.unkept(error);
      return own ? { before: own } : {};
    }
    if (kept && kept.id === this.setAside) kept = undefined;
    const known: AwakeState | undefined = own ?? (await this.file.read().catch((error: unknown) => this.unkept(error)));
    if (!kept) return known ? { before: withoutAsked(known) } : {};
    if (!known) return { before: { at: kept.at, work: [], asked: kept }, kept };
    // Times that are others by more than a moment are those of before the clock was set: those known here go on.
    const same =
      known.asked?.id === kept.id && Math.abs(Date.parse(known.asked.until) - Date.parse(kept.until)) > 2_000;
    return { before: same ? known : { ...known, asked: kept }, kept };
  }

  /** Lets what was asked for or released at another agent of this home hold here too, before anything is told of it. */
  private async agreed(): Promise<void> {
    if (this.unkeptAsked) return;
    const kept = await this.askedFile.read().catch((error: unknown) => this.unkept(error));
    const id = kept?.id === this.setAside ? undefined : kept?.id;
    if (id !== this.state?.asked?.id) await this.inTurn(() => this.count());
  }

  /** Asks for `asked` from now on, or for nothing, here and, as far as the home can be written, at every agent of it. */
  private async keepAsked(state: AwakeState, asked: AwakeState['asked']): Promise<void> {
    const before = state.asked;
    this.state = asked ? { ...state, asked } : withoutAsked(state);
    this.unkeptAsked = false;
    try {
      if (asked) await this.askedFile.replace({ id: randomUUID(), ...asked });
      else if (before?.id !== undefined) await this.askedFile.amend(before.id, undefined);
    } catch (error) {
      this.unkept(error);
      this.unkeptAsked = asked !== undefined;
      if (!asked) this.setAside = before?.id;
    }
  }

  private async tell(events: KeepAwakeEvent[]): Promise<void> {
    for (const { kind, message } of events) this.runtime.log(`keep awake: ${kind}: ${english(message)}`);
    if (events.length > 0) await this.log.add(events).catch((error: unknown) => this.unkept(error));
  }

  /** Without a home that can be written the app is kept awake all the same; a restart then forgets. */
  private unkept(error: unknown): undefined {
    const why = whyOf(error);
    this.unkeptNotice = {
      code: 'failed',
      message: say('note-refused', { why }),
      remedy: say('note-forgotten'),
    };
    this.runtime.log(`keep awake: the home volume refuses: ${english(this.unkeptNotice.message)}`);
  }

  private async events(): Promise<KeepAwakeEvent[]> {
    return (await this.log.read().catch((error: unknown) => this.unkept(error))) ?? [];
  }

  private value(events: KeepAwakeEvent[]): KeepAwake {
    const { state, policy, holding } = this;
    return {
      policy,
      work: state ? workNow(state) : [],
      ...(state?.asked && { asked: state.asked }),
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

  private readonly file: KeptFile<typeof KeptAwakeState>;
  private readonly log: EventLog;
  private readonly askedFile: AskedFile;
  private state: AwakeState | undefined;
  /** What is asked for is known to this agent alone: the home refuses it. */
  private unkeptAsked = false;
  /** What was taken back here, and what the home still holds. */
  private setAside: string | undefined;
  private policy = closedPolicy;
  private holding: KeepAwake['holding'];
  private seen: SeenWork[] = [];
  private missed: Notice[] = [];
  private notices: Notice[] = [];
  private workNotices: Notice[] = [];
  private unkeptNotice: Notice | undefined;
  private failure: string | undefined;
  private first: Promise<void> | undefined;
  private turn: Promise<void> = Promise.resolve();
}

const isEmpty = ({ asked, run, work }: AwakeState) => !asked && !run && work.length === 0;
const withoutAsked = ({ at, run, uptime, work }: AwakeState): AwakeState => ({
  at,
  work,
  ...(run && { run }),
  ...(uptime !== undefined && { uptime }),
});
