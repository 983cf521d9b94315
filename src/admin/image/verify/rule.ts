import type { Accounts, FinalUser } from './accounts';
import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import type { Image } from './contents';
import type { Stated } from './finding';
import type { Launch } from './launch';

/** An image as an app of one type, with what every rule needs worked out once. */
export interface Subject<Kind extends Image = Image> {
  image: Kind;
  appType: ImageAppType;
  appImageConfig?: AppImageConfig;
  accounts: Accounts;
  user: FinalUser;
  launch: Launch;
}

/** One concern's findings. Pure. */
export type Rule<Kind extends Image = Image> = (subject: Subject<Kind>) => Stated[];

/** Where in the image, for a path whose layer may be known. */
export function placeOf(file: string, record?: { layer: number }): Stated['where'] {
  return record ? { in: 'layer', layer: record.layer, file } : { in: 'image', file };
}
