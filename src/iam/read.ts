import type { PolicyDocument, PolicyKind } from './policy';

/** What is wrong with a document, and where. */
export interface Defect {
  /** `Statement[2].Condition.StringEquals`; empty for the document as a whole. */
  readonly path: string;
  /** In the text: line and column, from 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A document is good, or has defects: all of them are told, and nothing decides by such a document. */
export type Read = { readonly document: PolicyDocument } | { readonly defects: readonly [Defect, ...Defect[]] };

/** Reads the text of a policy that stands in a place of this kind. */
export type ReadPolicy = (text: string, kind: PolicyKind) => Read;
