import * as z from 'zod';
import { shapeNamed } from '../model/sagemaker';
import type * as S from '../model/shapes';
import { membersOf, oneOf, only, textOf } from './model-form';
import { notListed } from './nearest';
import { Duration, Time } from './time';

/*
 * A seed's own words begin in lower case and are set down here. Beside them stand the members of AWS's requests, which
 * begin in upper case and take the form that the service model gives them.
 */

const Tags = z.record(textOf('TagKey'), textOf('TagValue')).describe('tags by key');

/** An enumeration of the service model, as a type too. */
const enumOf = <Value extends string>(shapeName: string) => {
  const words = shapeNamed(shapeName).enum ?? [];
  return z
    .custom<Value>((value) => typeof value === 'string' && words.includes(value), {
      error: ({ input }) => notListed(String(input), words),
    })
    .meta({ type: 'string', enum: words });
};

const made = { created: Time.optional().describe('when it was made; now if not said'), tags: Tags.optional() };
const failure = z.string().max(1024).optional().describe('FailureReason');

/** An object of a seed: its own words, and the members of an AWS request but for those that its place says. */
const resource = <Own extends z.ZodRawShape>(request: string, own: Own, ...omitted: string[]) => {
  const words: Own = Object.assign(membersOf(request, 'Tags', ...omitted), own);
  return only(words);
};

const AppForm = resource(
  'CreateAppRequest',
  {
    tags: Tags.optional(),
    since: Time.optional().describe('when it was started, or when it failed or was deleted'),
    status: oneOf(['InService', 'Pending', 'Failed', 'Deleting', 'Deleted']).optional(),
    lastActive: Time.optional().describe(
      'when something last ran in it: it is stopped when it has been idle for its time',
    ),
    takes: Duration.optional().describe('how long a Pending app takes to start, or a Deleting one to end'),
    failure,
    AppName: textOf('AppName').optional().describe('default if not said'),
  },
  'DomainId',
  'UserProfileName',
  'SpaceName',
);

const UserProfileForm = resource(
  'CreateUserProfileRequest',
  {
    ...made,
    status: enumOf<S.UserProfileStatus>('UserProfileStatus').optional(),
    failure,
    apps: z.array(AppForm).optional().describe('apps of Studio Classic'),
  },
  'DomainId',
  'UserProfileName',
);

const SpaceForm = resource(
  'CreateSpaceRequest',
  {
    ...made,
    status: enumOf<S.SpaceStatus>('SpaceStatus').optional(),
    failure,
    owner: z.string().describe('user profile that owns it'),
    sharing: enumOf<S.SharingType>('SharingType'),
    apps: z.array(AppForm).optional(),
  },
  'DomainId',
  'SpaceName',
  'OwnershipSettings',
  'SpaceSharingSettings',
);

export const DomainForm = resource('CreateDomainRequest', {
  ...made,
  status: enumOf<S.DomainStatus>('DomainStatus').optional(),
  failure,
  userProfiles: z.record(textOf('UserProfileName'), UserProfileForm).optional(),
  spaces: z.record(textOf('SpaceName'), SpaceForm).optional(),
  assignments: only({ users: z.array(z.string()).optional(), groups: z.array(z.string()).optional() })
    .optional()
    .describe('users and groups of Identity Center that may open it, by name'),
});

const ImageVersionForm = resource(
  'CreateImageVersionRequest',
  { created: Time.optional(), status: enumOf<S.ImageVersionStatus>('ImageVersionStatus').optional(), failure },
  'ImageName',
  'ClientToken',
);

export const ImageForm = resource(
  'CreateImageRequest',
  {
    ...made,
    status: enumOf<S.ImageStatus>('ImageStatus').optional(),
    failure,
    versions: z.array(ImageVersionForm).optional().describe('oldest first: 1, 2, …'),
  },
  'ImageName',
);

export const LifecycleConfigForm = resource(
  'CreateStudioLifecycleConfigRequest',
  {
    ...made,
    script: z.string().optional().describe('the script itself; it is encoded for you'),
    file: z.string().optional().describe('a file with the script, relative to the seed'),
    fails: z.boolean().optional().describe('an app that is started with it fails'),
  },
  'StudioLifecycleConfigName',
  'StudioLifecycleConfigContent',
).refine(({ script, file }) => (script === undefined) !== (file === undefined), 'needs either script or file');

export const AppImageConfigForm = resource('CreateAppImageConfigRequest', made, 'AppImageConfigName');

export type AppForm = z.infer<typeof AppForm>;
export type DomainForm = z.infer<typeof DomainForm>;
export type ImageForm = z.infer<typeof ImageForm>;
export type LifecycleConfigForm = z.infer<typeof LifecycleConfigForm>;
