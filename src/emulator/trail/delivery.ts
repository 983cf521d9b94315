import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TrailEvent } from './event';
import { recordOf } from './record';
import type { Trail } from './trail';

/** Where the events are: by region, what was called there. */
export interface Trails {
  regions: readonly string[];
  trailOf(region: string): Trail;
}

/** How many events a file has at most, so that none is too large to be read at once. */
const IN_A_FILE = 10_000;

/**
 * Writes what was called as CloudTrail delivers it to a bucket: gzipped files of records, by account, region and day
 * [CloudTrail guide, log file names]. What there was at the start has been delivered by the run before.
 */
export class Delivery {
  readonly #delivered = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly trails: Trails,
  ) {
    mkdirSync(folder, { recursive: true });
    for (const region of trails.regions) this.#delivered.set(region, trails.trailOf(region).size);
  }

  /** Writes the events since the last time. Throws the system's error when it cannot; they are written the next time. */
  deliver(now: number): void {
    for (const region of this.trails.regions) {
      const trail = this.trails.trailOf(region);
      for (let from = this.#delivered.get(region) ?? 0; from < trail.size; from = this.#delivered.get(region) ?? 0) {
        const events = eventsOfOneFile(trail, from);
        this.#write(region, events, now);
        this.#delivered.set(region, from + events.length);
      }
    }
  }

  #write(region: string, events: readonly TrailEvent[], now: number): void {
    const [{ accountId, time } = { accountId: '', time: now }] = events;
    const [year = '', month = '', day = ''] = new Date(time).toISOString().split('T')[0]?.split('-') ?? [];
    const folder = path.join(this.folder, 'AWSLogs', accountId, 'CloudTrail', region, year, month, day);
    const minute = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 13);
    const unique = randomBytes(12).toString('base64url').replace(/[-_]/g, '0');
    const file = path.join(folder, `${accountId}_CloudTrail_${region}_${minute}Z_${unique}.json.gz`);
    mkdirSync(folder, { recursive: true });
    // By a rename, so that nobody finds half a file.
    const half = path.join(this.folder, `.${unique}.half`);
    writeFileSync(half, gzipSync(JSON.stringify({ Records: events.map((event) => recordOf(event, region)) })));
    renameSync(half, file);
  }
}

/** Events that follow each other, of one account and one day. */
function eventsOfOneFile(trail: Trail, from: number): TrailEvent[] {
  const events: TrailEvent[] = [];
  const [begin, dayOf] = [trail.at(from), (time: number) => Math.floor(time / 86_400_000)];
  for (let place = from; place < trail.size && events.length < IN_A_FILE; place += 1) {
    const event = trail.at(place);
    if (event.accountId !== begin.accountId || dayOf(event.time) !== dayOf(begin.time)) break;
    events.push(event);
  }
  return events;
}
