import { AwsError } from '../../aws/errors';
import { listObjects } from '../../aws/s3-object';
import { s3Uri, s3UriText } from '../../studio/s3-uri';
import { composition, partsOf } from '../scripts/composition';
import { valuesOf } from '../scripts/parameters';
import type { Part } from '../scripts/part';
import type { InstallationContext } from './context';

/** The S3 folder that a script installs studiolo from; nothing where it takes a package index. */
export function sourceOf(script: string): string | undefined {
  if (!composition(script)) return undefined;
  const source = installedFrom(partsOf(script));
  return source !== undefined && s3Uri(source) ? source : undefined;
}

/** Where the bundled script `install-studiolo` gets the wheel from; nothing where it is not among the parts. */
export function installedFrom(parts: readonly Part[]): string | undefined {
  const part = parts.find((each) => each.kind === 'bundled' && each.name === 'install-studiolo');
  return part?.kind === 'bundled' ? valuesOf(part.text)['SOURCE'] : undefined;
}

/** Whether there is a wheel in the S3 folder that a script installs from; not known where it may not be listed. */
export async function hasWheel({ s3 }: InstallationContext, source: string): Promise<boolean | undefined> {
  const at = s3Uri(source);
  if (!at) return undefined;
  try {
    return (await listObjects(s3, at.bucket, `${at.key}/`)).some((key) => key.endsWith('.whl'));
  } catch (error) {
    if (error instanceof AwsError && error.failure.kind === 'permission') return undefined;
    if (error instanceof AwsError && error.failure.kind === 'not-found') return false;
    throw error;
  }
}

/** URIs of uploads of this domain, in the folders of `from`, that no script of `used` installs from. Rejects with `AwsError`. */
export async function unusedUploads(
  { s3 }: InstallationContext,
  domainId: string,
  from: readonly string[],
  used: readonly string[],
): Promise<string[]> {
  const folders = new Set(from.flatMap((source) => source.match(/^s3:\/\/.*(?=\/[0-9a-f]{16}$)/) ?? []));
  const unused: string[] = [];
  for (const folder of folders) {
    // Only what studiolo put there for this domain.
    const at = folder.endsWith(`/${domainId}`) ? s3Uri(folder) : undefined;
    if (!at) continue;
    for (const key of await listObjects(s3, at.bucket, `${at.key}/`)) {
      const uri = s3UriText({ ...at, key });
      if (/\/[0-9a-f]{16}\/studiolo-[^/]+\.whl$/.test(uri) && !used.some((source) => uri.startsWith(`${source}/`))) {
        unused.push(uri);
      }
    }
  }
  return unused;
}
