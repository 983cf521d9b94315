import { configDefects } from './defects/app-image-config';
import type { Defect } from './defects/defect';
import { kernelDefects } from './defects/kernels';
import { packageDefects } from './defects/packages';
import { startDefects } from './defects/start';
import { systemDefects } from './defects/system';
import { userDefects } from './defects/user';

/** Every defect that is tried: one each, in an image that is good but for it. */
export const defects: Defect[] = [
  ...userDefects,
  ...startDefects,
  ...kernelDefects,
  ...packageDefects,
  ...systemDefects,
  ...configDefects,
];
