import { hasObject } from '../aws/s3';
import { wheelFolder } from '../studio/installation/naming';
import { appTypeOf, placeText, type Place } from '../studio/installation/place';
import type { AtPlaces } from '../studio/installation/plan';
import type { Part } from '../studio/lifecycle-script/compose';
import type { Means } from './carry-out';
import { InstallationError } from './failure';
import { draft, projected, sourceOf, unusedUploads, type Draft, type Project } from './project';
import { before, customers, type Standing, type Survey } from './standing';
import type { Wheel } from './wheel';

/** Where apps get the wheel from. */
export type Source = { kind: 's3'; bucket: string; prefix: string } | { kind: 'index'; url: string };

/** What is to be installed. */
export interface Choice {
  /** The scripts in their order, given the folder or index that the wheel comes from. */
  parts(source: string): Part[];
  source: Source;
  wheel: Wheel;
  places: readonly Place[];
  /** What becomes of a built-in script of the customer's own: it goes into ours as its first part, or goes. */
  existing: 'refuse' | 'keep' | 'replace';
}

/** The name of the part that is the customer's own built-in script. */
export const existingPart = 'existing';

/** What it takes to install. Rejects with `AwsError`, `InstallationError` or `ScriptError`. */
export async function planInstall(means: Means, survey: Survey, choice: Choice): Promise<Project> {
  const { domainId } = survey.domain;
  const { source, uri } = placeOfWheel(choice, domainId);
  const parts = choice.parts(source);
  const drafts: Draft[] = [];
  const kept: Standing[] = [];
  const wanted: AtPlaces = stayingAt(survey, choice.places);
  for (const place of choice.places) {
    const now = survey.at[place];
    const own = await customersPart(means, place, now, choice.existing);
    const made = draft(domainId, place, own ? [own, ...parts] : parts, choice.wheel.version);
    drafts.push(made);
    wanted[place] = made.name;
    const earlier = now && (now.name === made.name ? await before(means.sagemaker, place, now) : now);
    if (earlier?.ours) kept.push(earlier);
  }
  const used = [source, ...kept.flatMap(({ script }) => sourceOf(script) ?? [])];
  const uploads = uri === undefined || (await isThere(means, uri, choice.wheel)) ? [] : [upload(uri, choice.wheel)];
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
  existing: Choice['existing'],
): Promise<Part | undefined> {
  const own = await customers(sagemaker, place, now);
  if (!own || existing === 'replace') return undefined;
  if (existing === 'keep' || now?.ours?.scripts.includes(existingPart)) {
    if (own.script === '') return undefined;
    return { name: existingPart, text: own.script };
  }
  // It was replaced before, and stays so.
  if (now?.ours) return undefined;
  throw new InstallationError(
    `${placeText(place)} has a built-in lifecycle configuration already, ${own.name}, and Studio takes only one`,
    `choose --existing keep, to run it before studiolo's, or --existing replace (${appTypeOf(place)} apps then start without it; uninstall brings it back)`,
  );
}

/**
 * What `SOURCE` of install-studiolo is, and where the wheel is uploaded to; nothing with a package index. The folder
 * carries the domain and the wheel's hash: domains do not get into each other's way, nor do versions.
 */
export function placeOfWheel(
  { source, wheel }: Pick<Choice, 'source' | 'wheel'>,
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
