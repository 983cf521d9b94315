import type { FindingCode } from '../../../../../src/admin/image/verify/verify';
import type { ImageAppType } from '../../../../../src/admin/image/verify/app-type';
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
