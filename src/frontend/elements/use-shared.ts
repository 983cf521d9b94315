import * as React from 'react';
import { shareEqual } from '../model/share-equal';

/** What is made of a value, once for each: what in it is equal to before is the very same object. */
export function useShared<From, Made>(from: From, make: (from: From) => Made): Made {
  const [last, setLast] = React.useState(() => ({ from, made: make(from) }));
  if (last.from === from) return last.made;
  const made = make(from);
  const next = { from, made: shareEqual(last.made, made) ? last.made : made };
  setLast(next);
  return next.made;
}
