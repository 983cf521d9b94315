import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { lastDelivered } from './delivered';
import type { TrailEvent } from './event';
import { recordOf } from './record';
import type { Trail } from './trail';
import { TrailError } from './trail-error';

/** Where the events are: by region, what was called there. */
export interface Trails {
  regions: readonly string[];
  trailOf(region: string): Trail;
}

/** How many events a file has at most, so that none is too large to be read at once. */
const IN_A_FILE = 10_000;

/**
 * Writes what was called as CloudTrail delivers it to a bucket: gzipped files of records, by account, region and day
 * [CloudTrail guide, log file names]. It goes on after the last event that is in the folder: a run that was killed has not
 * delivered all of its own.
 */
export class Delivery {
  readonly #delivered = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly trails: Trails,
  ) {
    told(() => {
      mkdirSync(folder, { recursive: true });
      for (const region of trails.regions) {
        const trail = trails.trailOf(region);
        const places = lastDelivered(folder, region).map((id) => trail.placeOf(id));
        this.#delivered.set(region, Math.max(-1, ...places) + 1);
      }
    });
  }

  /** Writes the events since the last time. Throws a TrailError when it cannot; they are written the next time. */
  deliver(now: number): void {
    for (const region of this.trails.regions) {
      const trail = this.trails.trailOf(region);
      for (let from = this.#delivered.get(region) ?? 0; from < trail.size; from = this.#delivered.get(region) ?? 0) {
        const events = eventsOfOneFile(trail, from);
        told(() => this.#write(region, events, now));
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
    try {
      writeFileSync(half, gzipSync(JSON.stringify({ Records: events.map((event) => recordOf(event, region)) })));
      renameSync(half, file);
    } finally {
      // Of a disk that is full, nothing is left that takes room from the next attempt.
      rmSync(half, { force: true });
    }
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

/** Does it; what the system says of a disk that is full names neither the file nor what for. */
function told(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new TrailError(`the trail cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}
