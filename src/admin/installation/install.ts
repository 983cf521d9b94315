import { hasObject } from '../../aws/s3';
import { wheelFolder } from './rules/naming';
import { appTypeOf, places, placeText, type Place } from './rules/place';
import type { AtPlaces } from './rules/plan';
import { partsOf } from '../scripts/composition';
import { ownPart } from '../scripts/own-script';
import { existingPart, isExisting, type OwnPart, type Part } from '../scripts/part';
import type { Means } from './carry-out';
import { InstallationError } from './failure';
import { draft, projected, sourceOf, unusedUploads, type Draft, type Project } from './project';
import { before, customers, type Standing, type Survey } from './standing';
import type { Wheel } from './wheel';

/** Where apps get the wheel from. */
export type Source = { kind: 's3'; bucket: string; prefix: string } | { kind: 'index'; url: string };

/** What is to be installed. */
export interface Choice {
  /** What each place gets: the scripts in their order, given the folder or index that the wheel comes from. */
  at: { [P in Place]?: { parts(source: string): Part[]; source: Source } };
  wheel: Wheel;
  /** What becomes of a built-in script of the customer's own: it goes into ours as its first part, or goes. */
  existing: 'refuse' | 'keep' | 'replace';
  /** Whether an app shall not start when that script fails; as it was if this is left out. */
  enforce?: boolean;
}

/** What it takes to install. Rejects with `AwsError`, `InstallationError` or `ScriptError`. */
export async function planInstall(means: Means, survey: Survey, choice: Choice): Promise<Project> {
  const { domainId } = survey.domain;
  const drafts: Draft[] = [];
  const kept: Standing[] = [];
  const sources = new Map<string, string | undefined>();
  const chosen = places.flatMap((place) => (choice.at[place] ? [{ place, ...choice.at[place] }] : []));
  const wanted: AtPlaces = stayingAt(
    survey,
    chosen.map(({ place }) => place),
  );
  for (const { place, parts, source: from } of chosen) {
    const { source, uri } = placeOfWheel({ source: from, wheel: choice.wheel }, domainId);
    sources.set(source, uri);
    const now = survey.at[place];
    const own = await customersPart(means, place, now, choice);
    const made = draft(domainId, place, [...(own ? [own] : []), ...parts(source)], choice.wheel.version);
    drafts.push(made);
    wanted[place] = made.name;
    const earlier = now && (now.name === made.name ? await before(means.sagemaker, place, now) : now);
    if (earlier?.ours) kept.push(earlier);
  }
  const used = [...sources.keys(), ...kept.flatMap(({ script }) => sourceOf(script) ?? [])];
  const uploads: { uri: string; bytes: number }[] = [];
  for (const uri of sources.values()) {
    if (uri !== undefined && !(await isThere(means, uri, choice.wheel))) uploads.push(upload(uri, choice.wheel));
  }
  const scripts = [...new Map(drafts.map((each) => [each.name, each])).values()];
  return {
    ...projected(survey, {
      places: wanted,
      scripts: scripts.map(({ name, appType, scripts, characters }) => ({ name, appType, scripts, characters })),
      kept: kept.map(({ name }) => name),
      uploads,
      deletions: await unusedUploads(means.s3, means.tell, domainId, used, used),
    }),
    version: choice.wheel.version,
    contents: new Map(scripts.map(({ name, content }) => [name, content])),
    known: [],
    wheel: choice.wheel,
    notesBefore: true,
  };
}

/** Places that this is not about keep what they have. */
export function stayingAt(survey: Survey, changing: readonly Place[]): AtPlaces {
  return Object.fromEntries(
    Object.entries(survey.at)
      .filter(([place]) => !changing.some((one) => one === place))
      .map(([place, { name }]) => [place, name]),
  );
}

/** The customer's own script as a part, where there is one and it shall stay. */
async function customersPart(
  { sagemaker }: Means,
  place: Place,
  now: Standing | undefined,
  { existing, enforce }: Choice,
): Promise<OwnPart | undefined> {
  if (existing === 'replace') return undefined;
  const own = await customers(sagemaker, place, now);
  const inside = now?.ours && partsOf(now.script).find((part): part is OwnPart => isExisting(part));
  if (inside) {
    // It stays though the original is gone. What studiolo put together at first lacks its last line ends.
    const same = own && withoutEnd(own.bytes) === withoutEnd(inside.bytes);
    return { ...inside, ...(same && { bytes: own.bytes }), ...(enforce !== undefined && { enforce }) };
  }
  if (!own || own.script === '') return undefined;
  if (existing === 'keep') return { ...ownPart(own.name, own.bytes, enforce ?? false), name: existingPart };
  // It was replaced before, and stays so.
  if (now?.ours) return undefined;
  throw new InstallationError(
    `${placeText(place)} has a built-in lifecycle configuration already, ${own.name}, and Studio takes only one`,
    `choose --existing keep, to run it before studiolo's, or --existing replace (${appTypeOf(place)} apps then start without it; uninstall brings it back)`,
  );
}

const withoutEnd = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').replace(/\n+$/, '');

/**
 * What `SOURCE` of install-studiolo is, and where the wheel is uploaded to; nothing with a package index. The folder
 * carries the domain and the wheel's hash: domains do not get into each other's way, nor do versions.
 */
export function placeOfWheel(
  { source, wheel }: { source: Source; wheel: Wheel },
  domain: string,
): { source: string; uri?: string } {
  if (source.kind === 'index') return { source: source.url };
  const folder = `s3://${source.bucket}/${wheelFolder(source.prefix, domain)}${wheel.sha256.slice(0, 16)}`;
  return { source: folder, uri: `${folder}/${wheel.name}` };
}

const upload = (uri: string, { body }: Wheel) => ({ uri, bytes: body.length });

async function isThere({ s3 }: Means, uri: string, { sha256, body }: Wheel): Promise<boolean> {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  return hasObject(s3, { bucket, key }, sha256, body.length);
}
