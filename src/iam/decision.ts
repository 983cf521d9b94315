import type { Effect, PolicyKind } from './policy';

/** Which statement it is. */
export interface StatementName {
  readonly kind: PolicyKind;
  /** The policy's name. */
  readonly policy: string;
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** Of a service control policy: its level, from 0, the root. */
  readonly level?: number;
}

export interface Allowed {
  readonly allowed: true;
  /** The statement that grants it: of the principal's policies or the resource's. Absent for an account's root. */
  readonly by?: StatementName;
}
export interface Refused {
  readonly allowed: false;
  /** By a statement that denies, or because nothing allows. */
  readonly how: 'explicit' | 'implicit';
  /** The kind of policy that refuses; AWS names it in its answer. */
  readonly kind: PolicyKind;
  /** The statement that denies. */
  readonly by?: StatementName;
}
export type Decision = Allowed | Refused;

/** A part of a statement, and whether this request is as it says. */
export type PartExplanation =
  | {
      readonly part: 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Principal' | 'NotPrincipal';
      readonly matches: boolean;
      /** What the statement says, variables replaced where they have a value. */
      readonly stated: readonly string[];
      readonly asked: string;
    }
  | {
      readonly part: 'Condition';
      readonly operator: string;
      readonly key: string;
      readonly matches: boolean;
      readonly stated: readonly string[];
      /** The request's values of the key; undefined when it has none. */
      readonly asked: readonly string[] | undefined;
    };

/** Why a statement has a say in a request, or has none. */
export interface StatementExplanation {
  readonly statement: StatementName;
  readonly effect: Effect;
  readonly matches: boolean;
  readonly parts: readonly PartExplanation[];
}
