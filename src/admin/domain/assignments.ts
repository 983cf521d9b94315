import {
  assignmentsOf,
  groupId,
  identityStoreOf,
  isAssigned,
  membersOf,
  type Principal,
  userIds,
  userNames,
} from '../../aws/identity-center';
import { StepError } from '../converge/failure';
import { inRegion } from '../converge/region-text';
import { said, type Settings } from '../studio-file/settings';
import type { Directory } from '../studio-file/resolve/people';
import { type Ref, refId, type Wanted } from '../studio-file/wanted';
import { requireAccount, type StudioContext } from './context';

/** The id of the identity store. Rejects with `StepError` where Identity Center is not in the Region. */
export async function identityStore(context: StudioContext): Promise<string> {
  const { identityCenter, people } = context;
  const store = people.ids.get('store') ?? (await identityStoreOf(identityCenter));
  if (store === undefined)
    throw new StepError(
      `Identity Center is not in this Region${context.region === undefined ? '' : `, ${context.region}`}, or not in this organisation`,
      'a domain with AuthMode SSO must be in the Region of Identity Center: take its region, or AuthMode IAM',
    );
  people.ids.set('store', store);
  return store;
}

/** The groups of Identity Center, by whose users profiles are made; of the account of the file alone. */
export const directoryOf = (context: StudioContext, account: string): Directory => ({
  async membersOf(group) {
    await requireAccount(context, account);
    const store = await identityStore(context);
    const id = await groupId(context.identityCenter, store, group);
    if (id === undefined) return undefined;
    return userNames(context.identityCenter, store, await membersOf(context.identityCenter, store, id));
  },
});

const typeAndName = ({ name }: Ref): ['user' | 'group', string] => {
  const at = name.indexOf(' ');
  return [name.slice(0, at) === 'group' ? 'group' : 'user', name.slice(at + 1)];
};

/** Whom assignments name; who is not in Identity Center is not known. Rejects with `AwsError` and `StepError`. */
async function learnPeople(context: StudioContext, refs: readonly Ref[]): Promise<void> {
  const { identityCenter, people } = context;
  const store = await identityStore(context);
  const unknown = refs.filter(({ name }) => !people.ids.has(name)).map(typeAndName);
  const users = [...new Set(unknown.flatMap(([type, name]) => (type === 'user' ? [name] : [])))];
  for (const [name, id] of await userIds(identityCenter, store, users)) people.ids.set(`user ${name}`, id);
  for (const [type, name] of unknown) {
    const id = type === 'group' ? await groupId(identityCenter, store, name) : undefined;
    if (id !== undefined) people.ids.set(`group ${name}`, id);
  }
}

/** Whom an assignment names. Rejects with `StepError` for somebody who is not in Identity Center. */
export async function principalOf(context: StudioContext, ref: Ref): Promise<Principal> {
  if (!context.people.ids.has(ref.name)) await learnPeople(context, [ref]);
  const id = context.people.ids.get(ref.name);
  if (id === undefined) throw nobody(context, [ref]);
  return { type: typeAndName(ref)[0] === 'group' ? 'GROUP' : 'USER', id };
}

const nobody = (context: StudioContext, refs: readonly Ref[]) =>
  new StepError(
    `Identity Center${inRegion(context)} has no ${refs.map(({ name }) => name).join(', no ')}`,
    'add them there, or correct their names in the file',
  );

/** The assignment of whoever signs in by a user profile that the file names no more, where there is one. */
export async function assignmentLeft(
  context: StudioContext,
  { domain = '' }: Ref,
  profile: Settings,
  application: string,
): Promise<Ref | undefined> {
  const person = profile['SingleSignOnUserValue'];
  if (typeof person !== 'string') return undefined;
  const ref: Ref = { kind: 'assignment', name: `user ${person}`, domain };
  await learnPeople(context, [ref]);
  const id = context.people.ids.get(ref.name);
  if (id === undefined) return undefined;
  return (await isAssigned(context.identityCenter, application, { type: 'USER', id })) ? ref : undefined;
}

/** What a domain's description says of how people sign in to it. */
export const applicationOf = (settings: Settings | undefined): string | undefined => {
  const arn = said(settings, ['SingleSignOnApplicationArn']);
  return typeof arn === 'string' ? arn : undefined;
};

/** How somebody may open a domain: assigned, or with a group that is; or why not: it is not as the file says, which is told. */
export type Assigned = 'itself' | 'by-group' | 'not-there';

/**
 * Which of a file's assignments there are, by their ids. All that would fail later is refused: people who are not in Identity
 * Center (but where only who is there is asked for), an Identity Center that is elsewhere, a domain without single sign-on.
 * Rejects with `AwsError` and `StepError`.
 */
export async function readAssignments(
  context: StudioContext,
  wanted: readonly Wanted[],
  settingsOf: (domain: string) => Settings | undefined,
  whom: 'everybody' | 'who-is-there' = 'everybody',
): Promise<Map<string, Assigned>> {
  const refs = wanted.filter(({ ref }) => ref.kind === 'assignment').map(({ ref }) => ref);
  const makesSso = wanted.some(
    ({ ref, settings }) => ref.kind === 'domain' && settings['AuthMode'] === 'SSO' && !settingsOf(ref.name),
  );
  if (makesSso) await identityStore(context);
  if (refs.length === 0) return new Map();
  await learnPeople(context, refs);
  const missing = refs.filter(({ name }) => !context.people.ids.has(name));
  if (missing.length > 0 && whom === 'everybody') throw nobody(context, missing);
  const found = new Map<string, Assigned>();
  for (const domain of new Set(refs.map((ref) => ref.domain ?? ''))) {
    const settings = settingsOf(domain);
    if (!settings) continue;
    const application = applicationOf(settings);
    const its = refs.filter((ref) => ref.domain === domain);
    const says = wanted.find(({ ref }) => ref.kind === 'domain' && ref.name === domain)?.settings['AuthMode'];
    if (application === undefined && says === 'SSO') for (const ref of its) found.set(refId(ref), 'not-there');
    else if (application === undefined)
      throw new StepError(
        `domain ${domain}${inRegion(context)} has AuthMode ${String(settings['AuthMode'])}, and no application of Identity Center`,
        'take its users out of userProfilesFrom, or name a domain with AuthMode SSO',
      );
    else for (const [id, how] of await assignedOf(context, application, its)) found.set(id, how);
  }
  return found;
}

async function assignedOf(
  context: StudioContext,
  application: string,
  refs: readonly Ref[],
): Promise<Map<string, Assigned>> {
  const { identityCenter, people } = context;
  const assigned = await assignmentsOf(identityCenter, application);
  const themselves = new Set(assigned.map(({ id }) => id));
  const found = new Map<string, Assigned>();
  const open = refs.filter((ref) => {
    const isIts = themselves.has(people.ids.get(ref.name) ?? '');
    if (isIts) found.set(refId(ref), 'itself');
    return !isIts && ref.name.startsWith('user ');
  });
  if (open.length === 0) return found;
  for (const { type, id } of assigned) {
    if (type !== 'GROUP') continue;
    const members = new Set(await membersOf(identityCenter, await identityStore(context), id));
    for (const ref of open) if (members.has(people.ids.get(ref.name) ?? '')) found.set(refId(ref), 'by-group');
  }
  return found;
}
