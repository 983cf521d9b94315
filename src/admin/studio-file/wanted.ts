import type { WantedPolicy } from '../guardrails/attach/policy';
import type { Settings } from './settings';

/** The kinds of resources that a file says, in the order in which they can be made. */
export const resourceKinds = [
  'lifecycle configuration',
  'AppImageConfig',
  'domain',
  'user profile',
  'assignment',
  'space',
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** A resource by its name; `domain` is the domain that it is in: its name, or its id where the file names that. */
export interface Ref {
  kind: ResourceKind;
  name: string;
  domain?: string | undefined;
}

export const refId = ({ kind, name, domain }: Ref) => [kind, ...(domain === undefined ? [] : [domain]), name].join(' ');

/** Settings that a level states, for telling where an effective value comes from. */
export interface Level {
  level: string;
  settings: Settings;
}

/** A resource as the file says it shall be: the members of AWS's request to create it, and its tags. */
export interface Wanted {
  ref: Ref;
  settings: Settings;
  tags: Readonly<Record<string, string>>;
  /** Keys of tags that it shall not have. */
  untagged?: readonly string[];
  /** What its settings for users are made of, the lowest level first. */
  levels: readonly Level[];
}

/** Tags as a file says them, the later over the earlier: null takes one away. */
export function taggedBy(
  ...said: (Readonly<Record<string, string | null>> | undefined)[]
): Pick<Wanted, 'tags' | 'untagged'> {
  const all = [...new Map(said.flatMap((one) => Object.entries(one ?? {})))];
  return {
    tags: Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
    untagged: all.flatMap(([key, value]) => (value === null ? [key] : [])),
  };
}

/** A Studio as its file says: everything in AWS's own members. */
export interface Studio {
  studio: string;
  account: string;
  region: string;
  /** In an order in which they can be made. */
  resources: readonly Wanted[];
  /** Scripts of the file; lifecycle configurations that carry another name and this tag are former contents. */
  scripts: readonly string[];
  /** Images that the file says the origin of: a folder that they are built of, or a URI in ECR. */
  images: readonly { name: string; from: string }[];
  /** Groups of Identity Center whose users were not asked for. */
  unread: readonly string[];
  /** What the file's guardrails become; absent where it says nothing of guardrails. */
  policies?: readonly WantedPolicy[];
}

/**
 * An assignment lets a user of Identity Center, or all of a group, open a domain; its name says whom: `user ana`. AWS has no
 * tags for it.
 */
export const assignmentOf = (type: 'user' | 'group', name: string, domain: string): Wanted => ({
  ref: { kind: 'assignment', name: `${type} ${name}`, domain },
  settings: { PrincipalType: type.toUpperCase(), PrincipalName: name },
  tags: {},
  levels: [],
});

/** Says whose a resource is: the name of a file. */
export const studioTag = 'studiolo:studio';
/** Says which script of the file a lifecycle configuration has; its content is in its name. */
export const scriptTag = 'studiolo:script';

/** Whether a lifecycle configuration has a name that a script of a file gets: its own, the app's, and its content's hash. */
export const isScriptConfigName = (name: string) => /-(jupyterlab|codeeditor)-[0-9a-f]{12}$/.test(name);

/** Whether a domain's key in the file is the id of one that exists. */
export const isDomainId = (key: string) => /^d-/.test(key);
