import type { StatementExplanation } from '../../iam/decision';
import type { Request } from '../../iam/request';
import type { Transaction } from '../state/transaction';
import type { Permissions } from './caller-policies';
import { globalKeys, ownerKeys } from './global-keys';
import { type Asking, questionsOf } from './questions';
import { accessDenied } from './refusal';

/** A call that policies refused, and what each of their statements had to do with it. */
export interface Refusal {
  /** Epoch milliseconds. */
  at: number;
  accessKeyId: string;
  message: string;
  /** What was asked of the policies, with all condition keys. */
  request: Request;
  statements: readonly StatementExplanation[];
}

/** How many of the latest refusals are remembered. */
const REMEMBERED = 100;

/** Decides calls by the policies of who makes them, and remembers what was refused. */
export class Gate {
  readonly #refusals: Refusal[] = [];

  constructor(private readonly permissions: Permissions) {}

  /** Whether policies decide what a caller may do. Who has none may do everything. */
  decides(accessKeyId: string): boolean {
    return this.permissions.has(accessKeyId);
  }

  /** Throws AccessDeniedException, in AWS's words, for a call that the caller's policies do not allow. */
  requireAllowed(asking: Asking, state: Transaction, now: number): void {
    const { accessKeyId } = asking.caller;
    const who = this.permissions.get(accessKeyId);
    if (!who) return;
    // A service is of no account.
    const account = who.principalArn.startsWith('arn:') ? asking.caller.accountId : '';
    const principal = { arn: who.principalArn, account };
    const global = globalKeys({ ...who, network: asking.network ?? who.network }, asking.caller, now);
    for (const question of questionsOf(asking, state)) {
      const owner = ownerKeys(question.resource, asking.caller, who);
      const request = { ...question, principal, context: { ...global, ...owner, ...question.context } };
      const decision = who.judge.decide(request);
      if (decision.allowed) continue;
      const error = accessDenied(request, decision);
      const statements = who.judge.explain(request);
      this.#refusals.unshift({ at: now, accessKeyId, message: error.message, request, statements });
      this.#refusals.length = Math.min(this.#refusals.length, REMEMBERED);
      throw error;
    }
  }

  /** The latest refusals, newest first. */
  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }
}
