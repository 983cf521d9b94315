import type { AnyStep, Fingerprint } from './step';

/** What a look at a resource says about it, in AWS's words. */
export type Settled = { state: 'done' } | { state: 'waiting'; status: string } | { state: 'failed'; why: string };

/** How a step is shown: something comes, changes, goes, or is only told. */
export type Sign = '+' | '~' | '-' | '!';

/**
 * All that the engine knows of one kind of step. What is read of AWS (`Now`) is judged by pure functions; only `read`,
 * `namedBy` and `perform` ask AWS. A kind without `read` has nothing to look at, before or afterwards.
 */
export interface StepKind<Step extends AnyStep, Context, Now = unknown> {
  sign: Sign;
  /**
   * What sort of step it is, where it may be done beside others of which that is said and that it does not need. Those of
   * a sort take AWS about as long.
   */
  beside?(step: Step): string | undefined;
  /** What the step is about, as people name it. */
  what(step: Step): string;
  /** The step in words; a line each where it changes several things. */
  text(step: Step): string;
  /** What the step is about to change, as it is. */
  read?(context: Context, step: Step): Promise<Now>;
  /** Whether it takes a change now: `settled`, unless this is said. */
  ready?(now: Now, step: Step): Settled;
  /** Whether AWS has done with it. */
  settled?(now: Now, step: Step): Settled;
  /** Whether it is as the step would have it: then there is nothing to do. */
  reached?(now: Now, step: Step): boolean;
  /** What must be as the step's `asRead` says, else somebody else has changed it; nothing where that no longer matters. */
  fingerprint?(now: Now, step: Step): Fingerprint | undefined;
  /** Whether what it is in, or belongs to, lets it be done; looked at only where AWS has refused it. */
  around?(context: Context, step: Step): Promise<Settled>;
  /** Who still names what the step deletes: where somebody does, it is kept, and said. */
  namedBy?(context: Context, step: Step): Promise<string[]>;
  /**
   * Does it. What a deletion does not find is deleted. Resolves with why it was kept, where AWS keeps it for now, as what
   * an app still has.
   */
  perform(context: Context, step: Step, now: Now): Promise<void | { kept: string }>;
}

/** The kind of each step of a subject. */
export type KindOf<Step extends AnyStep, Context> = (step: Step) => StepKind<Step, Context>;

/** The kinds of a subject, by what its steps do. */
export function kindsOf<Step extends AnyStep, Context>(kinds: {
  [Do in Step['do']]: StepKind<Extract<Step, { do: Do }>, Context>;
}): KindOf<Step, Context> {
  const table = new Map<string, StepKind<Step, Context>>(Object.entries(kinds));
  return (step) => {
    const kind = table.get(step.do);
    if (!kind) throw new Error(`no kind of step is named ${step.do}`);
    return kind;
  };
}
