import { partitionOf } from '../../../studio/partition';
import type { Given, ParameterName } from '../../guardrails/parameters';
import { named } from '../guardrails-form';
import type { Path } from '../mistake';
import { nothingNamed } from '../nearest';
import { isSettings, ownOf, type Setting } from '../settings';
import type { StudioFileForm } from '../studio-file-form';
import { isDomainId, type Wanted } from '../wanted';
import { lifecycleConfigArn, type Resolving, roleOf } from './resolving';

/** What guardrails take where a file does not say it of them: what it says for its Studio. */
export function defaultParameters(form: StudioFileForm, resources: readonly Wanted[]): Given {
  const { ownerTag, domains, region, account } = form;
  const listed = <T>(values: readonly T[]): T[] | undefined => (values.length > 0 ? [...new Set(values)] : undefined);
  const every = (member: string) => textsAt(resources, member);
  const used = every('ExecutionRole').filter((arn) => arn.startsWith('arn:'));
  const ofKind = (...kinds: string[]) =>
    Object.keys(form.roles ?? {}).flatMap((name) => {
      const role = roleOf(form, name);
      return role?.kind !== undefined && kinds.includes(role.kind) ? [role.arn] : [];
    });
  const executionRoles = listed([...ofKind('execution'), ...used]);
  const types = [form.teams ?? {}, domains, ...Object.values(domains).map((one) => one.userProfiles ?? {})]
    .flatMap((those) => Object.values(those))
    .flatMap((one) => one.instanceTypes ?? []);
  const at = `arn:${partitionOf(region)}:sagemaker:${region}:${account}:`;
  const images = Object.keys(form.images ?? {});
  return {
    tagKey: ownerTag,
    // JupyterServer apps, which AWS names in settings by itself, run on `system`.
    instanceTypes: types.length > 0 ? ['system', ...new Set(types)] : undefined,
    subnets: listed(every('SubnetIds')),
    securityGroups: listed([...every('SecurityGroups'), ...every('SecurityGroupIds')]),
    keys: listed(Object.values(form.keys ?? {}).flatMap((key) => keyArn(form, key) ?? [])),
    images: listed(images.map((name) => `${at}image/${name}`)),
    imageVersions: listed(images.map((name) => `${at}image-version/${name}/*`)),
    scripts: listed(
      resources
        .filter(({ ref }) => ref.kind === 'lifecycle configuration')
        .map(({ ref }) => lifecycleConfigArn(form, ref.name)),
    ),
    adminRoles: listed(ofKind('administrator', 'provisioning')),
    executionRoles,
    passableRoles: executionRoles,
    domains: listed(Object.keys(domains).filter(isDomainId)),
    trustedAccounts: [account],
  };
}

/** All texts that settings have as a member of this name, anywhere in them, in lists or alone. */
function textsAt(resources: readonly Wanted[], member: string): string[] {
  const found: string[] = [];
  const look = (value: Setting | undefined, isIt: boolean): void => {
    if (Array.isArray(value)) for (const each of value) look(each, isIt);
    else if (isSettings(value)) for (const [name, held] of Object.entries(value)) look(held, name === member);
    else if (isIt && typeof value === 'string') found.push(value);
  };
  for (const { settings } of resources) look(settings, false);
  return found;
}

/** The ARN of a key that is named by its ARN or its id; nothing for an alias, of which only AWS knows the key. */
function keyArn({ region, account }: StudioFileForm, key: string): string | undefined {
  if (/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\//.test(key)) return key;
  return /^[\da-f-]{36}$|^mrk-[\da-f]{32}$/.test(key)
    ? `arn:${partitionOf(region)}:kms:${region}:${account}:key/${key}`
    : undefined;
}

/** A parameter's values with the names of the file in them resolved. */
export function namedValues(resolving: Resolving, parameter: ParameterName, value: unknown, path: Path): unknown {
  const of = named[parameter];
  if (of === undefined) return value;
  const each = (one: unknown, where: Path): unknown[] =>
    typeof one !== 'string' || one.startsWith('arn:') ? [one] : arnsOf(resolving, of, parameter, one, where);
  if (!Array.isArray(value)) return each(value, path)[0];
  return value.flatMap((one, at) => each(one, [...path, at]));
}

function arnsOf(
  { form, scripts, wrong }: Resolving,
  of: 'image' | 'script' | 'key' | 'role',
  parameter: ParameterName,
  name: string,
  path: Path,
): string[] {
  const at = `arn:${partitionOf(form.region)}:sagemaker:${form.region}:${form.account}:`;
  const unknown = (known: object) => {
    wrong({ path, message: nothingNamed(of, name, Object.keys(known)) });
    return [];
  };
  switch (of) {
    case 'image': {
      if (!Object.hasOwn(form.images ?? {}, name)) return unknown(form.images ?? {});
      return [parameter === 'images' ? `${at}image/${name}` : `${at}image-version/${name}/*`];
    }
    case 'script': {
      const known = { ...form.scripts, ...form.lifecycleConfigs };
      if (!Object.hasOwn(known, name)) return unknown(known);
      if (Object.hasOwn(form.lifecycleConfigs ?? {}, name)) return [lifecycleConfigArn(form, name)];
      return scripts.filter(({ script }) => script === name).map(({ arn }) => arn);
    }
    case 'role':
      return [roleOf(form, name)?.arn ?? unknown(form.roles ?? {})].flat();
    case 'key': {
      const key = ownOf(form.keys, name);
      if (key === undefined) return unknown(form.keys ?? {});
      const arn = keyArn(form, key);
      if (arn === undefined) wrong({ path, message: `${name} is ${key}: a guardrail needs the ARN of the key itself` });
      return arn === undefined ? [] : [arn];
    }
  }
}
