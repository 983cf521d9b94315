/** A value of a text, with where it stands. */
export type Node = Position &
  (
    | { readonly type: 'object'; readonly members: readonly Member[] }
    | { readonly type: 'list'; readonly items: readonly Node[] }
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'number'; readonly value: number }
    | { readonly type: 'bool'; readonly value: boolean }
    | { readonly type: 'null' }
  );
export interface Member {
  readonly key: string;
  readonly at: Position;
  readonly value: Node;
}
/** Line and column in a text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
/** What a value is, for an error. */
export const kindOf = ({ type }: Node) => (type === 'object' ? 'an object' : type === 'null' ? type : `a ${type}`);

/** Something that JSON does not allow. */
export interface Slip extends Position {
  readonly text: string;
}
