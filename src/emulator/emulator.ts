import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import type { Configuration } from './configuration';
import type { Commit, Journal } from './journal/journal';
import { InvalidToken, ServiceError, unknownOperation } from './errors';
import { Launches, type ScriptRunning } from './launch/launches';
import { validInput } from './model/validate';
import type { Caller } from './caller';
import { type CallerNetwork, identified, type Permissions } from './permissions/caller-policies';
import { Gate, type Refusal } from './permissions/permissions';
import type { Asking } from './permissions/questions';
import { redeem, type Grant } from './presigned/presigned';
import type { AppType } from './model/shapes';
import { existingApp } from './rules/app-owner';
import { existingUserProfile } from './rules/existing';
import { lastActive } from './rules/idle-shutdown';
import { ssoProfile } from './rules/sso-sign-in';
import { scriptFailure } from './rules/launch-outcome';
import { parseArn, userProfileArn } from './rules/arns';
import type { GroupsElsewhere } from './others/nfs-groups';
import type { AnyRecord, AppRecord, UserProfileRecord } from './state/records';
import { sageMaker } from './services/sagemaker';
import type { Service } from './services/service';
import { type Ended, Notes } from './trail/noted';
import { KEPT, Trail } from './trail/trail';
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
  /** Keeps the security groups of domains where the rest of a VPC is. */
  groups?: Pick<GroupsElsewhere, 'follow' | 'remove'> | undefined;
  /** Runs the scripts of a launch, if the configuration says that they are run. */
  scriptRunning?: ScriptRunning | undefined;
}

/** The use of a presigned URL: `network` says where it is used, if that is known. */
export interface Visit {
  network?: CallerNetwork | undefined;
  userAgent: string;
}

/**
 * A SageMaker Studio control plane, without the wire: calls go in, answers and ServiceErrors come out. Its regions know
 * nothing of each other.
 */
export class Emulator {
  /** By region: the configured one, and those in which something has been made. */
  readonly #states = new Map<string, State>();
  /** By region: what has been called there. */
  readonly #trails = new Map<string, Trail>();
  readonly #notes = new Notes();
  readonly #launches: Launches | undefined;
  readonly #gate: Gate;
  /** Resolves when what is made elsewhere is made. */
  #elsewhere: Promise<void> | undefined;

  constructor(private readonly parts: EmulatorParts) {
    const { configuration, journal, records = [], scriptRunning } = parts;
    this.#gate = new Gate(parts.permissions ?? new Map());
    this.#launches = scriptRunning && new Launches(scriptRunning, (...ended) => this.#launched(...ended));
    // A journal that holds something is what a former run left; a seed is for a beginning.
    if (journal && !journal.isNew) {
      const oldest = parts.clock.now() - KEPT;
      for (const { region, writes, events = [] } of journal.replay()) {
        this.#apply(region, writes);
        for (const event of events) if (event.time >= oldest) this.trailOf(region).add(event);
      }
    } else {
      this.#apply(configuration.region, new Map(records.map((record) => [`${record.kind}/${record.key}`, record])));
    }
    journal?.begin(this.#everything());
    for (const [region, state] of this.#states) this.#follow(region, state, state.everything);
  }

  /** The region of the seed. */
  get region(): string {
    return this.parts.configuration.region;
  }

  /** How many there are of each kind, and the domains, with those of every region. */
  holds(): { domains: { id: string; region: string }[]; counts: Map<AnyRecord['kind'], number> } {
    const domains: { id: string; region: string }[] = [];
    const counts = new Map<AnyRecord['kind'], number>();
    for (const [region, { everything }] of this.#states) {
      for (const record of everything.values()) {
        if (!record) continue;
        counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
        if (record.kind === 'domain') domains.push({ id: record.key, region });
      }
    }
    return { domains, counts };
  }

  /**
   * Runs one operation on input as it came from the wire, and notes that it was called. Throws a ServiceError where AWS
   * answers one, and the `fault` that is to befall the call.
   */
  call(
    service: Service,
    name: string,
    input: unknown,
    from: Caller,
    { fault, requestId = randomUUID() }: { fault?: ServiceError | undefined; requestId?: string } = {},
  ): unknown {
    const { clock, configuration, permissions } = this.parts;
    const { region } = from;
    const operation = service.operations.get(name);
    if (!operation) throw unknownOperation();
    const caller = identified(permissions, from);
    const ended: Ended = { service, name, caller, requestId, time: clock.now() };
    try {
      if (fault) throw fault;
      requireOffered(service, region, configuration);
      this.#settle(region);
      const valid = (ended.input = validInput(service.model, name, input));
      const state = this.#states.get(region) ?? new State();
      const trail = this.trailOf(region);
      const { result, writes } = state.transact((transaction) => {
        if (this.#gate.decides(caller.accessKeyId)) {
          const resource = operation.resource(valid, caller, transaction);
          const resources = [resource, ...(operation.alsoOn?.(valid, caller) ?? [])];
          const asking = { prefix: service.prefix, action: operation.name, resources, input: valid, caller };
          this.#gate.requireAllowed(asking, transaction, clock.now());
        }
        return operation.action({ input: valid, caller, clock, configuration, state: transaction, trail });
      });
      if (writes.size > 0) this.#states.set(region, state);
      ended.output = result;
      this.#note(region, writes, ended);
      this.#follow(region, state, writes);
      return result;
    } catch (thrown) {
      const error = thrown instanceof InvalidToken ? asToldBy(service, thrown) : thrown;
      if (error instanceof ServiceError) this.#note(region, new Map(), { ...ended, error });
      throw error;
    }
  }

  /** Whether what an operation is asked of is here, and not with `--others`. */
  has(service: Service, operation: string, input: unknown, region: string): boolean {
    return service.has?.(operation, input, this.#stateOf(region)) ?? true;
  }

  /** What there is in a region; of one in which nothing has been made, nothing. */
  #stateOf(region: string): State {
    return this.#states.get(region) ?? new State();
  }

  /** What has been called in a region. */
  trailOf(region: string): Trail {
    let trail = this.#trails.get(region);
    if (!trail) this.#trails.set(region, (trail = new Trail()));
    return trail;
  }

  /** The regions in which something has been called. */
  get regions(): string[] {
    return [...this.#trails.keys()];
  }

  /** Notes that a call for a service that is not served here was refused, or passed on. */
  async noteOfOther({ caller, ...ended }: Omit<Ended, 'time'>): Promise<void> {
    const who = identified(this.parts.permissions, caller);
    this.#note(caller.region, new Map(), { ...ended, caller: who, time: this.parts.clock.now() });
    await this.durable();
  }

  /** A call has ended: what it changed and that it was are kept as one. */
  #note(region: string, writes: Writes, ended: Ended): void {
    const call = this.#notes.noted(ended);
    this.trailOf(region).add(call);
    this.parts.journal?.append({ region, writes, events: [call] });
  }

  /** Something ran in an app, now if not said when. Throws ResourceNotFound for one that is not in service. */
  noteActivity(
    region: string,
    named: { DomainId: string; SpaceName: string; AppType: AppType; AppName: string },
    at?: number,
  ) {
    this.#settle(region);
    const { clock } = this.parts;
    const { writes } = this.#stateOf(region).transact((transaction) =>
      transaction.put(lastActive(existingApp({ state: transaction }, 'activity', named), at ?? clock.now(), clock)),
    );
    this.parts.journal?.append({ region, writes });
  }

  /** Opens a domain as a user of Identity Center does. Throws a ServiceError for who may not. */
  ssoSignIn(region: string, domainId: string, userName: string): UserProfileRecord {
    this.#settle(region);
    const { configuration } = this.parts;
    return this.#stateOf(region).transact((state) => ssoProfile({ configuration, state }, domainId, userName)).result;
  }

  /** Ends the scripts that run. */
  async stop(): Promise<void> {
    await this.#launches?.stop();
  }

  /**
   * What a presigned URL's token lets its bearer into, once and while it is valid; undefined for any other token. Throws
   * AccessDeniedException when whoever made it may not do so any more, or not from where it is used, and ResourceNotFound
   * when the profile is gone.
   */
  redeem(token: string, { network, userAgent }: Visit): Grant | undefined {
    const grant = redeem(token, this.parts.clock.now());
    if (!grant) return undefined;
    const { caller, domainId: DomainId, userProfileName: UserProfileName, spaceName: SpaceName } = grant;
    const input = { DomainId, UserProfileName, SpaceName };
    const resources = [userProfileArn(caller, DomainId, UserProfileName.toLowerCase())];
    this.#settle(caller.region);
    const made = { prefix: 'sagemaker', action: 'CreatePresignedDomainUrl', resources, input };
    this.requireAllowed({ ...made, caller: { ...caller, userAgent }, network });
    this.#stateOf(caller.region).transact((state) => existingUserProfile({ state }, DomainId, UserProfileName));
    return grant;
  }

  /** Throws AccessDeniedException for what a caller's policies do not allow, of this service or of another. */
  requireAllowed(asking: Asking): void {
    const state = this.#stateOf(asking.caller.region);
    state.transact((transaction) => this.#gate.requireAllowed(asking, transaction, this.parts.clock.now()));
  }

  /** Whether policies decide what a caller may do. */
  decides(accessKeyId: string): boolean {
    return this.#gate.decides(accessKeyId);
  }

  /** What policies have refused, newest first. */
  get refusals(): readonly Refusal[] {
    return this.#gate.refusals;
  }

  /** All that is there in a region now. */
  recordsOf(region: string): AnyRecord[] {
    this.#settle(region);
    return [...(this.#states.get(region)?.everything.values() ?? [])].filter((record) => record !== null);
  }

  /**
   * Resolves when all that has been committed so far is on disk: what is acknowledged before it could be lost. Undefined
   * where nothing is kept, as a promise would have every call wait for its turn.
   */
  durable(): Promise<void> | undefined {
    const { journal } = this.parts;
    return this.#elsewhere ? this.#elsewhere.then(() => journal?.flushed()) : journal?.flushed();
  }

  /** Time has passed: what is due in a region happens, in its order, before anything else does there. */
  #settle(region: string): void {
    const state = this.#states.get(region);
    const now = this.parts.clock.now();
    for (let next = state?.takeDue(now); state && next; next = state.takeDue(now)) {
      const { due, record } = next;
      const { writes } = state.transact((transaction) => settle(record, due, this.parts, transaction));
      this.parts.journal?.append({ region, writes });
      this.#followGroups(region, state, writes);
    }
  }

  #follow(region: string, state: State, writes: Writes): void {
    this.#followGroups(region, state, writes);
    this.#launches?.follow(region, writes, (arn) => state.get('lifecycle-config', parseArn(arn).path.join('/')));
  }

  /** The security groups of a domain are made elsewhere, one after the other; what they are called there is kept. */
  #followGroups(region: string, state: State, writes: Writes): void {
    const { groups, journal } = this.parts;
    const changed = groups ? [...writes.values()].filter((record) => record?.kind === 'nfs-groups') : [];
    if (!groups || changed.length === 0) return;
    const following = (this.#elsewhere ?? Promise.resolve()).then(async () => {
      // There is nothing there that is not on disk here: what a kill leaves half done, the next start takes up.
      await journal?.flushed();
      for (const record of changed) {
        const next = await groups.follow(region, record);
        if (next === record) continue;
        // Whoever has been quick has deleted it meanwhile.
        const isThere = state.get('nfs-groups', record.key) !== undefined;
        if (next && !isThere) await groups.remove(region, next).catch(() => undefined);
        if (!isThere) continue;
        const { writes: followed } = state.transact((transaction) =>
          next ? transaction.put(next) : transaction.delete('nfs-groups', record.key),
        );
        journal?.append({ region, writes: followed });
      }
      if (this.#elsewhere === following) this.#elsewhere = undefined;
    });
    // Whoever waits is told; that nobody may be waiting is no reason to end the process.
    following.catch(() => undefined);
    this.#elsewhere = following;
  }

  /** The scripts of a launch have ended: the app, if it still waits for them, is in service or fails. */
  #launched(region: string, { key, scripts }: AppRecord, failedArn: string | undefined): void {
    const state = this.#states.get(region);
    const app = state?.get('app', key);
    if (!state || !app || !scripts || app.scripts !== scripts) return;
    const now = this.parts.clock.now();
    const { writes } = state.transact((transaction) =>
      transaction.put({
        ...app,
        scripts: undefined,
        willFail: failedArn === undefined ? undefined : scriptFailure(failedArn),
        due: failedArn === undefined ? Math.max(now, scripts.earliest) : now,
      }),
    );
    this.parts.journal?.append({ region, writes });
  }

  /** All that a journal starts from: what there is, then what was called, a few events at a time. */
  *#everything(): Iterable<Commit> {
    for (const [region, state] of this.#states) yield { region, writes: state.everything };
    for (const [region, trail] of this.#trails) {
      for (let place = 0; place < trail.size; place += EVENTS_TOGETHER) {
        const count = Math.min(EVENTS_TOGETHER, trail.size - place);
        yield {
          region,
          writes: new Map(),
          events: Array.from({ length: count }, (_, index) => trail.notedAt(place + index)),
        };
      }
    }
  }

  /** What a former run or the seed has made. */
  #apply(region: string, writes: Writes): void {
    const state = this.#states.get(region) ?? new State();
    state.apply(writes);
    this.#states.set(region, state);
  }
}

/** Short enough for a line of the journal, and so many that there are few lines. */
const EVENTS_TOGETHER = 1000;

const asToldBy = ({ invalidToken }: Service, error: InvalidToken) =>
  new ServiceError(invalidToken ?? error.code, error.message);

/** [TF PR#21041] */
function requireOffered(service: Service, region: string, { regionsWithoutStudio }: Configuration): void {
  if (service !== sageMaker || !regionsWithoutStudio.includes(region)) return;
  throw new ServiceError('UnknownOperationException', 'The requested operation is not supported in the called region.');
}
