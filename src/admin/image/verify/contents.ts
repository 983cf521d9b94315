import type { FileTree } from './file-tree';
import type { PlannedAccounts } from './planned-accounts';

/** What the image's config says, in Docker's and OCI's own terms. */
export interface ImageConfig {
  /** `amd64`, `arm64`, …; absent in a Dockerfile. */
  architecture?: string;
  os?: string;
  /** `USER` as written: a name or a number, with or without a group. Empty means root. */
  user: string;
  env: Record<string, string>;
  entrypoint: string[];
  cmd: string[];
  workingDir: string;
  /** Ports as written, e.g. `8888/tcp`. */
  exposedPorts: string[];
  labels: Record<string, string>;
  /** The commands that made the layers, for what they tell of secrets. */
  history: string[];
}

export interface Layer {
  /** As the manifest names it. */
  name: string;
  /** Bytes after decompression. */
  size: number;
  /** The command that made it, where the image's history tells. */
  createdBy?: string;
}

/** A place in an archive that must not be followed: the entry was left out. */
export interface UnsafeEntry {
  layer: number;
  name: string;
  reason: string;
}

/** Files of a layer whose owner or group has a higher number than SageMaker takes. */
export interface HighIds {
  layer: number;
  /** The first of them. */
  path: string;
  uid: number;
  gid: number;
  count: number;
}

/** An image that was read whole: what the rules judge. */
export interface ReadImage {
  kind: 'image';
  config: ImageConfig;
  layers: Layer[];
  files: FileTree;
  unsafe: UnsafeEntry[];
  highIds: HighIds[];
}

/** An image that is not built yet: what its Dockerfile and its base state. */
export interface PlannedImage {
  kind: 'dockerfile';
  config: ImageConfig;
  /** The last stage's base image as written, arguments filled in. */
  base: {
    image: string;
    line: number;
    /** The build argument that names it, where one alone does. */
    argument?: string;
  };
  /** How what the base brings is known; absent where it is not. */
  baseKnown?: string;
  /** Where `USER`, `ENTRYPOINT`, … stand, by instruction. */
  lines: Record<string, number>;
  /** Users and groups that its commands and its base make. */
  accounts: PlannedAccounts;
  /** What cannot be told from the Dockerfile, and why. */
  unknown: { user?: string; entrypoint?: string; command?: string; configuration?: string };
  /** Scripts and configuration files, by path; without a text where it is not known. */
  files: Map<string, string | undefined>;
}

export type Image = ReadImage | PlannedImage;

/** How a person learns what a Dockerfile does not tell. */
export function howToKnow({ base, baseKnown }: PlannedImage): string {
  return baseKnown === undefined
    ? `give the base with --base: oci:FOLDER, docker-archive:FILE or a name; --pull-base asks the registry of ${base.image}`
    : 'write it in the Dockerfile itself';
}
