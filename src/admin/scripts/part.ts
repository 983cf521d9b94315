/** A script that goes into the composed one. */
export type Part = BundledPart | OwnPart;

/** One of studiolo's. */
export interface BundledPart {
  kind: 'bundled';
  /** Letters, digits and hyphens. */
  name: string;
  /** Bash, with parameters filled in. */
  text: string;
}

/** One of the customer's, which nothing changes. */
export interface OwnPart {
  kind: 'own';
  /** No bundled script has such a name: `./` and the end of its path, or `existing`. */
  name: string;
  bytes: Uint8Array;
  /** Whether the app shall not start when it fails. */
  enforce: boolean;
}

/** The name of the own script that was a domain's built-in one before studiolo came. */
export const existingPart = 'existing';

/** Whether a part is that script. */
export const isExisting = (part: Part): boolean => part.kind === 'own' && part.name === existingPart;
