import path from 'node:path';
import * as z from 'zod';
import type { Notice } from '../../protocol/notice';
import { pauseBeforeNext } from '../../studio/call-budget';
import { bundledPrices } from '../../studio/price/bundled-prices';
import { priceRow, type PriceRow } from '../../studio/price/price-document';
import { PriceTable, priceTable } from '../../studio/price/price-table';
import type { World } from '../configuration';
import { KeptFile } from '../kept-file';
import { noticeOf } from '../notices';

const Kept = z.object({ learntAt: z.number(), table: PriceTable });

/** `platoinstancetype` of the apps whose prices we want, as the Price List writes them (fact sheet, section 6). */
const kinds = ['Studio-JupyterLab', 'studio-codeeditor', 'Studio-Notebook'];

/**
 * Prices of the region. They are asked of AWS at most once a day and kept on the home volume, so that a new app asks
 * nothing; where AWS may not be asked, those that are shipped are used. Nobody waits for them: until they have come,
 * what was known before is answered.
 */
export class PricesSource {
  constructor(
    private readonly world: Pick<World, 'now' | 'random' | 'log'>,
    private readonly region: string,
    folder: string,
  ) {
    this.file = new KeptFile(path.join(folder, `prices-${region}.json`), Kept);
  }

  async read(): Promise<{ table: PriceTable; notices: Notice[] }> {
    this.known ??= await this.file.read().catch((error: unknown) => this.unkept(error));
    const now = this.world.now().getTime();
    this.dueAt ??= this.known ? this.known.learntAt + this.pause(1) : 0;
    if (now >= this.dueAt) this.refresh ??= this.ask().finally(() => (this.refresh = undefined));
    return { table: this.known?.table ?? bundledPrices(this.region), notices: this.failure ? [this.failure] : [] };
  }

  /** Settles when a refresh that is under way has ended. */
  async settled(): Promise<void> {
    await this.refresh;
  }

  private async ask(): Promise<void> {
    let calls = 0;
    try {
      const { connectPriceList } = await import('../../aws/price-list');
      const list = connectPriceList(this.region);
      const rows: PriceRow[] = [];
      const add = async (attributes: Record<string, string>) => {
        const answer = await list.products(attributes);
        calls += answer.calls;
        rows.push(...answer.documents.flatMap((document) => priceRow(document) ?? []));
      };
      try {
        for (const platoinstancetype of kinds) await add({ regionCode: this.region, platoinstancetype });
        // How usage types of a region begin is told by those that came; with what storage's are found among all others is not.
        const prefix = rows[0]?.usagePrefix;
        if (prefix !== undefined) await add({ regionCode: this.region, usagetype: `${prefix}Studio:VolumeUsage.gp3` });
      } finally {
        list.close();
      }
      if (rows.length > 0) await this.keep(rows);
      this.failure = rows.length > 0 ? undefined : this.none();
    } catch (error) {
      this.failure = { ...noticeOf(error), remedy: 'Costs are those of the prices that are named beside them.' };
    }
    this.dueAt = this.world.now().getTime() + this.pause(Math.max(1, calls));
  }

  private async keep(rows: PriceRow[]): Promise<void> {
    const now = this.world.now();
    const table = priceTable(this.region, now.toISOString().slice(0, 10), rows);
    this.known = { learntAt: now.getTime(), table };
    await this.file.write(this.known).catch((error: unknown) => this.unkept(error));
  }

  /** Prices that cannot be kept are asked for again by the next agent: worth a line in the log, no more. */
  private unkept(error: unknown): undefined {
    this.world.log(`prices can not be kept: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }

  private none(): Notice {
    return { code: 'not-found', message: `The AWS Price List has no prices of Studio apps in ${this.region}.` };
  }

  private pause(calls: number): number {
    return pauseBeforeNext('prices', { calls, slowdown: 1 }, this.world.random());
  }

  private readonly file: KeptFile<typeof Kept>;
  private known: z.infer<typeof Kept> | undefined;
  private failure: Notice | undefined;
  private refresh: Promise<void> | undefined;
  private dueAt: number | undefined;
}
