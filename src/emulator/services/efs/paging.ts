import { ServiceError } from '../../errors';

/** A page of things in the order of their ids, and the marker of the next one: the last id of this one. */
export function pageAfter<T>(
  things: readonly T[],
  idOf: (thing: T) => string,
  { MaxItems = 100, Marker }: { MaxItems?: number | undefined; Marker?: string | undefined },
): { items: T[]; NextMarker: string | undefined } {
  const after = Marker === undefined ? '' : Buffer.from(Marker, 'base64url').toString();
  // The sentence is ours.
  if (Marker !== undefined && Buffer.from(after).toString('base64url') !== Marker) {
    throw new ServiceError('BadRequest', `Invalid Marker: ${Marker}`);
  }
  const left = things.filter((thing) => idOf(thing) > after).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const items = left.slice(0, Math.min(MaxItems, 100));
  const last = items.at(-1);
  return {
    items,
    NextMarker: left.length > items.length && last ? Buffer.from(idOf(last)).toString('base64url') : undefined,
  };
}
