import * as z from 'zod';
import type { AnyStep } from './step';

/** What is going to be done, to what. */
export interface Plan<Step extends AnyStep> {
  /** What is changed, in words: `domain d-…`. */
  subject: string;
  /** In an order in which they can be done. */
  steps: Step[];
  /** Where it may be carried out, such as the account: who reads it from a file must see to it. */
  where?: Readonly<Record<string, string>> | undefined;
}

/** A plan of these steps, each after those that it needs; otherwise they keep their order. Throws where they need each other. */
export function planOf<Step extends AnyStep>(subject: string, steps: readonly Step[]): Plan<Step> {
  const ordered: Step[] = [];
  const done = new Set<string>();
  const known = new Set(steps.map(({ id }) => id));
  if (known.size < steps.length) throw new Error('two steps of a plan have the same id');
  let left = [...steps];
  while (left.length > 0) {
    const next = left.find(({ needs }) => needs.every((id) => done.has(id)));
    if (!next) {
      const [first] = left;
      const unknown = first?.needs.find((id) => !known.has(id));
      throw new Error(
        unknown === undefined ? `steps need each other: ${left.map(({ id }) => id)}` : `no step is named ${unknown}`,
      );
    }
    ordered.push(next);
    done.add(next.id);
    left = left.filter((step) => step !== next);
  }
  return { subject, steps: ordered };
}

const format = 'studiolo-plan/1';

/** A plan as a file has it. */
export const planText = <Step extends AnyStep>(plan: Plan<Step>): string =>
  `${JSON.stringify({ format, ...plan }, null, 2)}\n`;

/** Reads a plan from the text of a file; what is wrong with it otherwise, in a line each. */
export function readPlan<Step extends AnyStep>(
  text: string,
  schema: z.ZodType<Step>,
): { plan: Plan<Step> } | { wrong: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { wrong: [`it is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const where = z.record(z.string(), z.string()).optional();
  const file = z.object({ format: z.literal(format), subject: z.string(), steps: z.array(schema), where });
  const parsed = file.safeParse(json);
  if (!parsed.success) return { wrong: parsed.error.issues.map(issueText) };
  try {
    return { plan: { ...planOf(parsed.data.subject, parsed.data.steps), where: parsed.data.where } };
  } catch (error) {
    return { wrong: [error instanceof Error ? error.message : String(error)] };
  }
}

const issueText = ({ path, message }: z.core.$ZodIssue) =>
  `${path.length === 0 ? 'the plan' : path.join('.')}: ${message}`;
