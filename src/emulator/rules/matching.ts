/** The records that a List operation's filters let pass. */
export function* matching<R>(records: Iterable<R>, passes: (record: R) => boolean): Iterable<R> {
  for (const record of records) if (passes(record)) yield record;
}
