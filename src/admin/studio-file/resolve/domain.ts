import type { Path } from '../mistake';
import { textOf } from '../model/form';
import { nothingNamed } from '../nearest';
import { at, isSettings, over, ownOf, said, type Settings } from '../settings';
import { volumeSettings } from '../short/storage';
import type { DomainForm, SpaceForm } from '../studio-file-form';
import { assignmentOf, isDomainId, type Level, taggedBy, type Wanted } from '../wanted';
import type { Profile } from './people';
import { resolved, type Resolving } from './resolving';
import { shortSettings } from './short-forms';

const TagValue = textOf('TagValue');

type Profiles = readonly (readonly [string, Profile])[];

/** A domain and all that is in it, in AWS's members; `byGroup` may open it with a group that the file names. */
export function domainWanted(
  resolving: Resolving,
  key: string,
  form: DomainForm,
  profiles: Profiles,
  byGroup: ReadonlySet<string>,
): Wanted[] {
  const domain = domainAlone(resolving, key, form);
  const people = new Map(profiles.map(([name, profile]) => [name, profile.person ?? name]));
  return [
    domain,
    ...profiles.map(([name, profile]) => profileWanted(resolving, domain, { key, name, profile })),
    ...[...whoSignsIn(domain, profiles)]
      .filter((person) => !byGroup.has(person))
      .map((person) => assignmentOf('user', person, key)),
    ...Object.entries(form.spaces ?? {}).map(([name, space]) => spaceWanted(resolving, { key, name, space, people })),
  ];
}

/** Whom profiles are for, of those that the file sees to: who says AWS's own members sees to the assignment too. */
const whoSignsIn = (domain: Wanted, profiles: Profiles) =>
  new Set(
    profiles.flatMap(([name, profile]) =>
      signsIn(domain, profile) && profile.aws['SingleSignOnUserValue'] === undefined ? [profile.person ?? name] : [],
    ),
  );

const signsIn = ({ settings }: Wanted, { from }: Profile) => settings['AuthMode'] === 'SSO' || from !== undefined;

function domainAlone(resolving: Resolving, key: string, form: DomainForm): Wanted {
  const path = ['domains', key];
  const { network = {} } = resolving.form;
  const aws = resolved(resolving, form.aws, path);
  const user = structure(aws['DefaultUserSettings']);
  const space = structure(aws['DefaultSpaceSettings']);
  const beside = { settings: structure(form.aws['DefaultUserSettings']), path: [...path, 'DefaultUserSettings'] };
  const short = over(shortSettings(resolving, form, path, beside), scriptSettings(resolving, form, path));
  const groups = network['SecurityGroupIds'];
  const network1 = groups === undefined ? {} : { SecurityGroups: groups };
  // Shared spaces have the domain's role, scripts, images and idle times as well, where they may have any.
  const shared = form.role === undefined && aws['DefaultSpaceSettings'] === undefined ? {} : forSharedSpaces(short);
  const DefaultUserSettings = [network1, short, user ?? {}].reduce(over);
  const DefaultSpaceSettings = [Object.keys(shared).length > 0 ? network1 : {}, shared, space ?? {}].reduce(over);
  const settings: Settings = {
    ...(network['VpcId'] !== undefined && { VpcId: network['VpcId'] }),
    ...(network['SubnetIds'] !== undefined && { SubnetIds: network['SubnetIds'] }),
    ...aws,
    ...(!isDomainId(key) && { DomainName: key }),
    ...(Object.keys(DefaultUserSettings).length > 0 && { DefaultUserSettings }),
    ...(Object.keys(DefaultSpaceSettings).length > 0 && { DefaultSpaceSettings }),
  };
  const levels: Level[] = [{ level: `domain ${key}`, settings: DefaultUserSettings }];
  return { ref: { kind: 'domain', name: key }, settings, ...taggedBy(form.tags), levels };
}

/** What of UserSettings DefaultSpaceSettings have too: all but Code Editor and what the portal shows (service model). */
function forSharedSpaces({ ExecutionRole, JupyterLabAppSettings, SpaceStorageSettings }: Settings): Settings {
  return {
    ...(ExecutionRole !== undefined && { ExecutionRole }),
    ...(JupyterLabAppSettings !== undefined && { JupyterLabAppSettings }),
    ...(SpaceStorageSettings !== undefined && { SpaceStorageSettings }),
  };
}

/** What the domain's scripts say: built in, chosen by default, or offered. */
function scriptSettings({ form, scripts, wrong }: Resolving, domain: DomainForm, path: Path): Settings {
  let settings: Settings = {};
  for (const [app, member] of [
    ['JupyterLab', 'JupyterLabAppSettings'],
    ['CodeEditor', 'CodeEditorAppSettings'],
  ] as const) {
    const listed: string[] = [];
    for (const [index, name] of (domain.scripts ?? []).entries()) {
      const script = ownOf(form.scripts, name);
      if (!script) {
        const message = nothingNamed('script', name, Object.keys(form.scripts ?? {}));
        if (app === 'JupyterLab') wrong({ path: [...path, 'scripts', index], message });
        continue;
      }
      const config = scripts.find((one) => one.script === name && one.appType === app);
      if (!config) continue;
      if (script.builtIn) {
        if (said(settings, [member, 'BuiltInLifecycleConfigArn']) !== undefined)
          wrong({ path: [...path, 'scripts', index], message: `${app} has one built-in script; put both into one` });
        settings = over(settings, at([member, 'BuiltInLifecycleConfigArn'], config.arn));
      }
      if (script.default)
        settings = over(settings, at([member, 'DefaultResourceSpec', 'LifecycleConfigArn'], config.arn));
      if (script.offered || script.default) listed.push(config.arn);
    }
    if (listed.length > 0) settings = over(settings, at([member, 'LifecycleConfigArns'], listed));
  }
  return settings;
}

function profileWanted(
  resolving: Resolving,
  domain: Wanted,
  { key, name, profile }: { key: string; name: string; profile: Profile },
): Wanted {
  const path = ['domains', key, 'userProfiles', name];
  const { ownerTag, teams = {} } = resolving.form;
  const team = profile.team === undefined ? undefined : ownOf(teams, profile.team);
  if (profile.team !== undefined && !team)
    resolving.wrong({ path: [...path, 'team'], message: nothingNamed('team', profile.team, Object.keys(teams)) });
  const aws = resolved(resolving, profile.aws, path);
  const beside = { settings: structure(profile.aws['UserSettings']), path: [...path, 'UserSettings'] };
  const ofTeam = team ? shortSettings(resolving, team, ['teams', profile.team ?? '']) : {};
  const own = over(shortSettings(resolving, profile, path, beside), structure(aws['UserSettings']) ?? {});
  const UserSettings = over(ofTeam, own);
  const person = profile.person ?? name;
  if (ownerTag !== undefined && !TagValue.safeParse(person).success)
    resolving.wrong({
      path: [...path, 'person'],
      message: `${JSON.stringify(person)} cannot be the value of the tag ${ownerTag}: letters, digits, spaces and _ . : / = + - @ can`,
    });
  return {
    ref: { kind: 'user profile', name, domain: key },
    settings: {
      ...(signsIn(domain, profile) && { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: person }),
      ...aws,
      ...(Object.keys(UserSettings).length > 0 && { UserSettings }),
    },
    ...taggedBy(team?.tags, profile.tags, ownerTag === undefined ? {} : { [ownerTag]: person }),
    levels: [
      ...domain.levels,
      ...(team ? [{ level: `team ${profile.team}`, settings: ofTeam }] : []),
      { level: `user profile ${name}`, settings: own },
    ],
  };
}

function spaceWanted(
  resolving: Resolving,
  { key, name, space, people }: { key: string; name: string; space: SpaceForm; people: ReadonlyMap<string, string> },
): Wanted {
  const path = ['domains', key, 'spaces', name];
  const { ownerTag } = resolving.form;
  const person = people.get(space.owner);
  if (person === undefined)
    resolving.wrong({
      path: [...path, 'owner'],
      message: nothingNamed('user profile', space.owner, [...people.keys()]),
    });
  const aws = resolved(resolving, space.aws, path);
  const own = structure(aws['SpaceSettings']) ?? {};
  const storage = ['SpaceStorageSettings', 'EbsStorageSettings'];
  const volume = space.storage === undefined ? undefined : volumeSettings(space.storage);
  if (volume && said(own, storage) !== undefined) {
    const line = resolving.lineOf([...path, 'SpaceSettings', ...storage]);
    const message = `this and SpaceSettings.${storage.join('.')} (line ${line}) set the same value; keep one`;
    resolving.wrong({ path: [...path, 'storage'], part: 'word', message });
  }
  const SpaceSettings = over(volume && 'settings' in volume ? at(storage, volume.settings) : {}, own);
  return {
    ref: { kind: 'space', name, domain: key },
    settings: {
      ...aws,
      OwnershipSettings: { OwnerUserProfileName: space.owner },
      SpaceSharingSettings: { SharingType: space.sharing },
      ...(Object.keys(SpaceSettings).length > 0 && { SpaceSettings }),
    },
    ...taggedBy(space.tags, { ...(ownerTag !== undefined && person !== undefined && { [ownerTag]: person }) }),
    levels: [{ level: `space ${name}`, settings: SpaceSettings }],
  };
}

const structure = (value: unknown): Settings | undefined => (isSettings(value) ? value : undefined);
