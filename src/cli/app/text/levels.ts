import type { SettingLevel } from '../../../protocol/idle';

/** A level of settings as the reader knows it. */
export const levelName: Record<SettingLevel, string> = {
  domain: 'this domain',
  'user-profile': 'your user profile',
  space: 'this space',
};
