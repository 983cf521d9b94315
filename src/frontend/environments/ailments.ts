import type { Environment } from '../../protocol/environment';

/** Something that is wrong with an environment and can be repaired. */
export type Ailment =
  /** A kernel that cannot start: `missing` is gone, or where nothing is named, the whole folder. */
  { what: 'kernel'; displayName: string; missing?: string } | { what: 'ipykernel' } | { what: 'volume' };

/** What is wrong with an environment, the worst first. */
export function ailmentsOf(environment: Environment): Ailment[] {
  const { gone, ipykernel, kernels = [], persistent, protected: guarded, pythonVersion } = environment;
  const dead = kernels.filter(({ missing }) => gone || missing !== undefined);
  const ailments = dead.slice(0, 1).map(({ displayName, missing }): Ailment => ({
    what: 'kernel',
    displayName,
    ...(missing !== undefined && { missing }),
  }));
  if (gone) return ailments;
  if (pythonVersion !== undefined && !ipykernel && kernels.length === dead.length) ailments.push({ what: 'ipykernel' });
  // Conda's own and the server's come with the image: they are made anew with the app.
  if (!persistent && !guarded) ailments.push({ what: 'volume' });
  return ailments;
}
