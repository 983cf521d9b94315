import type { ImageUse } from './image-uses';

/** A version of one image, as far as pruning looks at it. */
export interface KnownVersion {
  version: number;
  /** `ImageVersionStatus`. */
  status: string;
  aliases: string[];
  createdAt?: Date;
  /** Changes when aliases are given or taken away (assumption: UpdateImageVersion is a modification). */
  modifiedAt?: Date;
}

/** Somebody names the image. */
export interface KnownUse {
  /** In words. */
  who: string;
  version: ImageUse['version'];
  /** For a live app: since when it runs, as far as it is known. Settings, which take effect at the next start, have none. */
  runs?: { since?: Date };
}

/** A version, and why it stays; no reason means that nobody uses it. */
export interface VersionFate {
  version: number;
  kept: string[];
}

/**
 * Which versions stay: the latest that works, since an image named without a version means that one (service model,
 * CustomImage and ResourceSpec); those with an alias; those that anybody names; those that are being made or deleted;
 * and those that a live app may still run though another has become the latest, or has the alias, since it started.
 * Newest first.
 */
export function versionFates(versions: KnownVersion[], uses: KnownUse[]): VersionFate[] {
  const newest = versions.toSorted((a, b) => b.version - a.version);
  const kept = new Map(newest.map(({ version }) => [version, new Set<string>()]));
  const keep = (version: number, why: string) => kept.get(version)?.add(why);
  const latest = newest.find(({ status }) => status === 'CREATED');
  if (latest) keep(latest.version, 'it is the latest');
  for (const { version, status, aliases } of newest) {
    if (status === 'CREATING' || status === 'DELETING') keep(version, `it is ${status}`);
    for (const alias of aliases) keep(version, `alias ${alias}`);
  }
  for (const { who, version, runs } of uses) {
    if (version !== 'latest' && 'number' in version) keep(version.number, who);
    else if (runs) {
      const possible =
        version === 'latest' ? onceLatest(newest, runs.since) : onceAlias(newest, version.alias, runs.since);
      for (const one of possible) keep(one, `${who} may run it`);
    }
  }
  return newest.map(({ version }) => ({ version, kept: [...(kept.get(version) ?? [])] }));
}

/** The versions that were the latest at any time from then on: the newest of that time, and all that came later. */
function onceLatest(newest: KnownVersion[], since: Date | undefined): number[] {
  const older = newest.find(({ createdAt }) => createdAt !== undefined && since !== undefined && createdAt <= since);
  return newest.filter(({ version }) => older === undefined || version >= older.version).map(({ version }) => version);
}

/** The versions that may have had an alias since then: those that were not changed since have what they had. */
function onceAlias(newest: KnownVersion[], alias: string, since: Date | undefined): number[] {
  return newest
    .filter(
      ({ aliases, modifiedAt }) =>
        aliases.includes(alias) || since === undefined || modifiedAt === undefined || modifiedAt >= since,
    )
    .map(({ version }) => version);
}
