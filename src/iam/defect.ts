import type { Place } from './json';

/** What is wrong with a document, and where. */
export interface Defect extends Place {
  /** `Statement[2].Condition.StringEquals`; empty for the document as a whole. */
  readonly path: string;
  readonly text: string;
}

/** Tells of a defect at a place. */
export type Tell = (place: Place, path: string, text: string) => void;
