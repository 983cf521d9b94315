import type { SageMaker } from '../../../aws/client';
import { changeDomain, describeDomain } from '../../../aws/domain';
import { changeSpace, describeSpace } from '../../../aws/space';
import { changeUserProfile, describeUserProfile, type UserSettings } from '../../../aws/user-profile';
import type { ImageAppType } from '../verify/app-type';

/** Whose settings list images that people may choose: `CustomImages` of one app type. */
export type ImagesHolder =
  | { of: 'domain'; domainId: string }
  /** The domain's settings for shared spaces, which have no Code Editor. */
  | { of: 'shared-spaces'; domainId: string }
  | { of: 'user-profile'; domainId: string; userProfileName: string }
  /** In the model a space's settings list images for KernelGateway only. */
  | { of: 'space'; domainId: string; spaceName: string };

/** A holder in words. */
export function holderText(holder: ImagesHolder): string {
  if (holder.of === 'user-profile') return `user profile ${holder.userProfileName}`;
  if (holder.of === 'space') return `space ${holder.spaceName}`;
  return holder.of === 'domain' ? `domain ${holder.domainId}` : `shared spaces of domain ${holder.domainId}`;
}

const member = {
  JupyterLab: 'JupyterLabAppSettings',
  CodeEditor: 'CodeEditorAppSettings',
  KernelGateway: 'KernelGatewayAppSettings',
} as const;

type AppSettings = Pick<UserSettings, (typeof member)[ImageAppType]>;
/** An entry of `CustomImages`, as the API has it: what others wrote stays as it is. */
export type ListedImage = NonNullable<NonNullable<AppSettings['JupyterLabAppSettings']>['CustomImages']>[number];

/** A holder as it is now. */
export interface HolderNow {
  /** Only what is `InService` takes updates. */
  status: string;
  failureReason?: string;
  images: ListedImage[];
}

/** The images that a holder's settings list for an app type, and whether it takes updates. Rejects with `AwsError`. */
export async function readImageList(sagemaker: SageMaker, holder: ImagesHolder, app: ImageAppType): Promise<HolderNow> {
  const { status = '', failureReason, settings } = await described(sagemaker, holder);
  return { status, ...(failureReason !== undefined && { failureReason }), images: imagesOf(settings, app) };
}

/**
 * Sends what `change` makes of the list as it is now, and of the settings nothing else: the list is read just before, since
 * a list in an update replaces the old one. Resolves with whether anything was sent. Rejects with `AwsError`, and with what
 * `change` throws.
 */
export async function changeImageList(
  sagemaker: SageMaker,
  holder: ImagesHolder,
  app: ImageAppType,
  change: (images: readonly ListedImage[]) => ListedImage[],
): Promise<boolean> {
  const { domainId } = holder;
  const changed = (settings: AppSettings | undefined) => ({
    [member[app]]: { CustomImages: change(imagesOf(settings, app)) },
  });
  switch (holder.of) {
    case 'domain':
      return changeDomain(sagemaker, domainId, (now) => ({ DefaultUserSettings: changed(now.DefaultUserSettings) }));
    case 'shared-spaces':
      return changeDomain(sagemaker, domainId, (now) => ({ DefaultSpaceSettings: changed(now.DefaultSpaceSettings) }));
    case 'user-profile':
      return changeUserProfile(sagemaker, domainId, holder.userProfileName, changed);
    case 'space':
      return changeSpace(sagemaker, domainId, holder.spaceName, ({ KernelGatewayAppSettings }) =>
        changed({ KernelGatewayAppSettings }),
      );
  }
}

const imagesOf = (settings: AppSettings | undefined, app: ImageAppType): ListedImage[] =>
  settings?.[member[app]]?.CustomImages ?? [];

async function described(
  sagemaker: SageMaker,
  holder: ImagesHolder,
): Promise<{ status?: string; failureReason?: string; settings: AppSettings | undefined }> {
  const { domainId } = holder;
  if (holder.of === 'user-profile') return describeUserProfile(sagemaker, domainId, holder.userProfileName);
  if (holder.of === 'space') {
    const { settings, ...space } = await describeSpace(sagemaker, domainId, holder.spaceName);
    return { ...space, settings: { KernelGatewayAppSettings: settings.KernelGatewayAppSettings } };
  }
  const { settings, ...domain } = await describeDomain(sagemaker, domainId);
  return { ...domain, settings: settings[holder.of === 'domain' ? 'DefaultUserSettings' : 'DefaultSpaceSettings'] };
}
