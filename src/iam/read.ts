import type { Defect } from './defect';
import { defectsOf, type PolicyPlace } from './grammar';
import type { Node, Position } from './json';
import type { PolicyDocument } from './policy';
import { readJson } from './read-json';

/** A document that AWS would attach; or all that is wrong with it, and nothing decides by it. */
export type Read = { readonly document: PolicyDocument } | { readonly defects: readonly Defect[] };

/**
 * Reads the text of a policy for a place. Also a text that is no JSON is read as far as it can be, so that a person
 * hears at once of all that is wrong, each with its line.
 */
export function readPolicy(text: string, place: PolicyPlace): Read {
  const { node, slips } = readJson(text);
  const unread = slips.map((slip) => ({ ...slip, path: '' }));
  const defects = [...unread, ...(node ? defectsOf(node, place) : [])].sort(byPosition);
  return outcome(node && valueOf(node), defects);
}

/** Checks a document that is read already, from YAML or by an AWS client: its defects have paths, and line 0. */
export const checkPolicy = (document: unknown, place: PolicyPlace): Read =>
  outcome(document, defectsOf(nodeOf(document), place));

const outcome = (document: unknown, defects: readonly Defect[]): Read =>
  isPolicy(document, defects) ? { document } : { defects };
/** The grammar decides what is a policy. */
const isPolicy = (_: unknown, defects: readonly Defect[]): _ is PolicyDocument => defects.length === 0;

const byPosition = (one: Position, other: Position) => one.line - other.line || one.column - other.column;

function valueOf(node: Node): unknown {
  if (node.type === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
  if (node.type === 'list') return node.items.map(valueOf);
  return node.type === 'null' ? null : node.value;
}

const nowhere: Position = { line: 0, column: 0 };
function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { type: 'list', items: value.map(nodeOf), ...nowhere };
  if (typeof value === 'string') return { type: 'text', value, ...nowhere };
  if (typeof value === 'number') return { type: 'number', value, ...nowhere };
  if (typeof value === 'boolean') return { type: 'bool', value, ...nowhere };
  if (typeof value !== 'object' || value === null) return { type: 'null', ...nowhere };
  const members = Object.entries(value).map(([key, held]) => ({ key, at: nowhere, value: nodeOf(held) }));
  return { type: 'object', members, ...nowhere };
}
