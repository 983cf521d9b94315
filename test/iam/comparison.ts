import { compile } from '../../src/iam/evaluate';
import type { PartExplanation } from '../../src/iam/decision';
import { asList, type Effect, type PolicyDocument, type PolicyKind } from '../../src/iam/policy';
import type { Request } from '../../src/iam/request';
import type { Case } from './generated';
import { simulated, type Answer } from './simulator';

/** A part of a statement that matches for one of the two and not for the other. */
export interface Difference {
  readonly kind: PolicyKind;
  readonly effect: Effect;
  readonly version: string | undefined;
  readonly part: PartExplanation;
  /** What the document says, variables and all. */
  readonly stated: readonly string[];
  readonly request: Request;
}
export interface Comparison {
  readonly ours: Answer;
  readonly theirs: Answer;
  /** Parts compared. */
  readonly parts: number;
  readonly differences: readonly Difference[];
}

/** Asks both about one case: the answer, and each part of each statement. */
export async function compare({ policies, request }: Case): Promise<Comparison> {
  const judge = compile(policies);
  const decision = judge.decide(request);
  const theirs = await simulated(policies, request);
  const documents = new Map<string, PolicyDocument>();
  for (const { name, document } of Object.values(policies).flat(2)) documents.set(name, document);
  const differences: Difference[] = [];
  let parts = 0;
  for (const { statement, effect, parts: explained } of judge.explain(request)) {
    const { policy, index, kind } = statement;
    const other = theirs.statements.find((found) => found.policy === policy && found.index === index);
    const document = documents.get(policy);
    const text = asList(document?.Statement)[index];
    if (!other || !document || !text) throw new Error(`${policy}, ${index} was not simulated`);
    const conditions = [...other.conditions];
    for (const part of explained) {
      parts++;
      const matches =
        part.part === 'Condition'
          ? conditions.shift()
          : part.part.endsWith('Action')
            ? other.action
            : part.part.endsWith('Resource')
              ? other.resource
              : other.principal;
      const stated =
        part.part === 'Condition'
          ? asList(text.Condition?.[part.operator]?.[part.key]).map(String)
          : part.part.endsWith('Resource')
            ? asList(text.Resource ?? text.NotResource)
            : part.stated;
      if (matches !== part.matches)
        differences.push({ kind, effect, version: document.Version, part, stated, request });
    }
  }
  return { ours: decision.allowed ? 'allowed' : decision.how, theirs: theirs.answer, parts, differences };
}
