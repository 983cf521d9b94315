import type { Clock } from './clock';
import type { Configuration } from './configuration';
import type { Operations } from './model/shapes';
import type { Transaction } from './state/transaction';

/** Who calls, as the SigV4 header and the configuration tell. */
export interface Caller {
  accessKeyId: string;
  accountId: string;
  region: string;
  /** The principal as AWS names it in AccessDeniedException. */
  principalArn: string;
}

/** Everything that one call may look at or change. Its input has already passed the service model's validation. */
export interface Call<Name extends keyof Operations = keyof Operations> {
  input: Operations[Name]['input'];
  caller: Caller;
  clock: Clock;
  configuration: Configuration;
  /** Committed as one when the action returns, dropped when it throws. */
  state: Transaction;
}

/**
 * One SageMaker operation: one file in `operations/`, one entry in `operations/index.ts`, one test.
 * The action is synchronous, so calls never interleave; it throws a ServiceError to refuse.
 */
export interface Operation<Name extends keyof Operations = keyof Operations> {
  name: Name;
  /** The ARN that AccessDeniedException names (`*` where the operation has no resource-level permission). */
  resource(input: Operations[Name]['input'], caller: Caller): string;
  action(call: Call<Name>): Operations[Name]['output'];
}

export const operation = <Name extends keyof Operations>(
  name: Name,
  parts: Omit<Operation<Name>, 'name'>,
): Operation<Name> => ({ name, ...parts });
