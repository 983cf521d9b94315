import { documentText, generate, TooLarge } from '../generate';
import type { Guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';
import type { Given } from '../parameters';
import { type Attachable, policyName, policyPath, type WantedPolicy } from './policy';

/** A guardrail with its own parameters, and what it shall be attached to. */
export interface ChosenGuardrail {
  guardrail: Guardrail;
  given: Given;
  place: Attachable;
  /** Names of roles; ids of Organizations', or names of its units. */
  targets: readonly string[];
}

interface Where {
  studio: string;
  account: string;
  region: string;
}

/**
 * The policies of a Studio: each target has its own, with all guardrails that are for it, so that it has as few as can be.
 * `tooLarge` is told where they cannot fit.
 */
export function policiesWanted(
  { studio, account, region }: Where,
  chosen: readonly ChosenGuardrail[],
  tooLarge: (message: string) => void,
): WantedPolicy[] {
  const targets = new Map<string, { place: Attachable; target: string; its: Guardrail[] }>();
  for (const { guardrail, given, place, targets: its } of chosen) {
    const own: Guardrail = { ...guardrail, statements: (_, at) => guardrail.statements(given, at) };
    for (const target of its) {
      const key = `${place} ${target}`;
      const known = targets.get(key);
      if (known) known.its.push(own);
      else targets.set(key, { place, target, its: [own] });
    }
  }
  return [...targets.values()].flatMap(({ place, target, its }) => {
    try {
      return generate(its, { account, region }, place).map((one, at): WantedPolicy => {
        const name = policyName(studio, place, target, at + 1);
        const path = policyPath(studio, place, target);
        const arn = `arn:${partitionOf(region)}:iam::${account}:policy${path}${name}`;
        const { size, most, guardrails } = one;
        const text = documentText(one);
        return { studio, place, target, name, ...(place !== 'scp' && { arn }), text, size, most, guardrails };
      });
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      tooLarge(`of ${target}: ${error.message}`);
      return [];
    }
  });
}
