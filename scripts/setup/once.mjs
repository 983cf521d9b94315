const begun = new Map();

/** Does `work` once in this run, however many suites need it, side by side or one after the other. */
export function once(what, work) {
  if (!begun.has(what)) begun.set(what, work());
  return begun.get(what);
}

let last = Promise.resolve();

/** Does `work` after all that was given here before: package managers lock what they change. */
export function inTurn(work) {
  last = last.then(work, work);
  return last;
}
