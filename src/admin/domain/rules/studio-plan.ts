import type { Plan } from '../../converge/plan';
import type { GuardedNow, HeldPolicy } from '../../guardrails/attach/plan-policies';
import type { Ref } from '../../studio-file/wanted';
import type { StudioStep } from '../studio-step';

/** What whoever plans agrees to beforehand. */
export interface Choice {
  /** Takes over what exists and carries no file's name. */
  adopt: boolean;
  /** Apps are stopped where a change needs that, and started again. */
  stopApps: boolean;
  /** Only these kinds; all where it is absent. */
  only?: readonly (Ref['kind'] | 'guardrails')[] | undefined;
  /** Names of what may be deleted. */
  delete: readonly string[];
}

/** What there is to do, and what keeps something from being done. */
export interface StudioPlan {
  plan: Plan<StudioStep>;
  /** What only whoever runs the command can decide or correct, a line each. */
  held: Held[];
  unchanged: number;
  unmanaged: number;
  /** What could not be looked at. */
  unseen?: GuardedNow['unseen'];
}

/** A change that is not part of a plan, and what it waits for. */
export type Held = HeldResource | HeldPolicy;
export const isOfGuardrails = (held: Held): held is HeldPolicy => held.what.kind === 'guardrails';
export interface HeldResource {
  what: Ref;
  why:
    | 'not-adopted'
    | 'not-named'
    | 'apps-run'
    | 'fixed'
    | 'of-another'
    | 'owns-spaces'
    | 'holds-others'
    | 'no-image'
    | 'no-holder'
    | 'unsound';
  text: string;
}
