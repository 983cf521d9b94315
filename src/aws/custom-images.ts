import {
  DescribeDomainCommand,
  DescribeSpaceCommand,
  DescribeUserProfileCommand,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
  type CodeEditorAppSettings,
  type JupyterLabAppSettings,
  type KernelGatewayAppSettings,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';

/** Whose settings list images that people may choose: `CustomImages` of one app type. */
export type ImagesHolder =
  | { of: 'domain'; domainId: string }
  /** The domain's settings for shared spaces, which have no Code Editor. */
  | { of: 'shared-spaces'; domainId: string }
  | { of: 'user-profile'; domainId: string; userProfileName: string }
  /** In the model a space's settings list images for KernelGateway only. */
  | { of: 'space'; domainId: string; spaceName: string };

export type CustomImagesApp = 'JupyterLab' | 'CodeEditor' | 'KernelGateway';

interface AttachedImage {
  imageName: string;
  appImageConfigName: string;
  /** A fixed version; absent means the latest. */
  version?: number;
}

const member = {
  JupyterLab: 'JupyterLabAppSettings',
  CodeEditor: 'CodeEditorAppSettings',
  KernelGateway: 'KernelGatewayAppSettings',
} as const;

type AppSettings = JupyterLabAppSettings | CodeEditorAppSettings | KernelGatewayAppSettings;
type Settings = { [Name in (typeof member)[CustomImagesApp]]?: AppSettings | undefined };

/** The images that a holder's settings list for an app type. Rejects with `AwsError`. */
export async function readCustomImages(
  sagemaker: SageMaker,
  holder: ImagesHolder,
  app: CustomImagesApp,
): Promise<AttachedImage[]> {
  const settings = await settingsOf(sagemaker, holder);
  return (settings?.[member[app]]?.CustomImages ?? []).flatMap(
    ({ ImageName, AppImageConfigName, ImageVersionNumber }) =>
      ImageName && AppImageConfigName
        ? [
            {
              imageName: ImageName,
              appImageConfigName: AppImageConfigName,
              ...(ImageVersionNumber !== undefined && { version: ImageVersionNumber }),
            },
          ]
        : [],
  );
}

/**
 * Replaces the list of images. Whoever calls gives the whole list: a list in an update replaces the old one. All else
 * that the holder says for the app type is sent back as it was read, so that nothing is lost whichever way an update
 * treats members that are left out; other blocks are left out, which leaves them as they are (fact sheet, section 3).
 */
export async function writeCustomImages(
  sagemaker: SageMaker,
  holder: ImagesHolder,
  app: CustomImagesApp,
  images: AttachedImage[],
): Promise<void> {
  const CustomImages = images.map(({ imageName, appImageConfigName, version }) => ({
    ImageName: imageName,
    AppImageConfigName: appImageConfigName,
    ...(version !== undefined && { ImageVersionNumber: version }),
  }));
  const before = await settingsOf(sagemaker, holder);
  const settings = { [member[app]]: { ...before?.[member[app]], CustomImages } };
  const DomainId = holder.domainId;
  if (holder.of === 'domain') {
    await sagemaker.ask('UpdateDomain', (client) =>
      client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings: settings })),
    );
  } else if (holder.of === 'shared-spaces') {
    await sagemaker.ask('UpdateDomain', (client) =>
      client.send(new UpdateDomainCommand({ DomainId, DefaultSpaceSettings: settings })),
    );
  } else if (holder.of === 'user-profile') {
    await sagemaker.ask('UpdateUserProfile', (client) =>
      client.send(
        new UpdateUserProfileCommand({ DomainId, UserProfileName: holder.userProfileName, UserSettings: settings }),
      ),
    );
  } else {
    await sagemaker.ask('UpdateSpace', (client) =>
      client.send(new UpdateSpaceCommand({ DomainId, SpaceName: holder.spaceName, SpaceSettings: settings })),
    );
  }
}

async function settingsOf(sagemaker: SageMaker, holder: ImagesHolder): Promise<Settings | undefined> {
  const DomainId = holder.domainId;
  if (holder.of === 'user-profile') {
    const { userProfileName: UserProfileName } = holder;
    const answer = await sagemaker.ask('DescribeUserProfile', (client) =>
      client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName })),
    );
    return answer.UserSettings;
  }
  if (holder.of === 'space') {
    const { spaceName: SpaceName } = holder;
    const answer = await sagemaker.ask('DescribeSpace', (client) =>
      client.send(new DescribeSpaceCommand({ DomainId, SpaceName })),
    );
    return { KernelGatewayAppSettings: answer.SpaceSettings?.KernelGatewayAppSettings };
  }
  const answer = await sagemaker.ask('DescribeDomain', (client) =>
    client.send(new DescribeDomainCommand({ DomainId })),
  );
  return holder.of === 'domain' ? answer.DefaultUserSettings : answer.DefaultSpaceSettings;
}
