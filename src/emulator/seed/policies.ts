import { type Policies, compile } from '../../iam/evaluate';
import type { Policy, PolicyDocument, PolicyKind } from '../../iam/policy';

import type { CallerPolicies, Permissions } from '../permissions/caller-policies';
import type { CallerForm, PolicyForm } from './caller-form';
import { type Path, Wrong } from './place';
import { readPolicy } from './policy-document';

const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};
/** Policies of AWS's own that can be named: they are the same document. */
const OF_AWS: Record<string, PolicyDocument> = { FullAWSAccess: everything, AdministratorAccess: everything };

/**
 * The callers that a seed names, with their policies made ready. `textOf` is the text of a file, by its name relative to
 * the seed. Throws Wrong with the place in the seed.
 */
export const permissionsOf = (callers: Record<string, CallerForm>, textOf: (file: string) => string): Permissions =>
  new Map(Object.entries(callers).map(([key, form]) => [key, callerOf(form, ['callers', key], textOf)]));

function callerOf(form: CallerForm, at: Path, textOf: (file: string) => string): CallerPolicies {
  const { principal, role, tags = {}, sourceIdentity, network: { endpointPolicy, ...network } = {}, studio } = form;
  const one = (kind: PolicyKind, policy: PolicyForm, path: Path) => policyOf(policy, kind, [...at, ...path], textOf);
  const all = (kind: PolicyKind, policies: PolicyForm[], ...path: Path) =>
    policies.map((policy, index) => one(kind, policy, [...path, index]));
  const policies: Policies = {
    identity: form.policies ? all('identity', form.policies, 'policies') : [allowed(form.allow ?? ['*'])],
    ...(form.boundary !== undefined && { boundary: [one('boundary', form.boundary, ['boundary'])] }),
    ...(form.session && { session: all('session', form.session, 'session') }),
    ...(form.scps && { scps: levelsOf(form.scps).map(([level, ...path]) => all('scp', level, 'scps', ...path)) }),
    ...(endpointPolicy !== undefined && {
      endpoint: [one('endpoint', endpointPolicy, ['network', 'endpointPolicy'])],
    }),
  };
  return {
    principalArn: principal,
    roleArn: role,
    judge: compile(policies),
    tags,
    sourceIdentity,
    network,
    studio,
  };
}

const allowed = (actions: string[]): Policy => ({
  name: 'allow',
  document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } },
});

/** Each level's policies, and where they stand: a plain list is one level. */
function levelsOf(scps: PolicyForm[] | PolicyForm[][]): [PolicyForm[], ...Path][] {
  const levels: PolicyForm[][] = [];
  const flat: PolicyForm[] = [];
  for (const item of scps) {
    if (Array.isArray(item)) levels.push(item);
    else flat.push(item);
  }
  return levels.length > 0 ? levels.map((level, index) => [level, index]) : [[flat]];
}

function policyOf(policy: PolicyForm, kind: PolicyKind, path: Path, textOf: (file: string) => string): Policy {
  if (typeof policy !== 'string') return { name: path.slice(2).join('.'), document: read(policy, kind, path) };
  const own = Object.hasOwn(OF_AWS, policy) ? OF_AWS[policy] : undefined;
  return { name: policy, document: own ?? readFile(policy, kind, path, textOf) };
}

/** A document in the seed itself: a mistake in it is told where it stands there. */
function read(policy: Record<string, unknown>, kind: PolicyKind, path: Path): PolicyDocument {
  const found = readPolicy(JSON.stringify(policy), kind);
  if ('document' in found) return found.document;
  const [defect] = found.defects;
  throw new Wrong([...path, ...stepsOf(defect.path)], defect.text);
}

/** A document in a file of its own: a mistake in it is told with line and column there. */
function readFile(file: string, kind: PolicyKind, path: Path, textOf: (file: string) => string): PolicyDocument {
  let text: string;
  try {
    text = textOf(file);
  } catch (error) {
    throw new Wrong(path, `the policy cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const found = readPolicy(text, kind);
  if ('document' in found) return found.document;
  const told = found.defects.map(
    ({ line, column, path: at, text }) => `${file}:${line}:${column}: ${at && `${at}: `}${text}`,
  );
  throw new Wrong(path, told.join('\n'));
}

/** `Statement[2].Condition` as steps of a path. */
const stepsOf = (path: string) =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
