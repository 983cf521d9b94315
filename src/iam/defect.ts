import type { Position } from './json';

/** What is wrong with a document, and where. */
export interface Defect extends Position {
  /** `Statement[2].Condition.StringEquals`; empty for the document as a whole. */
  readonly path: string;
  readonly text: string;
}

/** Tells of a defect at a place. */
export type Tell = (place: Position, path: string, text: string) => void;
