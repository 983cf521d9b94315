/** Whether a time stamp lies between two others that may be absent; both ends excluded (assumption). */
export const between = (time: number, after: number | undefined, before: number | undefined): boolean =>
  (after === undefined || time > after) && (before === undefined || time < before);

/** The records that a List operation's filters let pass. */
export function* matching<R>(records: Iterable<R>, passes: (record: R) => boolean): Iterable<R> {
  for (const record of records) if (passes(record)) yield record;
}
