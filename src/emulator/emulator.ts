import type { Clock } from './clock';
import type { Configuration } from './configuration';
import type { Journal } from './journal/journal';
import { unknownOperation } from './errors';
import { validInput } from './model/validate';
import type { Caller, Operation } from './operation';
import { operations } from './operations';
import { requirePermission, type Permissions } from './permissions/permissions';
import { redeem, type Grant } from './presigned/presigned';
import type { AnyRecord } from './state/records';
import { State } from './state/state';
import type { Writes } from './state/transaction';
import { settle } from './transitions';

export interface EmulatorParts {
  clock: Clock;
  configuration: Configuration;
  /** What is there from the start. */
  records?: AnyRecord[];
  /** Keeps what is committed; without one all is forgotten at the end. */
  journal?: Journal | undefined;
  permissions?: Permissions | undefined;
}

/**
 * A SageMaker Studio control plane, without the wire: calls go in, answers and ServiceErrors come out. Its regions know
 * nothing of each other.
 */
export class Emulator {
  /** By region: the configured one, and those in which something has been made. */
  readonly #states = new Map<string, State>();

  constructor(private readonly parts: EmulatorParts) {
    const { configuration, journal, records = [] } = parts;
    // A journal that holds something is what a former run left; a seed is for a beginning.
    if (journal && !journal.isNew) {
      for (const { region, writes } of journal.replay()) this.#apply(region, writes);
    } else {
      this.#apply(configuration.region, new Map(records.map((record) => [`${record.kind}/${record.key}`, record])));
    }
    journal?.begin([...this.#states].map(([region, state]) => ({ region, writes: state.everything })));
  }

  /** Runs one operation on input as it came from the wire. Throws a ServiceError where AWS answers one. */
  call(name: string, input: unknown, caller: Caller): unknown {
    const { region } = caller;
    this.#settle(region);
    const operation = operationNamed(name);
    const valid = validInput(operation.name, input);
    requirePermission(this.parts.permissions, operation, valid, caller);
    const { clock, configuration } = this.parts;
    const state = this.#states.get(region) ?? new State();
    const { result, writes } = state.transact((transaction) =>
      operation.action({ input: valid, caller, clock, configuration, state: transaction }),
    );
    if (writes.size > 0) {
      this.#states.set(region, state);
      this.parts.journal?.append({ region, writes });
    }
    return result;
  }

  /** What a presigned URL's token lets its bearer into, once and while it is valid; undefined for any other token. */
  redeem(token: string): Grant | undefined {
    return redeem(token, this.parts.clock.now());
  }

  /** Resolves when all that has been committed so far is on disk: what is acknowledged before it could be lost. */
  async durable(): Promise<void> {
    await this.parts.journal?.flushed();
  }

  /** Time has passed: what is due in a region happens, in its order, before anything else does there. */
  #settle(region: string): void {
    const state = this.#states.get(region);
    const now = this.parts.clock.now();
    for (let next = state?.takeDue(now); state && next; next = state.takeDue(now)) {
      const { due, record } = next;
      const { writes } = state.transact((transaction) => settle(record, due, this.parts, transaction));
      this.parts.journal?.append({ region, writes });
    }
  }

  /** What a former run or the seed has made. */
  #apply(region: string, writes: Writes): void {
    const state = this.#states.get(region) ?? new State();
    state.apply(writes);
    this.#states.set(region, state);
  }
}

const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));

/** Throws UnknownOperationException for a name that is not in the table. */
function operationNamed(name: string): Operation {
  const operation = byName.get(name);
  if (!operation) throw unknownOperation();
  return operation;
}
