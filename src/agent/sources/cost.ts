import path from 'node:path';
import type { App, AppType } from '../../protocol/app';
import type { Cost } from '../../protocol/cost';
import type { MonthCost } from '../../protocol/month-cost';
import type { Idle } from '../../protocol/idle';
import type { Notice, Section } from '../../protocol/notice';
import type { Space } from '../../protocol/space';
import { costOf } from '../../studio/price/cost';
import { monthCost } from '../../studio/price/month-cost';
import { recentInstanceTypes, SeenHours, seeHours, shownDays } from '../../studio/price/running-hours';
import type { Runtime } from '../configuration';
import { elapsed } from '../elapsed';
import { KeptFile } from '../kept-file';
import { runsFor } from './processes';
import type { PricesSource } from './prices';
import type { Person } from './settings';
import { say } from '../../protocol/message';

/** What a snapshot has learnt already of what there is to be charged for. */
export interface Learnt {
  person: Person;
  apps: Section<App[]>;
  spaces: Section<Space[]>;
  idle: Section<Idle>;
}

/** Whose costs these would be is not known: they are nobody's to see. */
const why: Record<'shared' | 'space-unread', Notice> = {
  shared: { code: 'uncertain', message: say('costs-private-only') },
  'space-unread': {
    code: 'uncertain',
    message: say('costs-private-unread'),
  },
};

/** How often the hours that were seen are put on the disk, in milliseconds. */
const keepEvery = 5 * 60_000;

/** Milliseconds: lists that are told to be no further apart are the same one, by clocks that are not read at quite the same moment. */
const sameLook = 2_500;

/** What apps and spaces cost: computed from what was learnt anyway, so that it takes no call but the day's for prices. */
export class CostSource {
  constructor(
    private readonly runtime: Pick<Runtime, 'now' | 'uptime' | 'log'>,
    private readonly prices: PricesSource,
    folder: string,
    /** The Jupyter server's process, if one started us: as long as it runs, so does this app. */
    private readonly server?: number,
  ) {
    this.file = new KeptFile(path.join(folder, 'running-hours.json'), SeenHours, runtime.log);
  }

  async of({ apps, person, spaces, idle }: Learnt): Promise<Section<Cost>> {
    if (person.unknown !== undefined) return { state: 'missing', notices: [why[person.unknown]] };
    if (apps.state === 'missing') return apps;
    const [{ table, notices }, seen] = await Promise.all([this.prices.read(), this.see(apps.value, apps.learntAt)]);
    const now = this.runtime.now().getTime();
    const value = costOf(
      table,
      {
        apps: apps.value,
        ...gigabytesOf(spaces),
        ...(idle.state === 'ready' && { verdict: idle.value.verdict }),
        days: shownDays(seen.days, now),
      },
      now,
    );
    return { state: 'ready', value, learntAt: apps.learntAt, notices };
  }

  /** The month so far. Where apps cannot be listed now, what was seen before is told of. */
  async month({ apps, person, spaces }: Omit<Learnt, 'idle'>): Promise<Section<MonthCost>> {
    if (person.unknown !== undefined) return { state: 'missing', notices: [why[person.unknown]] };
    const listed = apps.state === 'ready' ? apps : undefined;
    const [{ table, notices }, seen] = await Promise.all([
      this.prices.read(),
      listed ? this.see(listed.value, listed.learntAt) : this.before(),
    ]);
    const now = this.runtime.now();
    const value = monthCost(table, seen, { apps: listed?.value ?? [], ...gigabytesOf(spaces) }, now.getTime());
    const trouble = [...apps.notices, ...(spaces.state === 'missing' ? spaces.notices : []), ...notices];
    const learntAt = listed?.learntAt ?? now.toISOString();
    return { state: 'ready', value, learntAt, notices: trouble.filter(unlessToldBefore) };
  }

  /** What apps of a kind ran on in the last days, as far as was seen. */
  async recentInstanceTypes(appType: AppType): Promise<string[]> {
    return recentInstanceTypes((await this.before()).days, appType, this.runtime.now().getTime());
  }

  /** Adds what the list of apps shows to the hours that were seen; a list that is seen again adds nothing. */
  private async see(apps: App[], learntAt: string): Promise<SeenHours> {
    const before = await this.before();
    const at = Date.parse(learntAt);
    const learnt = elapsed(this.runtime) - (this.runtime.now().getTime() - at);
    const passed = this.seenAt === undefined ? undefined : learnt - this.seenAt;
    if (passed !== undefined && passed < sameLook) return before;
    this.seen = seeHours(before, apps, at, passed, runsFor(this.server, this.runtime.uptime()));
    this.seenAt = learnt;
    if (learnt - this.keptAt >= keepEvery) {
      this.keptAt = learnt;
      await this.file.write(this.seen).catch((error: unknown) => this.unkept(error));
    }
    return this.seen;
  }

  private async before(): Promise<SeenHours> {
    return this.seen ?? (await this.file.read().catch((error: unknown) => this.unkept(error))) ?? { days: [] };
  }

  private unkept(error: unknown): undefined {
    this.runtime.log(`running hours can not be kept: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }

  private readonly file: KeptFile<typeof SeenHours>;
  private seen: SeenHours | undefined;
  /** When the list that was last added was learnt, as `elapsed` tells. */
  private seenAt: number | undefined;
  private keptAt = -Infinity;
}

/** Gigabytes of the volumes of one's own spaces, where any is known. */
function gigabytesOf(spaces: Section<Space[]>): { gigabytes?: number } {
  const volumes =
    spaces.state === 'ready' ? spaces.value.flatMap((space) => (space.own ? (space.volumeGb ?? []) : [])) : [];
  return volumes.length > 0 ? { gigabytes: volumes.reduce((sum, size) => sum + size, 0) } : {};
}

const unlessToldBefore = ({ message }: Notice, index: number, all: Notice[]) =>
  all.findIndex((other) => other.message === message) === index;
