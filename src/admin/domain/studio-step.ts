import * as z from 'zod';
import { AppKey } from '../../protocol/app';
import { stepSchema } from '../converge/step';
import { policyStepBodies } from '../guardrails/attach/policy-step';
import { isSettings, type Setting, type Settings } from '../studio-file/settings';
import { resourceKinds } from '../studio-file/wanted';

const Ref = z.object({ kind: z.enum(resourceKinds), name: z.string(), domain: z.string().optional() });
/** As they are sent: the file was read by the service model. */
const AnySettings = z.custom<Settings>(isSettings);
const AnySetting = z.custom<Setting>((value) => value !== undefined);
const Tags = z.record(z.string(), z.string());
const AppOf = z.object({ ...AppKey.shape, domain: z.string() });
export type AppOf = z.infer<typeof AppOf>;

/** What an app is started with (`LaunchSpec` of `aws/app`). */
const LaunchSpec = z.object({
  instanceType: z.string(),
  image: z.object({ imageArn: z.string(), versionArn: z.string(), versionAlias: z.string() }).partial().optional(),
  lifecycleConfigArn: z.string().optional(),
});
export type LaunchSpec = z.infer<typeof LaunchSpec>;

/** The file system with the homes of a domain, by the domain's name and id. */
const Homes = z.object({ domain: z.string(), domainId: z.string(), fileSystemId: z.string() });
export type Homes = z.infer<typeof Homes>;
const Group = z.object({ domain: z.string(), domainId: z.string(), groupId: z.string(), name: z.string() });
export type Group = z.infer<typeof Group>;

/** What is done for a Studio to be as its file says, or to be no more. */
const Body = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), what: Ref, settings: AnySettings, tags: Tags }),
  /** `studio` is whose it must be, here and where something is deleted: what belongs to no file, or to another, stays. */
  z.object({
    do: z.literal('change'),
    what: Ref,
    leaves: AnySettings,
    changes: z.array(z.object({ path: z.string(), from: AnySetting.optional(), to: AnySetting })),
    studio: z.string(),
  }),
  z.object({
    do: z.literal('tag'),
    what: Ref,
    tags: Tags,
    removes: z.array(z.string()).optional(),
    adopts: z.boolean(),
  }),
  z.object({ do: z.literal('delete'), what: Ref, loses: z.string(), studio: z.string() }),
  z.object({ do: z.literal('stop'), app: AppOf, why: z.string() }),
  /** As it was before it was stopped. */
  z.object({ do: z.literal('start'), app: AppOf, spec: LaunchSpec }),
  /** So that it is known whose homes they are when their domain is gone. */
  z.object({ do: z.literal('mark'), homes: Homes, tags: Tags }),
  z.object({ do: z.literal('unmount'), homes: Homes, mountTargetId: z.string(), subnetId: z.string() }),
  /** Takes away the rules by which the two groups of a domain name each other. */
  z.object({ do: z.literal('part'), group: Group }),
  z.object({ do: z.literal('delete-group'), group: Group }),
  z.object({ do: z.literal('delete-homes'), homes: Homes, loses: z.string() }),
  ...policyStepBodies,
]);

export const StudioStep = stepSchema(Body);
export type StudioStep = z.infer<typeof StudioStep>;
export type StepThatDoes<Do extends StudioStep['do']> = Extract<StudioStep, { do: Do }>;

/** An app in words: most are called `default`, and their type and owner tell which it is. */
export const appText = ({ appType, appName, owner }: Pick<AppOf, 'appType' | 'appName' | 'owner'>) =>
  [
    appType,
    ...(appName === 'default' ? [] : [appName]),
    'of',
    owner.kind === 'space' ? owner.spaceName : owner.userProfileName,
  ].join(' ');
