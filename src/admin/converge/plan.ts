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
  const places = new Map(steps.map(({ id }, at) => [id, at]));
  if (places.size < steps.length) {
    const twice = steps.find(({ id }, at) => places.get(id) !== at);
    throw new Error(`two steps are called ${twice?.id}`);
  }
  const waitsFor = steps.map(({ needs }) => new Set(needs).size);
  const neededBy = new Map<string, number[]>();
  for (const [at, { needs }] of steps.entries()) {
    for (const id of new Set(needs)) {
      if (!places.has(id)) throw new Error(`no step is named ${id}`);
      const those = neededBy.get(id);
      if (those) those.push(at);
      else neededBy.set(id, [at]);
    }
  }
  // Places of the steps that can be done, the first last.
  const ready = waitsFor.flatMap((count, at) => (count === 0 ? [at] : [])).reverse();
  const ordered: Step[] = [];
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const step = steps[at];
    if (!step) break;
    ordered.push(step);
    for (const next of neededBy.get(step.id) ?? []) {
      waitsFor[next] = (waitsFor[next] ?? 0) - 1;
      if (waitsFor[next] === 0) ready.splice(placeIn(ready, next), 0, next);
    }
  }
  if (ordered.length < steps.length) {
    const left = steps.flatMap(({ id }, at) => (waitsFor[at] === 0 ? [] : [id]));
    throw new Error(`steps need each other: ${left}`);
  }
  return { subject, steps: ordered };
}

/** Where a number belongs in a list whose largest is first. */
function placeIn(list: readonly number[], number: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) > number) from = middle + 1;
    else to = middle;
  }
  return from;
}

const format = 'studiolo-plan/1';

/** Whether a text begins as a plan's file does, whole or not, of whatever version. */
export const isPlanText = (text: string) => /^\s*\{\s*"format"\s*:\s*"studiolo-plan\//.test(text.slice(0, 200));

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
    return { wrong: [`it is not JSON, or was cut: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const of = z.object({ format: z.string() }).safeParse(json).data?.format;
  if (of !== undefined && of !== format) return { wrong: [`it is a ${of}, and this version reads ${format}`] };
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

const issueText = ({ path, message, code }: z.core.$ZodIssue) =>
  `${path.length === 0 ? 'the plan' : path.join('.')}: ${code === 'invalid_union' ? 'is nothing that this version knows' : message}`;
