import { ManualClock } from '../clock';
import type { Clock } from '../clock';
import type { Configuration } from '../configuration';
import { ServiceError } from '../errors';
import type { Operations } from '../model/shapes';
import type { Caller, Operation } from '../operation';
import { operations } from '../operations';
import type { AnyRecord, AppRecord, Kind, RecordOf } from '../state/records';
import { appKey, imageVersionKey, spaceKey, userProfileKey } from '../state/state';
import { State } from '../state/state';
import type { AppForm, DomainForm, SeedForm } from './form';
import { inputOf, Wrong } from './members';
import { moment } from './time';

type Path = (string | number)[];

const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));

/**
 * The records of a seed. Each is made by the very operation that makes it in AWS, at the time that the seed names, so
 * that a seed can hold nothing that could not have come about; then it is put into the state that the seed wants.
 * Throws Wrong with the place in the seed.
 */
export function recordsOf(seed: SeedForm, configuration: Configuration, clock: Clock): AnyRecord[] {
  const maker = new Maker(configuration, clock);
  for (const [name, form] of Object.entries(seed.lifecycleConfigs ?? {})) {
    const content = Buffer.from(form.script).toString('base64');
    maker.make('CreateStudioLifecycleConfig', form, ['lifecycleConfigs', name], {
      StudioLifecycleConfigName: name,
      StudioLifecycleConfigContent: content,
    });
  }
  for (const [name, form] of Object.entries(seed.images ?? {})) {
    const path = ['images', name];
    maker.make('CreateImage', form, path, { ImageName: name });
    maker.patch('image', name, { ImageStatus: 'CREATED', due: undefined });
    (form.versions ?? []).forEach((version, index) => {
      maker.make('CreateImageVersion', { created: form.created, ...version }, [...path, 'versions', index], {
        ImageName: name,
        ClientToken: `seed-${index}`,
      });
      maker.patch('image-version', imageVersionKey(name, index + 1), {
        ImageVersionStatus: version.failure === undefined ? 'CREATED' : 'CREATE_FAILED',
        FailureReason: version.failure,
        due: undefined,
      });
    });
  }
  for (const [name, form] of Object.entries(seed.appImageConfigs ?? {})) {
    maker.make('CreateAppImageConfig', form, ['appImageConfigs', name], { AppImageConfigName: name });
  }
  for (const [id, form] of Object.entries(seed.domains ?? {})) makeDomain(maker, id, form);
  return maker.records;
}

function makeDomain(maker: Maker, id: string, form: DomainForm): void {
  const path = ['domains', id];
  maker.makeDomain(id, form, path);
  for (const [name, profile] of Object.entries(form.userProfiles ?? {})) {
    const place = [...path, 'userProfiles', name];
    maker.make('CreateUserProfile', profile, place, { DomainId: id, UserProfileName: name });
    maker.patch('user-profile', userProfileKey(id, name), { Status: 'InService', due: undefined });
    makeApps(maker, profile.apps, { DomainId: id, UserProfileName: name }, place);
  }
  for (const [name, space] of Object.entries(form.spaces ?? {})) {
    const place = [...path, 'spaces', name];
    maker.make('CreateSpace', space, place, {
      DomainId: id,
      SpaceName: name,
      OwnershipSettings: { OwnerUserProfileName: space.owner },
      SpaceSharingSettings: { SharingType: space.sharing },
    });
    maker.patch('space', spaceKey(id, name), { Status: 'InService', due: undefined });
    makeApps(maker, space.apps, { DomainId: id, SpaceName: name }, place);
  }
}

interface Owner {
  DomainId: string;
  UserProfileName?: string;
  SpaceName?: string;
}

function makeApps(maker: Maker, forms: AppForm[] = [], owner: Owner, path: Path): void {
  forms.forEach((form, index) => {
    const given = { AppName: 'default', ...owner };
    const input = maker.make('CreateApp', { created: form.since, ...form }, [...path, 'apps', index], given);
    const key = appKey(owner.DomainId, owner, input.AppType, input.AppName);
    maker.patch('app', key, stateOf(form, maker));
  });
}

/** An ended app is forgotten 24 h after it ended: in a seed, after it started. */
function stateOf({ status = 'InService', failure, since = 'now' }: AppForm, maker: Maker): Partial<AppRecord> {
  const { appCreate, appDelete, appMetadataKept } = maker.configuration.durations;
  switch (status) {
    case 'InService':
      return { Status: status, due: undefined, willFail: undefined };
    case 'Pending':
      return { Status: status, due: maker.clock.after(appCreate) };
    case 'Deleting':
      return { Status: status, due: maker.clock.after(appDelete) };
    case 'Failed':
    case 'Deleted': {
      const left = appMetadataKept - (maker.clock.now() - moment(since, maker.clock.now()));
      return {
        Status: status,
        due: maker.clock.after(Math.max(0, left)),
        FailureReason: status === 'Failed' ? (failure ?? 'InternalFailure') : undefined,
      };
    }
  }
}

/** Runs the operations that make things, on a state of its own. */
class Maker {
  readonly #state = new State();
  readonly #caller: Caller;

  constructor(
    readonly configuration: Configuration,
    readonly clock: Clock,
  ) {
    const { accountId, region } = configuration;
    this.#caller = { accessKeyId: 'seed', accountId, region, principalArn: `arn:aws:iam::${accountId}:root` };
  }

  get records(): AnyRecord[] {
    return [...this.#state.everything.values()].filter((record) => record !== null);
  }

  /** Makes one thing; answers the input that it was made from. */
  make<Name extends keyof Operations>(name: Name, form: object, path: Path, given: Record<string, unknown>) {
    const operation = byName.get(name);
    if (!operation) throw new Error(`no operation ${name}`);
    const { created, tags }: { created?: string; tags?: Record<string, string> } = form;
    const Tags = tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const input = inputOf(name, form, { ...given, ...(Tags && { Tags }) }, path);
    const clock = new ManualClock(moment(created ?? 'now', this.clock.now()));
    // The seed is where Classic apps come from.
    const configuration = { ...this.configuration, allowClassicCreation: true };
    try {
      this.#state.transact((state) => operation.action({ input, caller: this.#caller, clock, configuration, state }));
    } catch (error) {
      if (error instanceof ServiceError) throw new Wrong(path, `${error.code}: ${error.message}`);
      throw error;
    }
    return input;
  }

  /** A domain has the id that the seed names instead of a random one. */
  makeDomain(id: string, form: DomainForm, path: Path): void {
    const before = new Set([...this.#state.below('domain', '*')].map(({ key }) => key));
    this.make('CreateDomain', form, path, {});
    for (const made of [...this.#state.below('domain', '*')]) {
      if (before.has(made.key)) continue;
      const renamed = (text: string) => text.replaceAll(made.DomainId, id);
      this.#state.transact((state) => {
        state.delete('domain', made.key);
        state.put({
          ...made,
          key: id,
          DomainId: id,
          arn: renamed(made.arn),
          Url: renamed(made.Url),
          Status: 'InService',
          due: undefined,
        });
      });
    }
  }

  patch<K extends Kind>(kind: K, key: string, change: Partial<RecordOf<K>>): void {
    this.#state.transact((state) => {
      const record = state.get(kind, key);
      if (!record) throw new Error(`the seed made no ${kind} ${key}`);
      state.put({ ...record, ...change });
    });
  }
}
