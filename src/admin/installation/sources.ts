import { AwsError } from '../../aws/errors';
import { listObjects } from '../../aws/s3-object';
import { s3Uri, type S3Uri, s3UriText } from '../../studio/s3-uri';
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
  const folders = new Map(
    from.flatMap((source) => {
      const folder = uploadFolder(source, domainId);
      return folder ? [[s3UriText(folder), folder]] : [];
    }),
  );
  const unused: string[] = [];
  for (const { bucket, key: folder } of folders.values()) {
    for (const key of await listObjects(s3, bucket, `${folder}/`)) {
      const uri = s3UriText({ bucket, key });
      if (/\/[0-9a-f]{16}\/studiolo-[^/]+\.whl$/.test(uri) && !used.some((source) => uri.startsWith(`${source}/`))) {
        unused.push(uri);
      }
    }
  }
  return unused;
}

/** The folder of all that studiolo put there for this domain, one of which a script installs from; nothing for others' folders. */
function uploadFolder(source: string, domainId: string): S3Uri | undefined {
  const { bucket, key = '' } = s3Uri(source) ?? {};
  const [, folder] = /^(.+)\/[0-9a-f]{16}$/s.exec(key) ?? [];
  const isOurs = folder !== undefined && `/${folder}`.endsWith(`/${domainId}`);
  return bucket !== undefined && isOurs ? { bucket, key: folder } : undefined;
}
