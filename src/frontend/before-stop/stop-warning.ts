import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { StopTime } from '../../protocol/stop-time';
import { clockTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { dueWarning } from './warning-times';

export interface WarningParts {
  trans: TranslationBundle;
  warnings(): readonly number[];
  /** For how many hours to keep the app awake at one click. */
  keepAwakeHours(): number;
  keepAwake(minutes: number): void;
  saveAll(): void;
}

/** Tells before the app stops: once for each time that the user has chosen, and takes it back when the stop has moved. */
export class StopWarning {
  /** The latest warning given for the stop that is ahead. */
  #given: number | undefined;
  #notification: string | undefined;

  constructor(private readonly parts: WarningParts) {}

  /** Judges a fresh answer: the app stops in `left` milliseconds, or it is not known to stop. */
  judge(left: number | undefined, told: StopTime, now: number): void {
    const due = left === undefined ? undefined : dueWarning(left, this.parts.warnings());
    if (left === undefined || due === undefined) {
      this.#given = undefined;
      this.#withdraw();
      return;
    }
    if (this.#given !== undefined && due >= this.#given) return;
    this.#given = due;
    this.#withdraw();
    this.#notification = Notification.warning(this.#message(left, now), {
      // It stays until it is answered, or the stop has moved.
      autoClose: false,
      actions: this.#actions(told),
    });
  }

  #message(left: number, now: number): string {
    const { trans } = this.parts;
    if (left <= 0) return trans.__('This app stops any moment: nothing is active.');
    const at = clockTime(new Date(now + left).toISOString(), new Date(now));
    // Asked for at ten minutes, it is answered a moment later: not nine.
    const minutes = Math.ceil(left / 60_000) * 60_000;
    return trans.__('This app stops in %1 (at %2) unless something is active.', durationText(minutes, trans), at);
  }

  #actions({ askedHours }: StopTime): Notification.IAction[] {
    const { trans } = this.parts;
    const minutes = Math.floor(Math.min(askedHours, this.parts.keepAwakeHours()) * 60);
    const saveAll = { label: trans.__('Save all'), callback: () => this.parts.saveAll() };
    if (minutes < 1) return [saveAll];
    return [
      {
        label: trans.__('Keep awake'),
        caption: trans.__('Keep this app awake for %1', durationText(minutes * 60_000, trans)),
        displayType: 'accent',
        callback: () => this.parts.keepAwake(minutes),
      },
      saveAll,
    ];
  }

  #withdraw(): void {
    if (this.#notification !== undefined) Notification.dismiss(this.#notification);
    this.#notification = undefined;
  }
}
