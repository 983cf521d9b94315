import type { Caller } from './caller';
import type { Clock } from './clock';
import type { Configuration } from './configuration';
import type { Signatures } from './model/service';
import type { Operations } from './model/shapes';
import type { Transaction } from './state/transaction';
import type { Trail } from './trail/trail';

/** Everything that one call may look at or change. Its input has already passed the service model's validation. */
export interface CallWith<Input> {
  input: Input;
  caller: Caller;
  clock: Clock;
  configuration: Configuration;
  /** What was called in the region before. */
  trail: Trail;
  /** Committed as one when the action returns, dropped when it throws. */
  state: Transaction;
}

/** One operation of one service. */
export interface AnyOperation<Input = unknown, Output = unknown> {
  name: string;
  /** The ARN that AccessDeniedException names (`*` where the operation has no resource-level permission). */
  resource(input: Input, caller: Caller, state: Transaction): string;
  /** What else it acts on, and has to be allowed for. */
  alsoOn?(input: Input, caller: Caller): string[];
  action(call: CallWith<Input>): Output;
}

/** A call of SageMaker's. */
export type Call<Name extends keyof Operations = keyof Operations> = CallWith<Operations[Name]['input']>;

/**
 * One SageMaker operation: one file in `operations/`, one entry in `operations/index.ts`, one test.
 * The action is synchronous, so calls never interleave; it throws a ServiceError to refuse.
 */
export interface Operation<Name extends keyof Operations = keyof Operations> extends AnyOperation<
  Operations[Name]['input'],
  Operations[Name]['output']
> {
  name: Name;
}

/** Makes the function that sets down one operation of a service, by the types of its model. */
export const operationsOf =
  <Ops extends { [Name in keyof Ops]: Signatures[string] }>() =>
  <Name extends keyof Ops & string>(
    name: Name,
    parts: Omit<AnyOperation<Ops[Name]['input'], Ops[Name]['output']>, 'name'>,
  ): AnyOperation<Ops[Name]['input'], Ops[Name]['output']> & { name: Name } => ({ name, ...parts });

export const operation = operationsOf<Operations>();
