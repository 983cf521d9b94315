import { type Facts, known, none } from '../../findings/fact';
import { type Accounts, type FinalUser, finalUser, readAccounts } from './accounts';
import type { AppImageConfig } from './app-image-config';
import { homeMount, type ImageAppType } from './app-type';
import type { Image, PlannedImage, ReadImage } from './contents';
import { type Launch, launchOf } from './launch';
import { plannedUser } from './planned-accounts';

/** What there is to know of an image as an app of one type, worked out once for all rules. */
export interface ImageFacts {
  image: Image;
  built: ReadImage;
  dockerfile: PlannedImage;
  appType: ImageAppType;
  appImageConfig: AppImageConfig;
  accounts: Accounts;
  user: FinalUser;
  launch: Launch;
  homeMount: string;
}

/** The facts in words, for the page of findings. */
export const factNames: Record<keyof ImageFacts, string> = {
  image: "the image's configuration",
  built: 'the files of an image that is built',
  dockerfile: 'a Dockerfile',
  appType: 'the app type',
  appImageConfig: 'the AppImageConfig',
  accounts: '/etc/passwd and /etc/group',
  user: 'whom it runs as',
  launch: 'what it starts',
  homeMount: 'where the volume is mounted',
};

/** The facts about an image as an app of one type; the rules judge nothing else. */
export function imageFacts(image: Image, appType: ImageAppType, config?: AppImageConfig): Facts<ImageFacts> {
  const notBuilt = none('the image is not built yet');
  const accounts = image.kind === 'image' ? accountsOf(image) : undefined;
  return {
    image: known(image),
    built: image.kind === 'image' ? known(image) : notBuilt,
    dockerfile: image.kind === 'dockerfile' ? known(image) : none('the image is built already'),
    appType: known(appType),
    appImageConfig: config ? known(config) : none('no AppImageConfig is given'),
    accounts: accounts ? known(accounts) : notBuilt,
    user: known(userOf(image)),
    launch: known(launchOf(image, appType, config)),
    homeMount: known(
      (appType === 'KernelGateway' && config?.KernelGatewayImageConfig?.FileSystemConfig?.MountPath) || homeMount,
    ),
  };
}

/** Whom an image runs as. */
export function userOf(image: Image): FinalUser {
  if (image.kind === 'image') return finalUser(image.config.user, accountsOf(image));
  const { unknown, config, accounts } = image;
  return unknown.user === undefined ? plannedUser(config.user, accounts) : { written: '', unknown: unknown.user };
}

function accountsOf({ files }: ReadImage): Accounts {
  const text = (file: string) => {
    const found = files.resolve(file);
    return found.at === 'file' ? (found.record.text ?? '') : '';
  };
  return readAccounts(text('/etc/passwd'), text('/etc/group'));
}
