import type { CommandRegistry } from '@lumino/commands';
import type { TranslationBundle } from '@jupyterlab/translation';
import { commandIds } from '../elements/command-ids';
import type { Preferences } from '../model/settings';
import { durationText } from '../texts/duration';
import { TitlePrefix } from './stop-title';
import { StopWarning } from './stop-warning';
import type { StopWatch } from './stop-watch';

export interface LastMinutesParts {
  commands: CommandRegistry;
  preferences(): Preferences;
  trans: TranslationBundle;
}

/**
 * What is told besides the countdown once a warning is due: a notification, and, while the page is in the background,
 * nothing but its title. Most pages never come to it, so it is loaded then.
 */
export class LastMinutes {
  readonly #title = new TitlePrefix(document);
  readonly #warning: StopWarning;

  constructor(private readonly parts: LastMinutesParts) {
    const { commands, preferences, trans } = parts;
    this.#warning = new StopWarning({
      trans,
      warnings: () => preferences().warnings,
      keepAwakeHours: () => preferences().keepAwakeHours,
      keepAwake: (minutes) => void commands.execute(commandIds.keepAwake, { minutes }),
      saveAll: () => void commands.execute('docmanager:save-all'),
    });
  }

  /** Warns on a fresh answer. */
  warn(watch: StopWatch, now: number): void {
    const { told } = watch;
    // In the background a notification would be seen too late: once somebody looks, it is asked again.
    if (told && !document.hidden) this.#warning.judge(watch.left(now), told, now);
  }

  /** Shows in the title that the app stops in `left` milliseconds; nothing: it does not, or not soon. */
  title(left: number | undefined): void {
    const { preferences, trans } = this.parts;
    const shown = left !== undefined && document.hidden && preferences().pageTitle;
    this.#title.show(shown ? trans.__('(stops in %1) ', durationText(left, trans)) : '');
  }
}
