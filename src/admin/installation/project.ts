import { AwsError } from '../../aws/errors';
import { listObjects, type S3 } from '../../aws/s3';
import { lifecycleConfigName } from './rules/naming';
import { appTypeOf, places, type Place } from './rules/place';
import { plan, type AtPlaces, type Step, type Wanted } from './rules/plan';
import { composition, partsOf } from '../scripts/composition';
import { contentOf } from '../scripts/content';
import { valuesOf } from '../scripts/parameters';
import type { Part } from '../scripts/part';
import type { Standing, Survey } from './standing';
import type { Wheel } from './wheel';

/** What is going to be done to a domain, and all that doing it needs. */
export interface Project {
  survey: Survey;
  steps: Step[];
  /** The version of studiolo that scripts are made by. */
  version: string;
  /** Base64 content of the lifecycle configurations to be made, by name. */
  contents: ReadonlyMap<string, string>;
  /** Lifecycle configurations that stand already and may be attached, though studiolo did not make them for this domain. */
  known: readonly Standing[];
  /** What an upload puts into S3. */
  wheel?: Wheel;
  /** Whether what is attached shall note what was there before it: not when one goes back. */
  notesBefore: boolean;
}

/** A lifecycle configuration that is made from parts. */
export interface Draft {
  name: string;
  appType: 'JupyterLab' | 'CodeEditor';
  scripts: string[];
  characters: number;
  content: string;
  script: string;
}

/** The lifecycle configuration that runs these parts at a place of a domain. */
export function draft(domainId: string, place: Place, parts: readonly Part[], version: string): Draft {
  const appType = appTypeOf(place);
  const { base64, script } = contentOf(parts, version);
  return {
    name: lifecycleConfigName(appType, domainId, script),
    appType,
    scripts: parts.map(({ name }) => name),
    characters: base64.length,
    content: base64,
    script,
  };
}

/** The plan for what shall stand, where places that are not mentioned keep what they have. */
export function projected(
  survey: Survey,
  wanted: Partial<Wanted> & Pick<Wanted, 'places'>,
): Pick<Project, 'survey' | 'steps'> {
  const now: AtPlaces = {};
  for (const place of places) {
    const name = survey.at[place]?.name;
    if (name !== undefined) now[place] = name;
  }
  const whole = { scripts: [], kept: [], uploads: [], deletions: [], ...wanted };
  return { survey, steps: plan({ now, own: [...survey.own.keys()] }, whole) };
}

/** The S3 folder that a script installs studiolo from; nothing where it takes a package index. */
export function sourceOf(script: string): string | undefined {
  if (!composition(script)) return undefined;
  const source = installedFrom(partsOf(script));
  return source?.startsWith('s3://') ? source : undefined;
}

/** Where the bundled script `install-studiolo` gets the wheel from; nothing where it is not among the parts. */
export function installedFrom(parts: readonly Part[]): string | undefined {
  const part = parts.find((each) => each.kind === 'bundled' && each.name === 'install-studiolo');
  return part?.kind === 'bundled' ? valuesOf(part.text)['SOURCE'] : undefined;
}

/**
 * URIs of uploads of this domain that no script of `used` installs from. None, and told, where the bucket may not be
 * listed: a few hundred kilobytes left behind are no reason to fail.
 */
export async function unusedUploads(
  s3: S3,
  tell: (line: string) => void,
  domainId: string,
  from: readonly string[],
  used: readonly string[],
): Promise<string[]> {
  const folders = new Set(from.flatMap((source) => source.match(/^s3:\/\/.*(?=\/[0-9a-f]{16}$)/) ?? []));
  const unused: string[] = [];
  for (const folder of folders) {
    // Only what studiolo put there for this domain.
    if (!folder.endsWith(`/${domainId}`)) continue;
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(folder) ?? [];
    try {
      for (const key of await listObjects(s3, bucket, `${prefix}/`)) {
        const uri = `s3://${bucket}/${key}`;
        if (/\/[0-9a-f]{16}\/studiolo-[^/]+\.whl$/.test(uri) && !used.some((source) => uri.startsWith(`${source}/`))) {
          unused.push(uri);
        }
      }
    } catch (error) {
      if (!(error instanceof AwsError) || error.failure.kind !== 'permission') throw error;
      tell(`${folder} may not be listed, so old wheels stay there (allow s3:ListBucket)`);
    }
  }
  return unused;
}
