import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { AppType, type AppKey } from '../../protocol/app';
import { Told } from '../notices';
import type { Place } from '../configuration';

/** Who this app is, as the file that Studio puts into it says. */
export interface Metadata {
  domainId: string;
  region: string;
  key: AppKey;
  /** Named by Classic and by older files; a space's file does not name its owner. */
  userProfileName?: string;
}

/** The members that we use of the three shapes that have been seen (fact sheet, section 5). */
const File = z.object({
  AppType: AppType,
  DomainId: z.string().min(1),
  ResourceName: z.string().min(1),
  ResourceArn: z.string().optional(),
  ResourceArnCaseSensitive: z.string().optional(),
  SpaceName: z.string().optional(),
  UserProfileName: z.string().optional(),
});

/** Reads `resource-metadata.json`. Rejects with a notice: `not-in-studio` where there is none. */
export async function readMetadata(place: Pick<Place, 'metadataFile' | 'region' | 'spaceName'>): Promise<Metadata> {
  const text = await readFile(place.metadataFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? notInStudio : broken(place.metadataFile, error.message);
  });
  const parsed = File.safeParse(json(text, place.metadataFile));
  if (!parsed.success) throw broken(place.metadataFile, z.prettifyError(parsed.error));
  const file = parsed.data;
  const arn = (file.ResourceArnCaseSensitive || file.ResourceArn || '').split(':');
  const region = arn[3] || place.region;
  if (!region) throw broken(place.metadataFile, 'its ResourceArn names no region, and AWS_REGION is not set');
  const owner = ownerOf(file, arn[5] ?? '', place.spaceName);
  if (!owner) throw broken(place.metadataFile, 'it names neither a space nor a user profile');
  return {
    domainId: file.DomainId,
    region,
    key: { appType: file.AppType, appName: file.ResourceName, owner },
    ...(file.UserProfileName && { userProfileName: file.UserProfileName }),
  };
}

/** JupyterLab and Code Editor live in spaces; an older file names the space only in its ARN or in the environment. */
function ownerOf(
  file: z.infer<typeof File>,
  resource: string,
  spaceVariable: string | undefined,
): AppKey['owner'] | undefined {
  if (file.SpaceName) return { kind: 'space', spaceName: file.SpaceName };
  const inArn = /^app\/[^/]+\/([^/]+)\//.exec(resource)?.[1];
  if (file.AppType === 'JupyterLab' || file.AppType === 'CodeEditor') {
    const spaceName = spaceVariable || inArn;
    return spaceName ? { kind: 'space', spaceName } : undefined;
  }
  const userProfileName = file.UserProfileName || inArn;
  return userProfileName ? { kind: 'user-profile', userProfileName } : undefined;
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error));
  }
}

const notInStudio = new Told({
  code: 'not-in-studio',
  message: 'This JupyterLab does not run in SageMaker Studio, so there are no apps to show.',
});

const broken = (file: string, why: string) =>
  new Told({
    code: 'failed',
    message: `${file} is not as Studio writes it: ${why}.`,
    remedy: 'Stop the app and run it again.',
  });
