import type { Request } from '../../iam/request';
import type { Caller } from '../caller';
import { isLive } from '../rules/live-apps';
import { arnAsMade } from '../rules/tagged';
import type { Transaction } from '../state/transaction';
import { isObject } from '../model/json-types';
import type { CallerNetwork } from './caller-policies';
import { leavesOf } from './leaves';
import { ownershipKeys } from './ownership-keys';
import { passedRoles } from './passed-roles';
import { actionReference } from './reference';
import { keysByName, sageMakerKeys, tagKeys } from './request-keys';

/** A call that is about to be made, in a policy's words. */
export interface Asking {
  /** `sagemaker` of `sagemaker:CreateApp`. */
  prefix: string;
  action: string;
  /** What it acts on: `*` where the action has no resource. */
  resources: readonly string[];
  input: unknown;
  caller: Caller;
  /** Where the request comes from, if it is not where the caller's are known to come from. */
  network?: CallerNetwork | undefined;
}

/** Tags that another service writes need the permission of the service whose they are as well [Tagging API reference]. */
const TAGGING: Record<string, Record<string, string>> = {
  'tag:TagResources': { sagemaker: 'AddTags', elasticfilesystem: 'TagResource' },
  'tag:UntagResources': { sagemaker: 'DeleteTags', elasticfilesystem: 'UntagResource' },
};

/** One question to the policies, without what is the same for all of a caller's. */
export type Question = Pick<Request, 'action' | 'resource' | 'context'>;

/**
 * All that has to be allowed for a call: the action on each of its resources, the tags that it brings, and every role
 * that it passes on.
 */
export function questionsOf(asking: Asking, state: Transaction): Question[] {
  const { prefix, action, resources, input } = asking;
  const leaves = leavesOf(input);
  const tags = tagKeys(input);
  const own = { ...keysOf(asking, leaves, state), ...tags };
  const about = (resource: string): Question['context'] => ({
    ...own,
    ...resourceTags(resource, prefix, state),
  });
  const questions: Question[] = resources.map((resource) => ({
    action: `${prefix}:${action}`,
    resource,
    context: about(resource),
  }));
  // [Service authorization reference, TaggingAction; developer guide: what is made with tags needs AddTags as well]
  if (prefix === 'sagemaker' && /^(Create|Register)/.test(action) && tags['aws:TagKeys'] !== undefined) {
    const context = { ...tags, 'sagemaker:TaggingAction': action };
    questions.push(...resources.map((resource) => ({ action: 'sagemaker:AddTags', resource, context })));
  }
  const tagging = TAGGING[`${prefix}:${action}`];
  if (tagging !== undefined && isObject(input) && Array.isArray(input.ResourceARNList)) {
    for (const resource of input.ResourceARNList.map((arn) => arnAsMade(state, String(arn)))) {
      const [, , service = ''] = resource.split(':');
      const action = Object.hasOwn(tagging, service) ? tagging[service] : undefined;
      if (action === undefined) continue;
      const context = { ...tags, ...resourceTags(resource, service, state) };
      questions.push({ action: `${service}:${action}`, resource, context });
    }
  }
  // Whoever takes on a role, or writes down who may, passes none.
  if (prefix === 'sts' || prefix === 'iam') return questions;
  const context = { 'iam:PassedToService': `${prefix}.amazonaws.com` };
  return [...questions, ...passedRoles(leaves).map((role) => ({ action: 'iam:PassRole', resource: role, context }))];
}

/** The action's own condition keys. */
function keysOf({ prefix, action, input, caller }: Asking, leaves: ReturnType<typeof leavesOf>, state: Transaction) {
  if (prefix !== 'sagemaker')
    return { ...keysByName(prefix, leaves), ...(prefix === 'kms' && encryptionContext(input)) };
  const known = { ...sageMakerKeys(leaves, caller), ...(isObject(input) && ownershipKeys(input, caller, state)) };
  const has = new Set(actionReference(prefix, action).keys);
  return Object.fromEntries(Object.entries(known).filter(([key]) => has.has(key)));
}

/** What KMS encrypts for, as its keys have it [KMS developer guide, condition keys]. */
function encryptionContext(input: unknown): Record<string, string> {
  const said = isObject(input) && isObject(input.EncryptionContext) ? Object.entries(input.EncryptionContext) : [];
  return Object.fromEntries(said.map(([key, value]) => [`kms:EncryptionContext:${key}`, String(value)]));
}

/** The tags of what is acted on, as they are now. An app that has ended is only remembered. */
function resourceTags(resource: string, prefix: string, state: Transaction): Record<string, string> {
  const record = resource === '*' ? undefined : state.withArn(resource);
  if (!record || (record.kind === 'app' && !isLive(record))) return {};
  return Object.fromEntries(
    Object.entries(record.tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      ...(prefix === 'sagemaker' ? [[`sagemaker:ResourceTag/${key}`, value]] : []),
    ]),
  );
}
