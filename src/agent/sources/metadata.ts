import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { AppKey } from '../../protocol/app';
import { AppType } from '../../protocol/app-type';
import { jsonText } from '../../protocol/json-text';
import type { Whereabouts } from '../configuration';
import { errorCode } from '../error-code';
import { NoticeError } from '../notices';
import { misfit, whyOf } from '../why';
import { say, type Value } from '../../protocol/message';

/** Who this app is, as the file that Studio puts into it says. */
export interface Metadata {
  domainId: string;
  region: string;
  key: AppKey;
  /** ARN of the role that the app acts with, where the file names it. */
  executionRoleArn?: string;
}

const text = z.nullish(z.string());

/** The members that we use of the shapes that have been seen (fact sheet, section 5). One that is null is as good as absent. */
const File = z.object({
  AppType: text,
  DomainId: text,
  ResourceName: text,
  ResourceArn: text,
  ResourceArnCaseSensitive: text,
  SpaceName: text,
  UserProfileName: text,
  // Only shown: whatever stands there, the app is known by the others.
  ExecutionRoleArn: z.catch(text, undefined),
});

/** Reads `resource-metadata.json`. Rejects with a notice: `not-in-studio` where there is none, or where it is not Studio's. */
export async function readMetadata(
  whereabouts: Pick<Whereabouts, 'metadataFile' | 'region' | 'spaceName'>,
): Promise<Metadata> {
  const { metadataFile } = whereabouts;
  const content = await readFile(metadataFile, 'utf8').catch((error: unknown) => {
    throw errorCode(error) === 'ENOENT' ? notInStudio : broken(metadataFile, whyOf(error));
  });
  // A byte order mark, as an editor may have put there.
  const parsed = jsonText(File).safeParse(content.replace(/^\uFEFF/, ''));
  if (!parsed.success) throw broken(metadataFile, content.trim() === '' ? say('is-empty') : misfit(parsed.error));
  const file = parsed.data;
  const arn = (file.ResourceArnCaseSensitive || file.ResourceArn || '').split(':');
  if (arn[5]?.startsWith('notebook-instance')) throw notebookInstance;
  const region = arn[3] || whereabouts.region;
  if (!region) throw broken(metadataFile, say('arn-without-region'));
  const { DomainId: domainId, ResourceName: appName } = file;
  if (!domainId) throw broken(metadataFile, say('names-no-domain'));
  if (!appName) throw broken(metadataFile, say('names-no-app'));
  if (!file.AppType) throw broken(metadataFile, say('names-no-type'));
  const appType = AppType.options.find((type) => type.toLowerCase() === file.AppType?.toLowerCase());
  if (!appType) throw unknownType(file.AppType);
  const owner = ownerOf(appType, file, arn[5] ?? '', whereabouts.spaceName);
  if (!owner) throw broken(metadataFile, say('names-no-owner'));
  const { ExecutionRoleArn: executionRoleArn } = file;
  return { domainId, region, key: { appType, appName, owner }, ...(executionRoleArn && { executionRoleArn }) };
}

/** JupyterLab and Code Editor live in spaces; an older file names the space only in its ARN or in the environment. */
function ownerOf(
  appType: AppType,
  file: z.infer<typeof File>,
  resource: string,
  spaceVariable: string | undefined,
): AppKey['owner'] | undefined {
  if (file.SpaceName) return { kind: 'space', spaceName: file.SpaceName };
  const inArn = /^app\/[^/]+\/([^/]+)\//.exec(resource)?.[1];
  if (appType === 'JupyterLab' || appType === 'CodeEditor') {
    const spaceName = spaceVariable || inArn;
    return spaceName ? { kind: 'space', spaceName } : undefined;
  }
  const userProfileName = file.UserProfileName || inArn;
  return userProfileName ? { kind: 'user-profile', userProfileName } : undefined;
}

const notInStudio = new NoticeError({
  code: 'not-in-studio',
  message: say('not-in-studio'),
});

const notebookInstance = new NoticeError({
  code: 'not-in-studio',
  message: say('on-notebook-instance'),
});

const unknownType = (appType: string) =>
  new NoticeError({
    code: 'failed',
    message: say('unknown-app-type', { appType }),
    remedy: say('newer-studiolo'),
  });

const broken = (file: string, why: Value) =>
  new NoticeError({
    code: 'failed',
    message: say('metadata-broken', { file, why }),
    remedy: say('stop-and-run'),
  });
