import * as z from 'zod';

/** What of a resource was as it was when the plan was made: the leaves that a step is about, as text. */
export const Fingerprint = z.record(z.string(), z.string());
export type Fingerprint = z.infer<typeof Fingerprint>;

/** When what a step does reaches people: apps keep what they were started with. */
export const TakesEffect = z.discriminatedUnion('when', [
  z.object({ when: z.literal('now') }),
  /** At the next start of apps; those that run are named. */
  z.object({ when: z.literal('next-start'), apps: z.array(z.string()) }),
  /** Only after apps are stopped; they are named. */
  z.object({ when: z.literal('apps-stopped'), apps: z.array(z.string()) }),
]);
export type TakesEffect = z.infer<typeof TakesEffect>;

/** What every step says, whatever it does. */
export interface AnyStep {
  /** Which kind of step it is: names an entry of the subject's kinds. */
  do: string;
  id: string;
  /** The steps that must be done before. */
  needs: string[];
  takesEffect: TakesEffect;
  takeBack: TakeBack<AnyStep>;
  /** The step whose work it undoes: where that was done, this one is too, whatever else failed in between. */
  restores?: string | undefined;
  /** Of a change: what it changes from. What differs when its turn comes was changed by somebody else. */
  asRead?: Fingerprint | undefined;
}

/** How what a step did is undone. */
export type TakeBack<Step> =
  { how: 'step'; step: Step } | { how: 'by-hand'; text: string } | { how: 'cannot'; why: string };

/** A step whose way back is a step of the same subject. */
export type StepOf<Body extends { do: string }> = Body &
  Omit<AnyStep, 'do' | 'takeBack'> & { takeBack: TakeBack<StepOf<Body>> };

/** The schema of a subject's steps, from the schema of what each does (a discriminated union on `do`). */
export function stepSchema<Body extends { do: string }>(body: z.ZodType<Body>): z.ZodType<StepOf<Body>> {
  const step: z.ZodType<StepOf<Body>> = z.lazy(() => whole);
  const takeBack = z.discriminatedUnion('how', [
    z.object({ how: z.literal('step'), step }),
    z.object({ how: z.literal('by-hand'), text: z.string() }),
    z.object({ how: z.literal('cannot'), why: z.string() }),
  ]);
  const common = z.object({
    id: z.string().min(1),
    needs: z.array(z.string()),
    takesEffect: TakesEffect,
    takeBack,
    restores: z.string().optional(),
    asRead: Fingerprint.optional(),
  });
  const whole = z.intersection(body, common);
  return step;
}
