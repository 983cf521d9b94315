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

/** A SageMaker Studio control plane, without the wire: calls go in, answers and ServiceErrors come out. */
export class Emulator {
  readonly #state = new State();

  constructor(private readonly parts: EmulatorParts) {
    const { journal, records = [] } = parts;
    // A journal that holds something is what a former run left; a seed is for a beginning.
    if (journal && !journal.isNew) {
      for (const writes of journal.replay()) this.#state.apply(writes);
      journal.begin(this.#state.everything);
      return;
    }
    this.#state.apply(new Map(records.map((record) => [`${record.kind}/${record.key}`, record])));
    journal?.begin(this.#state.everything);
  }

  /** Runs one operation on input as it came from the wire. Throws a ServiceError where AWS answers one. */
  call(name: string, input: unknown, caller: Caller): unknown {
    this.#settle();
    const operation = operationNamed(name);
    const valid = validInput(operation.name, input);
    requirePermission(this.parts.permissions, operation, valid, caller);
    const { clock, configuration } = this.parts;
    const { result, writes } = this.#state.transact((state) =>
      operation.action({ input: valid, caller, clock, configuration, state }),
    );
    if (writes.size > 0) this.parts.journal?.append(writes);
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

  /** Time has passed: what is due happens, in its order, before anything else does. */
  #settle(): void {
    const now = this.parts.clock.now();
    for (let next = this.#state.takeDue(now); next; next = this.#state.takeDue(now)) {
      const { due, record } = next;
      const { writes } = this.#state.transact((state) => settle(record, due, this.parts, state));
      this.parts.journal?.append(writes);
    }
  }
}

const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));

/** Throws UnknownOperationException for a name that is not in the table. */
function operationNamed(name: string): Operation {
  const operation = byName.get(name);
  if (!operation) throw unknownOperation();
  return operation;
}
