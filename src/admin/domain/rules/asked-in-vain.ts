import { nearest } from '../../studio-file/nearest';
import type { Ref, Studio } from '../../studio-file/wanted';
import type { Current } from '../current';
import { isNamed } from './plan-left';
import type { Choice } from './studio-plan';

type Kind = Ref['kind'] | 'guardrails';

/** What a choice names that nothing is done for, with why, a line each. */
export function askedInVain(studio: Studio, current: Current, choice: Choice): string[] {
  const left = current.left.map(({ ref }) => ref);
  const policies = current.guarded?.present.map(({ name }) => name) ?? [];
  const kinds = new Set<Kind>([...studio.resources.map(({ ref }) => ref), ...left].map(({ kind }) => kind));
  if (studio.policies) kinds.add('guardrails');
  const emptyKinds = (choice.only ?? [])
    .filter((kind) => !kinds.has(kind))
    .map((kind) => `of ${kind === 'guardrails' ? kind : `${kind}s`}, which --only names, the file has none`);
  const names = choice.delete.flatMap((name) => {
    const found = left.filter((ref) => isNamed(ref, [name]));
    const isLookedAt = found.some(({ kind }) => choice.only?.includes(kind) ?? true);
    const [first] = found;
    if (isLookedAt || policies.includes(name)) return [];
    if (first) return [`--delete ${name}: --only leaves out each ${first.kind}`];
    const kept = studio.resources.find(({ ref }) => isNamed(ref, [name]));
    if (kept)
      return [`--delete ${name}: ${kept.ref.kind} ${kept.ref.name} is still in the file; take it out of it first`];
    if (name.includes(',') && name.split(',').every((part) => left.some((ref) => isNamed(ref, [part.trim()]))))
      return [`--delete ${name}: takes one name; give each a --delete of its own`];
    const near = nearest(name, [...left.map((ref) => ref.name), ...policies]);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    return [`--delete ${name}: the file has made nothing of that name, or it is deleted already${meant}`];
  });
  return [...emptyKinds, ...names];
}
