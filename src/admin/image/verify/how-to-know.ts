import type { PlannedImage } from './contents';

/** How a person learns what a Dockerfile does not tell. */
export function howToKnow({ base, baseKnown }: PlannedImage): string {
  return baseKnown === undefined
    ? `give the base with --base: oci:FOLDER, docker-archive:FILE or a name; --pull-base asks the registry of ${base.image}`
    : 'write it in the Dockerfile itself';
}
