import { ManualClock, type Clock } from '../clock';
import type { Configuration } from '../configuration';
import { ServiceError } from '../errors';
import { sageMakerModel } from '../model/sagemaker';
import type { Operations } from '../model/shapes';
import { validInput } from '../model/validate';
import type { Caller } from '../caller';
import type { Operation } from '../operation';
import { operations } from '../operations';
import type { AnyRecord, Kind, RecordOf } from '../state/records';
import { State } from '../state/state';
import { Trail } from '../trail/trail';
import { Wrong, type Path } from './path';
import { moment } from './time';
import { partitionOf } from '../region';

const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));

interface Made {
  created?: string | undefined;
  tags?: object | undefined;
}

/** Makes what a seed names by the very operations that make it in AWS, on a state of its own. */
export class Maker {
  readonly #state = new State();
  readonly #caller: Caller;
  readonly #configuration: Configuration;

  constructor(
    configuration: Configuration,
    private readonly clock: Clock,
  ) {
    const { accountId, region } = configuration;
    this.#caller = {
      accessKeyId: 'seed',
      accountId,
      region,
      principalArn: `arn:${partitionOf(region)}:iam::${accountId}:root`,
      sourceIPAddress: '',
      userAgent: '',
    };
    // The seed is where Classic apps come from.
    this.#configuration = { ...configuration, allowClassicCreation: true };
  }

  get records(): AnyRecord[] {
    return [...this.#state.everything.values()].filter((record) => record !== null);
  }

  /**
   * Makes one thing at the time that its form says, from the AWS members of the form and from what its place in the
   * seed says of it; answers the input that it was made from. Throws Wrong where AWS would refuse.
   */
  make<Name extends keyof Operations>(name: Name, form: Made, path: Path, given: object): Operations[Name]['input'] {
    const operation = byName.get(name);
    if (!operation) throw new Error(`no operation ${name}`);
    const members = Object.entries(form).filter(([member]) => /^[A-Z]/.test(member));
    const Tags = Object.entries(form.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
    const clock = new ManualClock(moment(form.created ?? 'now', this.clock.now()));
    try {
      const input = validInput(sageMakerModel, name, { ...given, ...Object.fromEntries(members), Tags });
      const call = { input, caller: this.#caller, clock, configuration: this.#configuration, trail: new Trail() };
      this.#state.transact((state) => operation.action({ ...call, state }));
      return input;
    } catch (error) {
      if (error instanceof ServiceError) throw new Wrong(path, `${error.code}: ${error.message}`);
      throw error;
    }
  }

  /** Makes a thing whose key the operation chooses, and answers what was made. */
  made<K extends Kind>(name: keyof Operations, kind: K, form: Made, path: Path): RecordOf<K> {
    const before = new Set([...this.#state.below(kind, '*')].map(({ key }) => key));
    this.make(name, form, path, {});
    for (const record of this.#state.below(kind, '*')) if (!before.has(record.key)) return record;
    throw new Error(`${name} made no ${kind}`);
  }

  /** Changes what was made by a rule of the emulator's. Throws Wrong where the rule refuses. */
  change<K extends Kind>(kind: K, key: string, rule: (record: RecordOf<K>) => AnyRecord, path: Path): void {
    this.#state.transact((state) => {
      const record = state.get(kind, key);
      if (!record) throw new Error(`the seed made no ${kind} ${key}`);
      try {
        state.put(rule(record));
      } catch (error) {
        if (error instanceof ServiceError) throw new Wrong(path, error.message);
        throw error;
      }
    });
  }

  /** Puts what no operation of SageMaker's makes. */
  put(record: AnyRecord): void {
    this.#state.transact((state) => state.put(record));
  }

  /** Puts what was made into the state that the seed wants. */
  patch<K extends Kind>(kind: K, key: string, change: Partial<RecordOf<K>>): void {
    this.#state.transact((state) => {
      const record = state.get(kind, key);
      if (!record) throw new Error(`the seed made no ${kind} ${key}`);
      if (change.key !== undefined && change.key !== key) state.delete(kind, key);
      state.put({ ...record, ...change });
    });
  }
}
