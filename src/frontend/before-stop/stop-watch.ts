import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { type ISignal, Signal } from '@lumino/signaling';
import type { StopTime } from '../../protocol/stop-time';
import { clockSkew } from '../model/clock-skew';
import { stopTimeAnswer } from './stop-time-answer';
import type { IStopWatch } from './stop-watch-token';
import { pauseBeforeNext } from './warning-times';

export interface StopWatchParts {
  /** Asks the agent; rejects where it does not answer. */
  ask(): Promise<unknown>;
  /** When a kernel was last active, as JupyterLab itself has seen: milliseconds since 1970 by the server's clock. */
  kernelActivity(): number | undefined;
  /** Minutes before the stop at which the user wants to be told. */
  warnings(): readonly number[];
}

/** A server that is still starting is asked again after this; one that does not answer, ever more seldom. */
const RETRY_MS = 60_000;
const LONGEST_BACKOFF_MS = 30 * 60_000;

/**
 * Asks as seldom as the truth allows: once, then when a warning is due, and at least each half hour. None of it costs a
 * call to AWS but the first, where the agent has never learnt the idle settings.
 */
export class StopWatch implements IStopWatch, IDisposable {
  #told: StopTime | undefined;
  #skew = 0;
  readonly #learnt = new Signal<this, void>(this);
  readonly #poll: Poll;

  constructor(private readonly parts: StopWatchParts) {
    this.#poll = new Poll({
      name: 'studiolo:stop-time',
      auto: false,
      factory: () => this.#ask(),
      frequency: { interval: RETRY_MS, backoff: true, max: LONGEST_BACKOFF_MS },
      // A page in the background is told by its title.
      standby: 'never',
    });
  }

  /** What was last learnt. */
  get told(): StopTime | undefined {
    return this.#told;
  }

  /** Emitted with every answer, whether or not it is another: warnings are given on fresh ones alone. */
  get learnt(): ISignal<this, void> {
    return this.#learnt;
  }

  /** Milliseconds until the app stops; nothing where that is not known, or it never does. */
  left(now: number): number | undefined {
    const { awakeUntil, holding, idleMinutes, stopsAt } = this.#told ?? {};
    if (stopsAt === undefined) return undefined;
    const serverNow = now + this.#skew;
    const moments = [
      // JupyterLab asks for its kernels anyway: a cell that ran since the last answer moves the stop without a question.
      this.parts.kernelActivity(),
      // And what is kept awake on request has been active up to now.
      holding === 'asked' && awakeUntil !== undefined ? Math.min(Date.parse(awakeUntil), serverNow) : undefined,
    ].map((moment) => (moment ?? 0) + (idleMinutes ?? 0) * 60_000);
    return Math.max(Date.parse(stopsAt), ...moments) - serverNow;
  }

  /** Asks now, and from then on by itself. */
  ask(): void {
    if (!this.isDisposed) void this.#poll.schedule({ interval: Poll.IMMEDIATE, phase: 'refreshed' });
  }

  learn(told: StopTime): void {
    const now = Date.now();
    this.#take(told, now, now);
  }

  get isDisposed(): boolean {
    return this.#poll.isDisposed;
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.#poll.dispose();
    Signal.clearData(this);
  }

  async #ask(): Promise<void> {
    const sentAt = Date.now();
    const told = stopTimeAnswer(await this.parts.ask());
    if (told && !this.isDisposed) this.#take(told, sentAt, Date.now());
    const interval = pauseBeforeNext(this.left(Date.now()), this.parts.warnings());
    if (!this.isDisposed) this.#poll.frequency = { ...this.#poll.frequency, interval };
  }

  #take(told: StopTime, sentAt: number, receivedAt: number): void {
    this.#told = told;
    this.#skew = clockSkew(told.serverNow, sentAt, receivedAt);
    this.#learnt.emit();
  }
}
