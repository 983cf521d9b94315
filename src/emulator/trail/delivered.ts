import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The ids of the last events of a region in CloudTrail's files below a folder, of each account that has some: those of the
 * newest day's newest minute. Throws the system's error for a folder that cannot be read.
 */
export function lastDelivered(folder: string, region: string): string[] {
  return namesIn(path.join(folder, 'AWSLogs')).flatMap((account) => {
    let place = path.join(folder, 'AWSLogs', account, 'CloudTrail', region);
    // Year, month, day.
    for (let depth = 0; depth < 3; depth += 1) place = path.join(place, namesIn(place).at(-1) ?? '');
    const files = namesIn(place).filter((name) => name.endsWith('.json.gz'));
    const minute = minuteOf(files.at(-1));
    return files.filter((name) => minuteOf(name) === minute).flatMap((name) => lastIn(path.join(place, name)) ?? []);
  });
}

/** In the order of their names, which are times. */
const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** `123456789012_CloudTrail_us-east-1_20260131T1200Z_….json.gz` */
const minuteOf = (name: string | undefined) => name?.split('_')[3];

/** The id of the last event in a file; undefined of a file that is none of CloudTrail's. */
function lastIn(file: string): string | undefined {
  try {
    const { Records }: { Records: { eventID: string }[] } = JSON.parse(gunzipSync(readFileSync(file)).toString());
    return Records.at(-1)?.eventID;
  } catch {
    return undefined;
  }
}
