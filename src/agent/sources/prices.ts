import path from 'node:path';
import * as z from 'zod';
import { AwsError } from '../../aws/errors';
import type { Notice } from '../../protocol/notice';
import { pauseBeforeNext } from '../../studio/call-budget';
import { bundledPrices } from '../../studio/price/bundled-prices';
import { partitionOf, priceListRegion } from '../../studio/price/partition';
import { priceRow, type PriceRow } from '../../studio/price/price-document';
import { PriceTable, priceTable } from '../../studio/price/price-table';
import type { Runtime } from '../configuration';
import { elapsed, momentOf, noted, type Noted } from '../elapsed';
import { KeptFile } from '../kept-file';
import { awsReason, noticeOf } from '../notices';
import { both, say } from '../../protocol/message';

const Kept = z.object({ learntAt: z.number(), table: PriceTable });

/** `platoinstancetype` of the apps whose prices we want, as the Price List writes them (fact sheet, section 6). */
const kinds = ['Studio-JupyterLab', 'studio-codeeditor', 'Studio-Notebook'];

/**
 * Prices of the region. They are asked of AWS at most once a day and kept on the home volume, so that a new app asks
 * nothing; where AWS may not be asked, those that are shipped are used, and where its partition has no Price List, none is
 * asked. Nobody waits for them: until they have come, what was known before is answered.
 */
export class PricesSource {
  constructor(
    private readonly runtime: Pick<Runtime, 'now' | 'uptime' | 'random' | 'log'>,
    private readonly region: string,
    folder: string,
  ) {
    this.file = new KeptFile(path.join(folder, `prices-${region}.json`), Kept, runtime.log);
    this.askedIn = priceListRegion(region);
    const { currency } = partitionOf(region);
    this.bundled = bundledPrices(region, currency);
  }

  async read(): Promise<{ table: PriceTable; notices: Notice[] }> {
    if (this.askedIn === undefined) return this.nowhere();
    if (!this.fileRead) await this.takeKept();
    const { askedIn } = this;
    if (elapsed(this.runtime) >= this.dueAt)
      this.refresh ??= this.ask(askedIn).finally(() => (this.refresh = undefined));
    return { table: this.table, notices: this.failure ? [this.failure] : [] };
  }

  /** Settles when a refresh that is under way has ended. */
  async settled(): Promise<void> {
    await this.refresh;
  }

  /** What was kept counts by its age; where the clock says that it is still to come, its age is not known, and it is asked anew. */
  private async takeKept(): Promise<void> {
    const kept = await this.file.read().catch((error: unknown) => this.unkept(error));
    if (this.fileRead) return;
    this.fileRead = true;
    if (!kept) return;
    const age = this.runtime.now().getTime() - kept.learntAt;
    this.known = { table: kept.table, learnt: { at: kept.learntAt, passed: elapsed(this.runtime) - age } };
    if (age >= 0) this.dueAt = elapsed(this.runtime) - age + this.pause(1);
  }

  private async ask(askedIn: string): Promise<void> {
    let calls = 0;
    let complete = true;
    try {
      const { connectPriceList } = await import('../../aws/price-list');
      const list = connectPriceList(askedIn);
      const rows: PriceRow[] = [];
      const add = async (attributes: Record<string, string>) => {
        const answer = await list.products(attributes);
        calls += answer.calls;
        complete &&= answer.complete;
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
      this.failure = rows.length === 0 ? this.none() : complete ? undefined : cut;
    } catch (error) {
      this.failure = this.unanswered(error);
    }
    this.dueAt = elapsed(this.runtime) + this.pause(Math.max(1, calls));
  }

  private async keep(rows: PriceRow[]): Promise<void> {
    const learnt = noted(this.runtime);
    const table = priceTable(this.region, dayOf(learnt.at), rows);
    this.known = { table, learnt };
    await this.file.write({ learntAt: learnt.at, table }).catch((error: unknown) => this.unkept(error));
  }

  /** The prices that are known, with the day on which they were learnt as the clock is set now. */
  private get table(): PriceTable {
    if (!this.known) return this.bundled;
    const { table, learnt } = this.known;
    const moment = momentOf(learnt, this.runtime);
    if (moment === learnt.at || table.source.kind === 'none') return table;
    return { ...table, source: { ...table.source, date: dayOf(moment) } };
  }

  /** Prices that cannot be kept are asked for again by the next agent: worth a line in the log, no more. */
  private unkept(error: unknown): undefined {
    this.runtime.log(`prices can not be kept: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }

  /** The Price List is another service than Studio's, with another way to it: what is told is told of it. */
  private unanswered(error: unknown): Notice {
    const { code, message } = noticeOf(error);
    const { table } = this;
    const priced = Object.keys(table.perHour).length > 0;
    const remedy = priced ? say('costs-named') : say('costs-unknown-until');
    if (!(error instanceof AwsError)) return { code, message, remedy };
    const { failure } = error;
    const why = awsReason(failure);
    switch (failure.kind) {
      case 'permission':
        return {
          ...noticeOf(error),
          message: say('role-may-not-price', { action: failure.action }),
          remedy: both(say('allow-action', { action: failure.action }), remedy),
        };
      case 'throttled':
        return { code, message: say('prices-slow-down'), remedy };
      case 'credentials':
        return { code, message: say('prices-no-credentials', { why }), remedy };
      case 'unreachable':
        return { code, message: say('prices-silent', { why }), remedy };
      case 'not-found':
      case 'conflict':
      case 'limit':
      case 'interrupted':
      case 'failed':
        return { code, message: say('prices-refused', { why }), remedy };
    }
  }

  private none(): Notice {
    return { code: 'not-found', message: say('prices-none', { region: this.region }) };
  }

  private nowhere(): { table: PriceTable; notices: Notice[] } {
    const { name, currency } = partitionOf(this.region);
    const source = { kind: 'none' as const, from: say('no-price-list-in', { name }) };
    const message = say('no-price-list', { name });
    return {
      table: { region: this.region, source, currency, perHour: {} },
      notices: [{ code: 'not-found', message }],
    };
  }

  private pause(calls: number): number {
    return pauseBeforeNext('prices', { calls, slowdown: 1 }, this.runtime.random());
  }

  private readonly file: KeptFile<typeof Kept>;
  private readonly askedIn: string | undefined;
  private readonly bundled: PriceTable;
  private known: { table: PriceTable; learnt: Noted } | undefined;
  private fileRead = false;
  private failure: Notice | undefined;
  private refresh: Promise<void> | undefined;
  /** As `elapsed` tells. */
  private dueAt = -Infinity;
}

const cut: Notice = {
  code: 'uncertain',
  message: say('prices-endless'),
};

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
