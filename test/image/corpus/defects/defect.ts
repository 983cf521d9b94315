import type { FindingCode } from '../../../../src/studio/custom-image/finding-codes';
import type { ImageAppType } from '../../../../src/studio/custom-image/app-type';
import type { ImageSpec } from '../image-spec';

/** One defect: what it does to a good image, and the code that it must be found by. */
export interface Defect {
  name: string;
  code: FindingCode;
  appType?: ImageAppType;
  break: (spec: ImageSpec) => void;
  /** Where it must be found, where that is more than a guess. */
  file?: string;
}
