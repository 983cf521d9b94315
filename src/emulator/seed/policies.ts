import { compile, type Policies } from '../../iam/evaluate';
import type { Policy, PolicyDocument, PolicyKind } from '../../iam/policy';
import { checkPolicy, readPolicy } from '../../iam/read';

import type { CallerPolicies, Permissions } from '../permissions/caller-policies';
import type { CallerForm, PolicyForm } from './caller-form';
import type { Path } from './path';

const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};
/** A policy of an endpoint says whom it is for. */
const everythingForAll: PolicyDocument = {
  ...everything,
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
};
/** Policies of AWS's own that can be named: they are the same document. */
const OF_AWS: ReadonlySet<string> = new Set(['FullAWSAccess', 'AdministratorAccess']);

/** What stands in for a document that has been told to be wrong. */
const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] };

export interface Reading {
  /** The text of a file, by its name relative to the seed; why it cannot be read. */
  textOf(file: string): string | Error;
  /** Takes a mistake, with its place in the seed. */
  tell(path: Path, message: string): void;
}

/** The callers that a seed names, with their policies made ready. */
export const permissionsOf = (callers: Record<string, CallerForm>, reading: Reading): Permissions =>
  new Map(Object.entries(callers).map(([key, form]) => [key, callerOf(form, ['callers', key], reading)]));

function callerOf(form: CallerForm, at: Path, reading: Reading): CallerPolicies {
  const { principal, role, tags = {}, sourceIdentity, organization, studio } = form;
  const { endpointPolicy, ...network } = form.network ?? {};
  const one = (kind: PolicyKind, policy: PolicyForm, path: Path) => policyOf(policy, kind, [...at, ...path], reading);
  const all = (kind: PolicyKind, policies: PolicyForm[], ...path: Path) =>
    policies.map((policy, index) => one(kind, policy, [...path, index]));
  const policies: Policies = {
    identity: form.policies ? all('identity', form.policies, 'policies') : [allowed(form.allow ?? ['*'])],
    ...(form.boundary !== undefined && { boundary: [one('boundary', form.boundary, ['boundary'])] }),
    ...(form.session && { session: all('session', form.session, 'session') }),
    ...(form.resources && { resource: all('resource', form.resources, 'resources') }),
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
    organization,
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

function policyOf(policy: PolicyForm, kind: PolicyKind, path: Path, { textOf, tell }: Reading): Policy {
  const name = typeof policy === 'string' ? policy : path.slice(2).join('.');
  if (OF_AWS.has(name)) return { name, document: kind === 'endpoint' ? everythingForAll : everything };
  if (typeof policy !== 'string') {
    // A document in the seed itself: a mistake in it is told where it stands there.
    const read = checkPolicy(policy, kind);
    if ('document' in read) return { name, document: read.document };
    for (const { path: at, text } of read.defects) tell([...path, ...stepsOf(at)], text);
    return { name, document: nothing };
  }
  // A document in a file of its own: a mistake in it is told with line and column there.
  const text = textOf(policy);
  if (text instanceof Error) tell(path, `the policy cannot be read: ${text.message}`);
  if (text instanceof Error) return { name, document: nothing };
  const read = readPolicy(text, kind);
  if ('document' in read) return { name, document: read.document };
  for (const { line, column, path: at, text } of read.defects) {
    tell(path, `${policy}:${line}:${column}: ${at && `${at}: `}${text}`);
  }
  return { name, document: nothing };
}

/** `Statement[2].Condition` as steps of a path. */
const stepsOf = (path: string) =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
