import type { Mistake, Path } from '../mistake';
import { isSettings, over, said, type Settings } from '../settings';
import type { StudioFileForm } from '../studio-file-form';
import { isDomainId, refId, type Wanted } from '../wanted';
import { namesAlike } from './names-alike';

/** What AWS would accept, and what would fail only later: each where the file says it. */
export function checked(form: StudioFileForm, resources: readonly Wanted[]): Mistake[] {
  const domains = new Map(resources.filter(({ ref }) => ref.kind === 'domain').map((one) => [one.ref.name, one]));
  const profiles = new Map(
    resources.filter(({ ref }) => ref.kind === 'user profile').map((one) => [refId(one.ref), one]),
  );
  const own = resources.flatMap((one): Mistake[] => {
    const { kind, name, domain: key = '' } = one.ref;
    if (kind === 'domain') return domainMistakes(form, one);
    if (kind === 'AppImageConfig') return appImageConfigMistakes(form, one);
    const domain = domains.get(key);
    if (!domain || kind === 'assignment') return [];
    const path = ['domains', key, kind === 'space' ? 'spaces' : 'userProfiles', name];
    return kind === 'space' ? spaceMistakes(form, path, one, domain, profiles) : profileMistakes(path, one, domain);
  });
  return [...namesAlike(form, resources), ...own];
}

function domainMistakes(form: StudioFileForm, { ref, settings }: Wanted): Mistake[] {
  const path = ['domains', ref.name];
  const found: Mistake[] = [];
  const word = (message: string): Mistake => ({ path, part: 'word', message });
  if (!isDomainId(ref.name)) {
    if (settings['AuthMode'] === undefined) found.push(word('needs AuthMode: IAM or SSO'));
    const missing = ['VpcId', 'SubnetIds'].filter((member) => settings[member] === undefined);
    if (missing.length > 0 && said(settings, ['DomainSettings', 'UnifiedStudioSettings']) === undefined) {
      const why = settings['AppNetworkAccessType'] === 'VpcOnly' ? ' to be VpcOnly' : '';
      found.push(word(`needs ${missing.join(' and ')}${why}, here or in \`network\``));
    }
    if (said(settings, ['DefaultUserSettings', 'ExecutionRole']) === undefined)
      found.push(word('needs an execution role: `role`, or DefaultUserSettings.ExecutionRole'));
  } else if (settings['AppNetworkAccessType'] === 'VpcOnly' && settings['SubnetIds'] === undefined) {
    found.push(word('needs VpcId and SubnetIds to be VpcOnly, here or in `network`'));
  }
  const spaces = form.domains[ref.name]?.spaces ?? {};
  const shared = Object.keys(spaces).find((name) => spaces[name]?.sharing === 'Shared');
  if (shared !== undefined && said(settings, ['DefaultSpaceSettings', 'ExecutionRole']) === undefined) {
    const message =
      'a shared space needs the execution role of the domain for shared spaces: `role`, or DefaultSpaceSettings.ExecutionRole';
    found.push({ path: [...path, 'spaces', shared], part: 'word', message });
  }
  return [
    ...found,
    ...['DefaultUserSettings', 'DefaultSpaceSettings'].flatMap((member) => {
      const own = structure(settings[member]);
      return [...defaultScriptMistakes([...path, member], own, own), ...idleMistakes([...path, member], own)];
    }),
  ];
}

function profileMistakes(path: Path, { settings, levels }: Wanted, domain: Wanted): Mistake[] {
  const own = structure(settings['UserSettings']);
  const effective = levels.map((one) => one.settings).reduce(over, {});
  const at = [...path, 'UserSettings'];
  const found = [...defaultScriptMistakes(at, own, effective), ...idleMistakes(at, own)];
  if (domain.settings['AuthMode'] === 'IAM' && settings['SingleSignOnUserValue'] !== undefined)
    found.push({
      path: [...path, 'SingleSignOnUserValue'],
      part: 'word',
      message: 'its domain has AuthMode IAM, and no single sign-on',
    });
  return found;
}

/** AWS accepts a default script that is not listed, and the app fails when it starts (administration.md, A3). */
function defaultScriptMistakes(path: Path, own: Settings | undefined, effective: Settings | undefined): Mistake[] {
  return [
    'JupyterLabAppSettings',
    'CodeEditorAppSettings',
    'JupyterServerAppSettings',
    'KernelGatewayAppSettings',
  ].flatMap((app): Mistake[] => {
    const at = [app, 'DefaultResourceSpec', 'LifecycleConfigArn'];
    const chosen = said(own, at);
    const listed = said(effective, [app, 'LifecycleConfigArns']);
    if (typeof chosen !== 'string' || chosen === 'None' || (Array.isArray(listed) && listed.includes(chosen)))
      return [];
    const message = `${chosen} is not in ${app}.LifecycleConfigArns: AWS would take it, and the app would fail to start`;
    return [{ path: [...path, ...at], message }];
  });
}

/** An idle time outside the limits that are said beside it. */
function idleMistakes(path: Path, own: Settings | undefined): Mistake[] {
  return ['JupyterLabAppSettings', 'CodeEditorAppSettings'].flatMap((app): Mistake[] => {
    const at = [app, 'AppLifecycleManagement', 'IdleSettings'];
    const value = (member: string, instead: number) => {
      const number = said(own, [...at, member]);
      return typeof number === 'number' ? number : instead;
    };
    const [min, max] = [value('MinIdleTimeoutInMinutes', 60), value('MaxIdleTimeoutInMinutes', 525_600)];
    const timeout = value('IdleTimeoutInMinutes', min);
    const wrong = (member: string, message: string): Mistake[] => [{ path: [...path, ...at, member], message }];
    if (min > max) return wrong('MinIdleTimeoutInMinutes', `${min} is more than MaxIdleTimeoutInMinutes, ${max}`);
    if (timeout >= min && timeout <= max) return [];
    return wrong('IdleTimeoutInMinutes', `${timeout} is not within what users may choose: ${min} to ${max} minutes`);
  });
}

function spaceMistakes(
  form: StudioFileForm,
  path: Path,
  { ref, settings }: Wanted,
  domain: Wanted,
  profiles: ReadonlyMap<string, Wanted>,
): Mistake[] {
  const own = structure(settings['SpaceSettings']);
  const isPrivate = said(settings, ['SpaceSharingSettings', 'SharingType']) === 'Private';
  const found: Mistake[] = [];
  if (said(own, ['AppType']) === undefined)
    found.push({ path, part: 'word', message: 'needs SpaceSettings: { AppType: JupyterLab } or CodeEditor' });
  const owner = form.domains[ref.domain ?? '']?.spaces?.[ref.name]?.owner;
  const profile = profiles.get(refId({ kind: 'user profile', name: owner ?? '', domain: ref.domain }));
  const inherited = isPrivate
    ? (profile?.levels ?? domain.levels).map((one) => one.settings).reduce(over, {})
    : structure(domain.settings['DefaultSpaceSettings']);
  for (const app of ['JupyterLabAppSettings', 'CodeEditorAppSettings']) {
    const spec = said(own, [app, 'DefaultResourceSpec']);
    if (isSettings(spec) && spec['InstanceType'] === undefined) {
      const message = 'needs its InstanceType: AWS takes no DefaultResourceSpec of a space without';
      found.push({ path: [...path, 'SpaceSettings', app, 'DefaultResourceSpec'], part: 'word', message });
    }
    const idle = ['AppLifecycleManagement', 'IdleSettings'];
    const timeout = said(own, [app, ...idle, 'IdleTimeoutInMinutes']);
    const [min, max] = ['Min', 'Max'].map((end) => said(inherited, [app, ...idle, `${end}IdleTimeoutInMinutes`]));
    if (typeof timeout === 'number' && (timeout < Number(min ?? 0) || timeout > Number(max ?? Infinity))) {
      const message = `${timeout} is not within what it may choose: ${String(min ?? 60)} to ${String(max ?? 525_600)} minutes`;
      found.push({ path: [...path, 'SpaceSettings', app, ...idle, 'IdleTimeoutInMinutes'], message });
    }
  }
  return found;
}

/** An app with an AppImageConfig that says nothing of the file system fails with InternalFailure (administration.md, A3). */
function appImageConfigMistakes(form: StudioFileForm, { ref, settings }: Wanted): Mistake[] {
  if (!Object.hasOwn(form.appImageConfigs ?? {}, ref.name)) return [];
  const path = ['appImageConfigs', ref.name];
  const parts = Object.entries(settings).filter(([, part]) => isSettings(part));
  if (parts.length === 0) {
    const message = 'says for no type of app how it runs: needs JupyterLabAppImageConfig or CodeEditorAppImageConfig';
    return [{ path, part: 'word', message }];
  }
  return parts.flatMap(([name, part]): Mistake[] =>
    said(structure(part), ['FileSystemConfig']) !== undefined
      ? []
      : [
          {
            path: [...path, name],
            part: 'word',
            message: 'needs FileSystemConfig: AWS would take it, and the app would fail to start',
          },
        ],
  );
}

const structure = (value: unknown): Settings | undefined => (isSettings(value) ? value : undefined);
