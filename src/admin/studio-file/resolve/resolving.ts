import { partitionOf } from '../../../studio/partition';
import { nothingNamed } from '../nearest';
import type { Mistake, Path } from '../mistake';
import type { StudioFileForm } from '../studio-file-form';
import { type Setting, type Settings, isSettings, ownOf } from '../settings';

/** What all parts of a file are resolved with. */
export interface Resolving {
  form: StudioFileForm;
  /** Notes a mistake; reading goes on, so that all are found. */
  wrong(mistake: Mistake): void;
  lineOf(path: Path): number;
  /** The lifecycle configurations that the file's scripts become. */
  scripts: readonly ScriptConfig[];
}

/** The ARN of a lifecycle configuration, which is known before it is made. */
export const lifecycleConfigArn = ({ region, account }: Pick<StudioFileForm, 'region' | 'account'>, name: string) =>
  `arn:${partitionOf(region)}:sagemaker:${region}:${account}:studio-lifecycle-config/${name}`;

/** A role of the file's; nothing where it has none of the name. */
export function roleOf({ roles = {} }: StudioFileForm, name: string) {
  const said = ownOf(roles, name);
  return typeof said === 'string' ? { arn: said, kind: undefined } : said;
}

/** The ARN of a role that a file names, by a name of `roles` or as it is. */
export function roleArn({ form, wrong }: Resolving, name: string, path: Path): string {
  const arn = name.startsWith('arn:') ? name : roleOf(form, name)?.arn;
  if (arn === undefined) wrong({ path, message: nothingNamed('role', name, Object.keys(form.roles ?? {})) });
  return arn ?? name;
}

/** AWS's members with the names in them resolved: `{ role: … }`, `{ key: … }`, `{ script: … }`. */
export function resolved(resolving: Resolving, settings: Settings, path: Path): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, resolvedSetting(resolving, value, [...path, name])]),
  );
}

function resolvedSetting(resolving: Resolving, value: Setting | undefined, path: Path): Setting | undefined {
  if (Array.isArray(value)) return value.map((item, at) => resolvedSetting(resolving, item, [...path, at]) ?? null);
  if (!isSettings(value)) return value;
  const { role, key, script } = value;
  if (typeof role === 'string') return roleArn(resolving, role, [...path, 'role']);
  if (typeof key === 'string') return keyOf(resolving, key, [...path, 'key']);
  if (typeof script === 'string') return scriptArn(resolving, script, path);
  return resolved(resolving, value, path);
}

function keyOf({ form, wrong }: Resolving, name: string, path: Path): string {
  const key = ownOf(form.keys, name);
  if (key === undefined) wrong({ path, message: nothingNamed('key', name, Object.keys(form.keys ?? {})) });
  return key ?? name;
}

/** A script is another lifecycle configuration for each type of app: which is meant says the place. */
function scriptArn({ form, scripts, wrong }: Resolving, name: string, path: Path): string {
  const own = form.lifecycleConfigs ?? {};
  if (Object.hasOwn(own, name)) return lifecycleConfigArn(form, name);
  const appType = path.includes('CodeEditorAppSettings') ? 'CodeEditor' : 'JupyterLab';
  const found = scripts.find((one) => one.script === name && one.appType === appType);
  if (found) return found.arn;
  const known = [...Object.keys(own), ...Object.keys(form.scripts ?? {})];
  const message = known.includes(name) ? `script ${name} is not for ${appType}` : nothingNamed('script', name, known);
  wrong({ path: [...path, 'script'], message });
  return name;
}

/** A script of the file for one type of app: a lifecycle configuration whose name carries its content's hash. */
export interface ScriptConfig {
  script: string;
  appType: 'JupyterLab' | 'CodeEditor';
  name: string;
  arn: string;
  content: string;
}
