import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { type ISignal, Signal } from '@lumino/signaling';
import type { Notice } from '../../protocol/notice';
import { LargestFolders, Resources } from '../../protocol/resources';
import { type Client, ClientError } from '../model/client';

const INTERVAL_MS = 60_000;
const LONGEST_BACKOFF_MS = 240_000;

/** What this app has and uses, as last told; and why it could not be told again. */
export interface ResourceView {
  resources?: Resources;
  trouble?: Notice;
}

/** Memory, CPU, GPUs and home volume of this app, asked of the agent while somebody looks, and of nobody else. */
export class ResourceModel implements IDisposable {
  #view: ResourceView = {};
  #visible = false;
  readonly #poll: Poll;
  readonly #changed = new Signal<this, ResourceView>(this);

  constructor(private readonly client: Pick<Client, 'get'>) {
    this.#poll = new Poll({
      name: 'studiolo:resources',
      auto: false,
      factory: () => this.#renew(),
      frequency: { interval: INTERVAL_MS, backoff: true, max: LONGEST_BACKOFF_MS },
      standby: () => !this.#visible,
    });
  }

  get view(): ResourceView {
    return this.#view;
  }

  /** Emitted with every answer. */
  get changed(): ISignal<this, ResourceView> {
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

  /** Whether anyone can see it. Out of sight, it asks for nothing. */
  setVisible(visible: boolean): void {
    if (this.isDisposed || visible === this.#visible) return;
    this.#visible = visible;
    void (visible ? this.#poll.refresh() : this.#poll.stop());
  }

  /** Asks now, if somebody looks. */
  refresh(): void {
    if (this.#visible && !this.isDisposed) void this.#poll.refresh();
  }

  /** What is so now. Rejects with a ClientError. */
  ask(): Promise<Resources> {
    return this.client.get('api/resources', Resources);
  }

  /** The largest folders of the home volume, which takes seconds to find. Rejects with a ClientError. */
  largestFolders(): Promise<LargestFolders> {
    return this.client.get('api/volume/folders', LargestFolders);
  }

  async #renew(): Promise<void> {
    try {
      this.#show({ resources: await this.ask() });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#show({ ...this.#view, trouble: error.notice });
      // The poll backs off.
      throw error;
    }
  }

  #show(view: ResourceView): void {
    if (this.isDisposed) return;
    this.#view = view;
    this.#changed.emit(view);
  }
}
