import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type KnownBefore, knownText, readKnown } from '../../admin/domain/known-before';
import type { Studio } from '../../admin/studio-file/wanted';

/** Where what was described of a Studio is kept: anyone may delete it. */
const knownFile = (home: string, { account, region, studio }: Studio) =>
  path.join(home, '.cache', 'studiolo', 'known', `${account}-${region}-${encodeURIComponent(studio)}.json`);

/** What was kept; nothing where that cannot be read. */
export const knownOf = async (home: string, studio: Studio): Promise<KnownBefore> =>
  readKnown(await readFile(knownFile(home, studio), 'utf8').catch(() => ''));

/** Keeps it, whole or not at all. Where that cannot be, the next plan asks AWS again, and nothing else is lost. */
export async function keepKnown(home: string, studio: Studio, known: KnownBefore): Promise<void> {
  const file = knownFile(home, studio);
  const beside = `${file}.${randomUUID()}`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(beside, knownText(known), { mode: 0o600 });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
