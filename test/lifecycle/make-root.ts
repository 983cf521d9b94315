import { ensureDistributionRoot } from '../images/bases';

/** Before all tests, since several workers cannot make one root at once. */
export default function makeRoot(): void {
  ensureDistributionRoot();
}
