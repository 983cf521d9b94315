import type { WantedPolicy } from '../guardrails/attach/policy';
import type { Settings } from './settings';

/** The kinds of resources that a file says, in the order in which they can be made. */
export const resourceKinds = ['lifecycle configuration', 'AppImageConfig', 'domain', 'user profile', 'space'] as const;
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
  /** What its settings for users are made of, the lowest level first. */
  levels: readonly Level[];
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
  /** What the file's guardrails become; absent where it says nothing of guardrails. */
  policies?: readonly WantedPolicy[];
}

/** Says whose a resource is: the name of a file. */
export const studioTag = 'studiolo:studio';
/** Says which script of the file a lifecycle configuration has; its content is in its name. */
export const scriptTag = 'studiolo:script';

/** Whether a lifecycle configuration has a name that a script of a file gets: its own, the app's, and its content's hash. */
export const isScriptConfigName = (name: string) => /-(jupyterlab|codeeditor)-[0-9a-f]{12}$/.test(name);

/** Whether a domain's key in the file is the id of one that exists. */
export const isDomainId = (key: string) => /^d-/.test(key);
