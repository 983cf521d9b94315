import type { PlannedImage } from './contents';

/** How a person learns what a Dockerfile does not tell. */
export function howToKnow({ base, baseKnown }: PlannedImage): string {
  return baseKnown === undefined
    ? `give the base with --base: oci:FOLDER, docker-archive:FILE, or the name of ${base.image} in its registry`
    : 'write it in the Dockerfile itself';
}
