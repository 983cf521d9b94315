import type { KernelSpec } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Notice } from '../../protocol/notice';
import { Snapshot } from '../../protocol/snapshot';
import { type Client, ClientError } from './client';
import { clockSkew } from './clock-skew';
import type { KeptSnapshot } from './kept-snapshot';
import { RecentJobs } from './recent-jobs';
import { shareEqual } from './share-equal';

/**
 * How often the server is asked while the panel is in view: at rest, when the app's resources are asked for as often; while
 * something is followed, or nothing is known yet.
 */
const AT_REST_MS = 60_000;
const FOLLOWING_MS = 2_000;
const LONGEST_BACKOFF_MS = 120_000;
/** Looks in a row for what is still to come, each after twice the time of the one before. */
const MOST_AWAITING = 4;

/** What the panel shows: the newest snapshot, and why there is none or it could not be renewed. */
export interface View {
  snapshot?: Snapshot;
  /** Milliseconds that the server's clock is ahead of this one. */
  skew?: number;
  trouble?: Notice;
  /** The snapshot is one of before, until the first new one has come. */
  earlier?: true;
}

export interface ModelParts {
  client: Pick<Client, 'get'>;
  kernelSpecs: Pick<KernelSpec.IManager, 'refreshSpecs'>;
  /** Where the last snapshot is kept from one page to the next. */
  kept?: Pick<KeptSnapshot, 'read' | 'keep'>;
}

/**
 * The panel's one model. It asks only while the panel is in view and the page is not in the background, or while something
 * is followed that was begun here; every request that changes something ends in a refresh.
 */
export class SnapshotModel implements IDisposable {
  #view: View = {};
  #fresh = false;
  #visible = false;
  #turn = 0;
  #following = false;
  #awaiting = 0;
  readonly #recent = new RecentJobs();
  readonly #poll: Poll;
  readonly #changed = new Signal<this, View>(this);

  constructor(private readonly parts: ModelParts) {
    this.#poll = new Poll({
      name: 'studiolo:snapshot',
      auto: false,
      factory: () => this.#ask(),
      // An agent that is still starting is asked again soon.
      frequency: { interval: FOLLOWING_MS, backoff: true, max: LONGEST_BACKOFF_MS },
      standby: () => !this.#visible && !this.#following,
    });
  }

  get view(): View {
    return this.#view;
  }

  /** Emitted when what is to be shown has changed; parts of it that have not are the same objects as before. */
  get changed(): ISignal<this, View> {
    return this.#changed;
  }

  get isDisposed(): boolean {
    return this.#poll.isDisposed;
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.#poll.dispose();
    Signal.clearData(this);
  }

  /** Shows what this browser has kept, until there is anything newer. */
  recall(): void {
    if (this.#view.snapshot && !this.#view.earlier) return;
    const kept = this.parts.kept?.read();
    if (kept) this.#show({ ...this.#view, ...kept, earlier: true });
  }

  /** Whether anyone can see what the model knows. Out of sight, it asks for nothing. */
  setVisible(visible: boolean): void {
    if (this.isDisposed || visible === this.#visible) return;
    this.#visible = visible;
    if (visible) this.recall();
    // What goes on is followed to its end, as somebody waits to be told of it.
    if (visible) void this.#poll.refresh();
    else if (!this.#following) void this.#poll.stop();
  }

  /** Asks now, if the panel is in view; `fresh` does not let the list of apps be answered from a cache. */
  async refresh(age?: 'fresh'): Promise<void> {
    if (this.isDisposed || (!this.#visible && !this.#following)) return;
    this.#fresh ||= age === 'fresh';
    // Unlike `Poll.refresh`, this does not settle for a request under way: that may not know yet what has just been done.
    await this.#poll.schedule({ interval: Poll.IMMEDIATE, phase: 'refreshed' });
    await this.#poll.tick.catch((error: unknown) => {
      // Disposing rejects the tick, and nobody is left to be told.
      if (!this.isDisposed) throw error;
    });
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    const query = this.#fresh ? '?fresh=apps' : '';
    this.#fresh = false;
    const sentAt = Date.now();
    try {
      const snapshot = await this.parts.client.get(`api/snapshot${query}`, Snapshot);
      if (turn !== this.#turn) return;
      // The launcher learns of a kernel that an action has made or taken away from the refreshed kernel specs.
      const { earlier, snapshot: before } = this.#view;
      if (environmentJobEnded(earlier ? undefined : before, snapshot)) await this.parts.kernelSpecs.refreshSpecs();
      const { idle, takenAt } = snapshot;
      const serverNow = idle.state === 'ready' ? idle.value.serverNow : takenAt;
      const skew = clockSkew(serverNow, sentAt, Date.now());
      snapshot.jobs = this.#recent.of(snapshot.jobs, Date.now());
      this.parts.kept?.keep({ snapshot, skew });
      this.#show({ snapshot, skew });
      const following = snapshot.jobs.some(({ outcome }) => outcome.kind === 'running');
      this.#following = following;
      this.#awaiting = isIncomplete(snapshot) ? this.#awaiting + 1 : 0;
      const isAwaited = this.#awaiting > 0 && this.#awaiting <= MOST_AWAITING;
      const interval = following ? FOLLOWING_MS : isAwaited ? FOLLOWING_MS * 2 ** (this.#awaiting - 1) : AT_REST_MS;
      this.#poll.frequency = { ...this.#poll.frequency, interval };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#fresh ||= query !== '';
      // What was known stays in view, with what is wrong beside it.
      if (turn === this.#turn) this.#show({ ...this.#view, trouble: error.notice });
      // The poll backs off.
      throw error;
    }
  }

  #show(view: View): void {
    if (this.isDisposed || shareEqual(this.#view, view)) return;
    this.#view = view;
    this.#changed.emit(view);
  }
}

/** Whether there is more to come within seconds: the Price List's answer, or how a clone stands. Nobody waits for these. */
function isIncomplete({ cost, repositories }: Snapshot): boolean {
  const pricing = cost.state === 'ready' && cost.value.source.kind === 'bundled' && cost.notices.length === 0;
  const reading =
    repositories.state === 'ready' &&
    repositories.value.some(({ clonedAt, workingTree }) => clonedAt !== undefined && workingTree === undefined);
  return pricing || reading;
}

/** Whether an action on an environment has ended since the snapshot before, which need not have seen it begin. */
function environmentJobEnded(before: Snapshot | undefined, now: Snapshot): boolean {
  if (!before) return false;
  const ended = ({ jobs }: Snapshot) =>
    jobs.flatMap(({ id, outcome, target }) =>
      target.kind === 'environment' && outcome.kind !== 'running' ? [id] : [],
    );
  const known = ended(before);
  return ended(now).some((id) => !known.includes(id));
}
