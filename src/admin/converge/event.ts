import type { Sign } from './kind';
import type { TakesEffect } from './step';

/** A step as people and programs are shown it. */
export interface ShownStep {
  id: string;
  sign: Sign;
  what: string;
  text: string;
  takesEffect: TakesEffect;
}

/** What happens while a plan is carried out, in order. Data: a renderer puts it in words. */
export type Event =
  | { event: 'plan'; subject: string; steps: ShownStep[] }
  | { event: 'nothing-to-do'; subject: string; region?: string }
  | { event: 'step'; step: ShownStep; number: number; of: number }
  /** What it is about is not ready for it, or has not done with it. */
  | { event: 'waiting'; what: string; status: string }
  /** It was so already. */
  | { event: 'found'; id: string; what: string }
  /** What a step would delete stays for now. */
  | { event: 'kept'; id: string; what: string; text: string; why: string }
  /** Done as far as AWS said, and could not be looked at afterwards. */
  | { event: 'not-read-back'; id: string; text: string; why: string }
  /** `outdated`: the plan is, as somebody else has changed something since. */
  | { event: 'failed'; id: string; text: string; why: string; remedy: string; outdated: boolean }
  | { event: 'taking-back'; step: ShownStep }
  | { event: 'taken-back'; text: string }
  | { event: 'not-taken-back'; text: string; why: string }
  /** `begun`: AWS was asked, and may still do it. */
  | { event: 'interrupted'; done: string[]; begun: string[]; notDone: string[] };

/** The whole boundary between the engine and the human: events out, one question in. */
export interface Human {
  tell(event: Event): void;
  /** Absent where nobody can answer. */
  ask?(question: string): Promise<boolean>;
}
