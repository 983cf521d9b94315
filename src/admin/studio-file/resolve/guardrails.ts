import * as z from 'zod';
import { policiesWanted } from '../../guardrails/attach/policies-wanted';
import type { Attachable, WantedPolicy } from '../../guardrails/attach/policy';
import { type Guardrail, NotGiven } from '../../guardrails/guardrail';
import { guardrails } from '../../guardrails/guardrails';
import { type Given, isParameter } from '../../guardrails/parameters';
import { ParameterError, readParameters } from '../../guardrails/read-parameters';
import { type GuardrailForm, placesOf } from '../guardrails-form';
import type { Path } from '../mistake';
import { nothingNamed } from '../nearest';
import type { Wanted } from '../wanted';
import { defaultParameters, namedValues } from './guardrail-parameters';
import { type Resolving, roleOf } from './resolving';

/** The policies that a file's guardrails become. Each that cannot be is a mistake; nothing where the file says none. */
export function guardrailPolicies(
  resolving: Resolving,
  resources: readonly Wanted[],
): readonly WantedPolicy[] | undefined {
  const { form, wrong } = resolving;
  if (form.guardrails === undefined) return undefined;
  const chosen = [...form.guardrails].flatMap(([name, said]) => {
    const guardrail = guardrails.find((one) => one.name === name);
    if (!guardrail) return [];
    const path = ['guardrails', name];
    const place = said.as ?? placesOf(guardrail)[0];
    if (place === undefined) return [];
    const given = parametersOf(resolving, resources, guardrail, said);
    const targets = targetsOf(resolving, place, said.to, [...path, 'to']);
    if (given === undefined || targets.length === 0) return [];
    try {
      guardrail.statements(given, place);
    } catch (error) {
      if (!(error instanceof NotGiven)) throw error;
      wrong({ path, part: 'word', message: `${error.message}: say it here` });
      return [];
    }
    return [{ guardrail, given, place, targets }];
  });
  const tooLarge = (message: string) =>
    wrong({ path: ['guardrails'], part: 'word', message: `${message}; say as: identity or as: scp of some of them` });
  return policiesWanted(form, chosen, tooLarge);
}

/** A guardrail's parameters: what the file says of it, and for the rest what it says elsewhere. */
export function parametersOf(
  resolving: Resolving,
  resources: readonly Wanted[],
  { name, takes }: Guardrail,
  said: Pick<GuardrailForm, 'parameters'> = { parameters: {} },
): Given | undefined {
  const path = ['guardrails', name];
  const known = defaultParameters(resolving.form, resources);
  const of = Object.fromEntries(takes.flatMap((each) => (known[each] === undefined ? [] : [[each, known[each]]])));
  const own = Object.entries(said.parameters).flatMap(([each, value]) => {
    if (value === undefined || !isParameter(each)) return [];
    return [[each, namedValues(resolving, each, value, [...path, each])]];
  });
  // Names of nothing are told already.
  if (own.some(([, value]) => value === undefined || (Array.isArray(value) && value.length === 0))) return undefined;
  const { account, region } = resolving.form;
  try {
    return readParameters({ ...of, ...Object.fromEntries(own), account, region });
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    for (const line of error.message.split('\n')) {
      const member = /^\w+/.exec(line)?.[0] ?? '';
      const at = Object.hasOwn(said.parameters, member) ? [...path, member] : path;
      resolving.wrong({ path: at, part: 'word', message: line });
    }
    return undefined;
  }
}

/** Kinds of roles that guardrails are not for, unless the file says so. */
const administers = ['administrator', 'provisioning'];

/** What a guardrail is attached to: what the file says, or its roles but for those who administer, or its account. */
function targetsOf(resolving: Resolving, place: Attachable, to: GuardrailForm['to'], path: Path): string[] {
  const { form, wrong } = resolving;
  const said = to === undefined ? undefined : z.array(z.string()).parse([to].flat());
  if (place === 'scp') {
    for (const [at, target] of (said ?? []).entries())
      if (!/^[^/:*\s][^/:*]{0,127}$/.test(target) || Object.hasOwn(form.roles ?? {}, target)) {
        const message = `${JSON.stringify(target)}: a service control policy is attached to an account (in quotes), an organizational unit or a root`;
        wrong({ path: Array.isArray(to) ? [...path, at] : path, message });
      }
    return said ?? [form.account];
  }
  const names =
    said ?? Object.keys(form.roles ?? {}).filter((name) => !administers.includes(roleOf(form, name)?.kind ?? ''));
  if (names.length === 0)
    wrong({ path: path.slice(0, -1), part: 'word', message: 'needs `to`: the file has no roles that it could be for' });
  const targets = names.flatMap((name, at) => {
    const where = Array.isArray(to) ? [...path, at] : path;
    const arn = name.startsWith('arn:') ? name : roleOf(form, name)?.arn;
    if (arn === undefined) {
      wrong({ path: where, message: nothingNamed('role', name, Object.keys(form.roles ?? {})) });
      return [];
    }
    const [, account, role] = /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
    if (role === undefined || account !== form.account) {
      const message = `${JSON.stringify(name)}: must be a role of account ${form.account}; ${arn} is none`;
      wrong({ path: where, message });
      return [];
    }
    return [role];
  });
  return [...new Set(targets)];
}
