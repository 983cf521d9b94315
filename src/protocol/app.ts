import * as z from 'zod/mini';
import { AppType } from './app-type';

export { AppType };

/** App states (model 2017-07-24, enum AppStatus). */
export const AppStatus = z.enum(['Deleted', 'Deleting', 'Failed', 'InService', 'Pending']);
export type AppStatus = z.infer<typeof AppStatus>;

/** What an instance type has. Memory in GiB; `gpu` absent means none. */
export const InstanceSize = z.object({
  vcpu: z.int().check(z.positive()),
  memoryGiB: z.number().check(z.positive()),
  gpu: z.optional(
    z.object({ count: z.int().check(z.positive()), model: z.string(), memoryGiB: z.number().check(z.positive()) }),
  ),
});
export type InstanceSize = z.infer<typeof InstanceSize>;

/** Names an app within its domain: by its space, or (Classic) by its user profile. */
export const AppKey = z.object({
  appType: AppType,
  appName: z.string(),
  owner: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('space'), spaceName: z.string() }),
    z.object({ kind: z.literal('user-profile'), userProfileName: z.string() }),
  ]),
});
export type AppKey = z.infer<typeof AppKey>;

/** One app in the list "My apps". */
export const App = z.object({
  key: AppKey,
  status: AppStatus,
  /** Absent where Studio does not say, e.g. `ResourceSpec` without an instance type. */
  instanceType: z.optional(z.string()),
  size: z.optional(InstanceSize),
  /** `CreationTime`, ISO 8601: a restart within 24 h keeps it (fact sheet, section 4). */
  since: z.optional(z.iso.datetime()),
  /** Whether the space is shared; absent for an app without a space. */
  sharing: z.optional(z.enum(['Private', 'Shared'])),
  /** The app that this page runs in. */
  current: z.boolean(),
  /** Billed by the hour while it is in this state. */
  billed: z.boolean(),
  /** A leftover of Studio Classic: it can be stopped, not started. */
  classic: z.boolean(),
  /** Nothing can be done with it from here, as it is not known who asks: in a shared space everyone is the same user. */
  lookOnly: z.optional(z.literal(true)),
});
export type App = z.infer<typeof App>;

/** The IAM role that an app acts with: what it may do in AWS is what that is allowed. */
export const ExecutionRole = z.object({ name: z.string(), arn: z.string() });
export type ExecutionRole = z.infer<typeof ExecutionRole>;

/** The app that this page runs in. */
export const ThisApp = z.object({
  domainId: z.string(),
  region: z.string(),
  spaceName: z.optional(z.string()),
  sharing: z.optional(z.enum(['Private', 'Shared'])),
  /** Who works here: the owner of a private space, or the user profile of a Classic app. Absent where that is not known. */
  userProfileName: z.optional(z.string()),
  appType: AppType,
  appName: z.string(),
  status: z.optional(AppStatus),
  instanceType: z.optional(z.string()),
  size: z.optional(InstanceSize),
  /** Image name and version as far as Studio tells them. */
  image: z.optional(z.object({ name: z.string(), version: z.optional(z.string()) })),
  since: z.optional(z.iso.datetime()),
  /** Absent where neither the app's metadata nor the settings in force tell it. */
  executionRole: z.optional(ExecutionRole),
});
export type ThisApp = z.infer<typeof ThisApp>;
