import type { FaultyService } from './faults';

/** Calls that change nothing. */
const looks = /^(iam:|organizations:)?(Describe|List|Get|Head|Search)/;

/** What a command changes, so far: a call that is tried again, as it was long without an answer, is one change. */
function changesOf(services: readonly FaultyService[], answer: (changes: number) => 'denied' | undefined) {
  const made = new Set<string>();
  for (const service of services)
    service.onCall = (operation, body) => {
      if (looks.test(operation)) return answer(made.size);
      made.add(body === '' ? `${operation} ${made.size}` : `${operation} ${body}`);
      return undefined;
    };
  return made;
}

/** Counts what a command changes: the calls of these services that are no looks. */
export function countChanges(services: readonly FaultyService[]): () => number {
  const made = changesOf(services, () => undefined);
  return () => made.size;
}

/** Refuses every look once that many changes were made: all is done, and nobody may look at it. */
export function refuseLooksAfter(changes: number, services: readonly FaultyService[]): void {
  changesOf(services, (made) => (made < changes ? undefined : 'denied'));
}
