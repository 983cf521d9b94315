import type { TranslationBundle } from '@jupyterlab/translation';
import { appId } from '../../protocol/app-identity';
import type { AppCost } from '../../protocol/cost';
import type { Job } from '../../protocol/job';
import type { Snapshot } from '../../protocol/snapshot';
import { roughDurationText } from '../texts/duration';
import { moneyText } from '../texts/money';
import { type AppEntry, entriesOf, spaceNameOf } from './app-entry';
import { newestJob } from './newest-job';

/** What the row of an app, or of a space without one, shows. */
export interface ShownApp {
  entry: AppEntry;
  /** The newest action on it. */
  job: Job | undefined;
  /** In words, since amounts grow with each answer, and what is read of them seldom. Absent: nothing is said of money. */
  cost: { perHour?: string; sinceStart?: string } | undefined;
  /** How long it has been running. */
  runsFor: string | undefined;
}

/** Every app, and after them the spaces in which there is none, as their rows show them. */
export function shownApps(snapshot: Snapshot, trans: TranslationBundle): ShownApp[] {
  const costs = snapshot.cost.state === 'ready' ? snapshot.cost.value : undefined;
  const byApp = new Map(costs?.apps.map((cost) => [appId(cost.key), cost]));
  const now = Date.parse(snapshot.takenAt);
  return entriesOf(snapshot).map((entry) => {
    const { app } = entry;
    return {
      entry,
      job: newestJob(snapshot.jobs, app, spaceNameOf(entry)),
      cost: costs && inWords(app && byApp.get(appId(app.key)), (amount) => moneyText(amount, costs.currency)),
      runsFor: app?.since === undefined ? undefined : roughDurationText(now - Date.parse(app.since), trans),
    };
  });
}

const inWords = (cost: AppCost | undefined, text: (amount: number) => string): ShownApp['cost'] => ({
  ...(cost?.perHour !== undefined && { perHour: text(cost.perHour) }),
  ...(cost?.sinceStart !== undefined && { sinceStart: text(cost.sinceStart) }),
});
