import { AwsError, sentenceOf } from '../../aws/errors';
import { remedyOf } from '../../aws/remedy';
import { hasObject } from '../../aws/s3-object';
import { s3Uri, s3UriText } from '../../studio/s3-uri';
import { planOf, type Plan } from '../converge/plan';
import { inRegion } from '../converge/region-text';
import { partsOf } from '../scripts/composition';
import { ownPart } from '../scripts/own-script';
import { existingPart, isExisting, type OwnPart, type Part } from '../scripts/part';
import type { InstallationContext } from './context';
import { before, type Before, type Current, customers, foundIn, type FoundScript } from './current';
import { type Draft, draft } from './draft';
import { ExistingScriptError } from './failure';
import { Notes } from './notes';
import { requireNoFilesScript } from './owner';
import { appTypeOf, type BuiltInSlot, builtInSlots, type PerSlot, slotText } from './rules/built-in-slot';
import { beforeTag, customersTag, domainTag, rollbackTag, versionTag, wheelFolder } from './rules/naming';
import { type InstallationStep, type Script, stepsTo, type Upload } from './rules/steps';
import { sourceOf, unusedUploads } from './sources';
import type { Wheel } from './wheel';

/** Where apps get the wheel from. */
export type Source = { kind: 's3'; bucket: string; prefix: string } | { kind: 'index'; url: string };

/** What is to be installed. */
export interface Choice {
  /** What each slot gets: the scripts in their order, given the folder or index that the wheel comes from. */
  at: PerSlot<{ parts(source: string): Part[]; source: Source }>;
  wheel: Wheel;
  /** What becomes of a built-in script of the customer's own: it goes into ours as its first part, or goes. */
  existing: 'refuse' | 'keep' | 'replace';
  /** Whether an app shall not start when that script fails; as it was if this is left out. */
  enforce?: boolean;
}

/** A domain as plans name it. */
export const subjectOf = (domainId: string) => `domain ${domainId}`;

/** What it takes to install. Rejects with `AwsError`, `InstallationError` or `ScriptError`. */
export async function planInstall(
  context: InstallationContext,
  current: Current,
  choice: Choice,
): Promise<Plan<InstallationStep>> {
  const { domainId } = current.domain;
  const { version } = choice.wheel;
  const chosen = builtInSlots.flatMap((slot) => (choice.at[slot] ? [{ slot, ...choice.at[slot] }] : []));
  const slots = stayingIn(
    current,
    chosen.map(({ slot }) => slot),
  );
  await requireNoFilesScript(
    context,
    current,
    chosen.map(({ slot }) => slot),
  );
  const scripts = new Map<string, Draft>();
  const notes = new Notes();
  const kept: FoundScript[] = [];
  const sources = new Map<string, string | undefined>();
  for (const { slot, parts, source: from } of chosen) {
    const { source, uri } = folderOfWheel({ source: from, wheel: choice.wheel }, domainId);
    sources.set(source, uri);
    const now = current.at[slot];
    const customer = await customers(context.sagemaker, slot, now);
    const own = customersPart({ where: `${subjectOf(domainId)}${inRegion(context)}`, slot, now }, customer, choice);
    const made = draft(domainId, slot, [...(own ? [own] : []), ...parts(source)], version);
    scripts.set(made.name, made);
    slots[slot] = made.name;
    if (now?.name !== made.name) {
      notes.add(made.name, notesBefore(slot, now, customer));
      // An earlier rollback to it that was never finished is over.
      if (current.own.get(made.name)?.tags[rollbackTag(slot)]) notes.add(made.name, { [rollbackTag(slot)]: 'None' });
    }
    const earlier = now?.name === made.name ? await before(context.sagemaker, slot, now) : { known: true, script: now };
    if (earlier.known && earlier.script?.ours) kept.push(earlier.script);
  }
  const used = [...sources.keys(), ...kept.flatMap(({ script }) => sourceOf(script) ?? [])];
  const uploads: Upload[] = [];
  for (const uri of sources.values()) {
    if (uri !== undefined && !(await isThere(context, uri, choice.wheel))) uploads.push(upload(uri, choice.wheel));
  }
  const desired = {
    slots,
    scripts: [...scripts.values()].map(asMade),
    tags: { [domainTag]: domainId, [versionTag]: version },
    notes: notes.all(),
    kept: kept.map(({ name }) => name),
    uploads,
    deletions: await oldUploads(context, domainId, used),
  };
  return planOf(subjectOf(domainId), stepsTo(desired, await foundIn(context, current)));
}

const asMade = ({ name, appType, scripts, characters, content }: Draft): Script => ({
  name,
  appType,
  scripts,
  characters,
  content,
});

/** The way back: what the slot has now, and what it had before studiolo came, as far as that is known. */
const notesBefore = (slot: BuiltInSlot, now: FoundScript | undefined, customer: Before) => ({
  [beforeTag(slot)]: now?.arn ?? 'None',
  ...(customer.known && { [customersTag(slot)]: customer.script?.arn ?? 'None' }),
});

/** Wheels that nobody uses any more; none, and told, where the bucket may not be listed: a few hundred kilobytes are no reason to fail. */
async function oldUploads(context: InstallationContext, domainId: string, used: readonly string[]): Promise<string[]> {
  try {
    return await unusedUploads(context, domainId, used, used);
  } catch (error) {
    if (!(error instanceof AwsError) || !['permission', 'not-found'].includes(error.failure.kind)) throw error;
    const remedy = remedyOf(error);
    context.tell(`old wheels stay where they are: ${sentenceOf(error)}${remedy === undefined ? '' : `; ${remedy}`}`);
    return [];
  }
}

/** Slots that this is not about keep what they have. */
export function stayingIn({ at }: Current, changing: readonly BuiltInSlot[]): PerSlot<string> {
  const staying: PerSlot<string> = {};
  for (const slot of builtInSlots) {
    const name = at[slot]?.name;
    if (name !== undefined && !changing.includes(slot)) staying[slot] = name;
  }
  return staying;
}

/** The customer's own script as a part, where there is one and it shall stay. */
function customersPart(
  { where, slot, now }: { where: string; slot: BuiltInSlot; now: FoundScript | undefined },
  customer: Before,
  { existing, enforce }: Choice,
): OwnPart | undefined {
  if (existing === 'replace') return undefined;
  const own = customer.known ? customer.script : undefined;
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
  throw new ExistingScriptError(
    `${slotText(slot)} of ${where} has a built-in lifecycle configuration already, ${own.name}, and Studio takes only one`,
    `choose --existing keep, to run it before studiolo's, or --existing replace (${appTypeOf(slot)} apps then start without it; uninstall brings it back)`,
  );
}

const withoutEnd = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').replace(/\n+$/, '');

/**
 * What `SOURCE` of install-studiolo is, and where the wheel is uploaded to; nothing with a package index. The folder
 * carries the domain and the wheel's hash: domains do not get into each other's way, nor do versions.
 */
export function folderOfWheel(
  { source, wheel }: { source: Source; wheel: Wheel },
  domain: string,
): { source: string; uri?: string } {
  if (source.kind === 'index') return { source: source.url };
  const folder = s3UriText({
    bucket: source.bucket,
    key: `${wheelFolder(source.prefix, domain)}${wheel.sha256.slice(0, 16)}`,
  });
  return { source: folder, uri: `${folder}/${wheel.name}` };
}

const upload = (uri: string, { file, body, sha256 }: Wheel): Upload => ({ uri, file, bytes: body.length, sha256 });

async function isThere({ s3 }: InstallationContext, uri: string, { sha256, body }: Wheel): Promise<boolean> {
  const at = s3Uri(uri);
  return at !== undefined && hasObject(s3, at, sha256, body.length);
}
