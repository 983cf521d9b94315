import type { AnyRecord } from '../state/records';
import type { Timing } from '../timing';
import { appKey, imageVersionKey, spaceKey, userProfileKey } from '../state/state';
import type { SeedForm } from './form';
import { Maker } from './maker';
import { Wrong, type Path } from './path';
import type { AppForm, DomainForm, ImageForm, LifecycleConfigForm } from './resource-forms';
import { makeAssignments } from './assignments';
import { appStatus, dueIn } from './status';
import { moment } from './time';
import { lastActive } from '../rules/idle-shutdown';

/** The content of a script file, by its path relative to the seed. */
type ScriptIn = (file: string) => string;

/**
 * The records of a seed. Each is made by the very operation that makes it in AWS, at the time that the seed names, so
 * that a seed can hold nothing that could not have come about; then it is put into the state that the seed wants.
 * Throws Wrong with the path in the seed.
 */
export function recordsOf(seed: SeedForm, timing: Timing, scriptIn: ScriptIn): AnyRecord[] {
  const maker = new Maker(timing.configuration, timing.clock);
  for (const [name, form] of Object.entries(seed.lifecycleConfigs ?? {})) {
    makeLifecycleConfig(maker, name, form, scriptIn);
  }
  for (const [name, form] of Object.entries(seed.images ?? {})) makeImage(maker, name, form, timing);
  for (const [name, form] of Object.entries(seed.appImageConfigs ?? {})) {
    maker.make('CreateAppImageConfig', form, ['appImageConfigs', name], { AppImageConfigName: name });
  }
  for (const [id, form] of Object.entries(seed.domains ?? {})) makeDomain(maker, id, form, timing);
  return maker.records;
}

function makeLifecycleConfig(maker: Maker, name: string, form: LifecycleConfigForm, scriptIn: ScriptIn): void {
  const path = ['lifecycleConfigs', name];
  const script = form.file === undefined ? (form.script ?? '') : contentOf(form.file, scriptIn, [...path, 'file']);
  maker.make('CreateStudioLifecycleConfig', form, path, {
    StudioLifecycleConfigName: name,
    StudioLifecycleConfigContent: Buffer.from(script).toString('base64'),
  });
}

function contentOf(file: string, scriptIn: ScriptIn, path: Path): string {
  try {
    return scriptIn(file);
  } catch (error) {
    throw new Wrong(path, `the script cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function makeImage(maker: Maker, name: string, form: ImageForm, timing: Timing): void {
  const path = ['images', name];
  maker.make('CreateImage', form, path, { ImageName: name });
  maker.patch('image', name, { ImageStatus: 'CREATED', due: undefined });
  (form.versions ?? []).forEach((version, index) => {
    const at = [...path, 'versions', index];
    maker.make('CreateImageVersion', { created: form.created, ...version }, at, {
      ImageName: name,
      ClientToken: `seed-${index}`,
    });
    const status = version.status ?? (version.failure === undefined ? 'CREATED' : 'CREATE_FAILED');
    maker.patch('image-version', imageVersionKey(name, index + 1), {
      ImageVersionStatus: status,
      due: dueIn('imageVersion', status, timing),
      ...(status === 'CREATING'
        ? { willFail: version.failure }
        : { willFail: undefined, FailureReason: version.failure }),
    });
  });
  const status = form.status ?? 'CREATED';
  maker.patch('image', name, {
    ImageStatus: status,
    FailureReason: form.failure,
    due: dueIn('image', status, timing),
  });
}

/** A domain has the id that the seed names instead of a random one; its status is put on when all below it is made. */
function makeDomain(maker: Maker, id: string, form: DomainForm, timing: Timing): void {
  const path = ['domains', id];
  const made = maker.made('CreateDomain', 'domain', form, path);
  const renamed = (text: string) => text.replaceAll(made.DomainId, id);
  const named = { key: id, DomainId: id, arn: renamed(made.arn), Url: renamed(made.Url) };
  maker.patch('domain', made.key, { ...named, Status: 'InService', due: undefined, willFail: undefined });
  if (made.HomeEfsFileSystemId !== undefined) {
    const tags = { ManagedByAmazonSageMakerResource: named.arn };
    maker.patch('file-system', made.HomeEfsFileSystemId, { DomainId: id, tags });
    if (made.settings.VpcId !== undefined) maker.patch('nfs-groups', made.DomainId, { key: id, DomainId: id });
  }
  const profiles = Object.entries(form.userProfiles ?? {});
  const spaces = Object.entries(form.spaces ?? {});
  for (const [name, profile] of profiles) {
    const at = [...path, 'userProfiles', name];
    maker.make('CreateUserProfile', profile, at, { DomainId: id, UserProfileName: name });
    maker.patch('user-profile', userProfileKey(id, name), { Status: 'InService', due: undefined, willFail: undefined });
    makeApps(maker, profile.apps, { DomainId: id, UserProfileName: name }, at, timing);
  }
  for (const [name, space] of spaces) {
    const at = [...path, 'spaces', name];
    maker.make('CreateSpace', space, at, {
      DomainId: id,
      SpaceName: name,
      OwnershipSettings: { OwnerUserProfileName: space.owner },
      SpaceSharingSettings: { SharingType: space.sharing },
    });
    maker.patch('space', spaceKey(id, name), { Status: 'InService', due: undefined, willFail: undefined });
    makeApps(maker, space.apps, { DomainId: id, SpaceName: name }, at, timing);
    const { status: Status = 'InService', failure: FailureReason } = space;
    maker.patch('space', spaceKey(id, name), { Status, FailureReason, due: dueIn('space', Status, timing) });
  }
  for (const [name, { status: Status = 'InService', failure: FailureReason }] of profiles) {
    const due = dueIn('userProfile', Status, timing);
    maker.patch('user-profile', userProfileKey(id, name), { Status, FailureReason, due });
  }
  makeAssignments(maker, { ...made, ...named }, form.assignments, [...path, 'assignments'], timing);
  const { status: Status = 'InService', failure: FailureReason } = form;
  maker.patch('domain', id, { Status, FailureReason, due: dueIn('domain', Status, timing) });
}

interface Owner {
  DomainId: string;
  UserProfileName?: string;
  SpaceName?: string;
}

function makeApps(maker: Maker, forms: AppForm[] = [], owner: Owner, path: Path, timing: Timing): void {
  forms.forEach((form, index) => {
    const given = { AppName: 'default', ...owner };
    const input = maker.make('CreateApp', { ...form, created: form.since }, [...path, 'apps', index], given);
    const key = appKey(owner.DomainId, owner, input.AppType, input.AppName);
    maker.patch('app', key, appStatus(form, timing));
    if (form.lastActive === undefined) return;
    const at = moment(form.lastActive, timing.clock.now());
    maker.change('app', key, (app) => lastActive(app, at, timing.clock), [...path, 'apps', index, 'lastActive']);
  });
}
