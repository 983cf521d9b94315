import type { Caller } from '../caller';
import { isObject } from '../model/json-types';
import { actionReference, serviceReference } from '../permissions/reference';

/**
 * The ARNs of what an action acts on, made from the request: each place of an ARN is the member of the same name, or an
 * ARN of that type stands in the request as it is. What an action always has, and the request does not name, is `*` of
 * its type; an action without resources has `*`.
 */
export function actedOn(prefix: string, action: string, input: unknown, caller: Caller): string[] {
  const { arns } = serviceReference(prefix);
  const members = membersOf(input);
  const found = new Set<string>();
  for (const type of actionReference(prefix, action).on ?? []) {
    const template = arns[type.replace('*', '')];
    if (template === undefined) continue;
    const own = template.replace('${Region}', caller.region).replace('${Account}', caller.accountId);
    const arn = given(template, members) ?? filled(own, members, type.endsWith('*'));
    if (arn !== undefined) found.add(prefix === 'logs' ? asLogsSays(arn) : arn);
  }
  return found.size > 0 ? [...found] : ['*'];
}

type Members = ReadonlyMap<string, string>;

/** The members at the top of a request by their names in small letters; of a list of one, that one. */
function membersOf(input: unknown): Members {
  const members = new Map<string, string>();
  for (const [name, value] of isObject(input) ? Object.entries(input) : []) {
    const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof one === 'string' && one !== '') members.set(name.toLowerCase(), one);
  }
  return members;
}

/** An ARN of the type that stands in the request. */
function given(template: string, members: Members): string | undefined {
  const parts = template.split(/\$\{\w+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^:]*')}$`);
  for (const value of members.values()) if (value.startsWith('arn:') && pattern.test(value)) return value;
  return undefined;
}

function filled(template: string, members: Members, always: boolean): string | undefined {
  let known = false;
  let whole = true;
  const arn = template.replace(/\$\{(\w+)\}/g, (_, place: string) => {
    const name = place.toLowerCase();
    // An IAM name has its path before it: `/team/` and `ana` are `team/ana`.
    const bare = name.replace(/withpath$/, '');
    const value = members.get(bare) ?? members.get(bare.replace(/jobjobname$/, 'jobname'));
    if (value === undefined) {
      whole = false;
      return '*';
    }
    known = true;
    const path = name === bare ? '' : (members.get('path') ?? '/').slice(1);
    return `${path}${value}`;
  });
  if (whole || (always && !known)) return arn;
  return always ? arn : undefined;
}

/** CloudWatch Logs names a group by what follows it, as in `…:log-group:NAME:log-stream:`, in its refusals. */
const asLogsSays = (arn: string) => (/:log-group:[^:]+$/.test(arn) ? `${arn}:log-stream:` : arn);
