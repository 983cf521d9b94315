import * as fc from 'fast-check';
import { compare } from './comparison';
import { ofAnswers, ofParts } from './disagreements';
import { cases } from './generated';

/** What came out of asking both about many cases. */
export interface Agreement {
  readonly requests: number;
  readonly parts: number;
  /** Our answers, counted. */
  readonly answers: Readonly<Record<'allowed' | 'explicit' | 'implicit', number>>;
  /** Requests to which both give the same answer. */
  readonly agreed: number;
  /** How many differences each reason explains. */
  readonly explained: ReadonlyMap<string, number>;
  /** Differences that nothing explains, as text. */
  readonly unexplained: readonly string[];
}

/** Asks both about this many cases, those of this seed. */
export async function agreement(count: number, seed: number): Promise<Agreement> {
  const answers = { allowed: 0, explicit: 0, implicit: 0 };
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  let [parts, agreed] = [0, 0];
  const explain = (reasons: readonly string[], what: unknown) => {
    const [reason] = reasons;
    if (reason === undefined) unexplained.push(JSON.stringify(what));
    else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  };
  for (let from = 0; from < count; from += 1000) {
    for (const found of fc.sample(cases, { numRuns: Math.min(1000, count - from), seed: seed + from })) {
      const compared = await compare(found);
      answers[compared.ours]++;
      parts += compared.parts;
      for (const difference of compared.differences) {
        explain(
          Object.keys(ofParts).filter((reason) => ofParts[reason]?.(difference)),
          difference,
        );
      }
      if (compared.ours === compared.theirs) agreed++;
      else if (compared.differences.length === 0) {
        explain(
          Object.keys(ofAnswers).filter((reason) => ofAnswers[reason]?.(found, compared)),
          { ...found, ...compared },
        );
      }
    }
  }
  return { requests: count, parts, answers, agreed, explained, unexplained };
}
