import * as z from 'zod';
import { GuardrailsForm } from './guardrails-form';
import { formOf, listOf, mappingOf, membersOf, oneOf, only, orEmpty, textOf, wordsOf } from './model/form';
import type { Settings } from './settings';
import { Idle } from './short/idle';
import { Storage, VolumeSize } from './short/storage';

/*
 * The language of a Studio file. Its own words begin in lower case and are set down here; beside them stand the members of
 * AWS's requests, in upper case, with the form that the service model gives them. The JSON Schema for editors and the
 * reference in docs/studio-file.md are made of this.
 */

const Tags = mappingOf(textOf('TagKey'), textOf('TagValue').nullable()).describe('tags by key; null takes one away');
const Arn = z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/\S+$/, 'must be the ARN of a role, arn:aws:iam::…:role/…');
const Role = z.string('must be a role of `roles`, or an ARN').describe('a role of `roles`, or an ARN');
const Team = z.string('must be the name of a team');
const roleKinds = ['user', 'execution', 'pipeline', 'engineer', 'administrator', 'provisioning'] as const;
/** What is none of several forms is told what it may be; what is one of them, what is wrong with it. */
const orElse = (message: string) => ({
  error: ({ input, errors }: { input?: unknown; errors: z.core.$ZodIssue[][] }) =>
    errors.every((those) => those.some(({ code, path }) => code === 'invalid_type' && path.length === 0)) ||
    input === null
      ? message
      : undefined,
});
const RoleForm = z.union(
  [
    Arn,
    only({
      arn: Arn.describe('the role itself'),
      kind: oneOf(roleKinds).optional().describe('whom it is for; guardrails let administrators through'),
    }),
  ],
  orElse('must be the ARN of a role, or { arn: ARN, kind: … }'),
);
const spaceApps = ['JupyterLab', 'CodeEditor'] as const;
const For = orEmpty('list', z.array(oneOf(spaceApps)).min(1, 'needs at least one')).describe('the apps that it is for');
const names = (what: string) => listOf(z.string()).describe(`names of ${what}`);

/** A resource: our words, and the members of an AWS request but for those that its place says. Members are `aws`. */
const resource = <Own extends z.ZodRawShape>(request: string, own: Own, ...omitted: string[]) => {
  const members = membersOf(request, 'Tags', ...omitted);
  const words: Own = Object.assign({ ...members }, own);
  const named = Object.keys(members).filter((name) => !Object.hasOwn(own, name));
  return only(words).transform((value) => ({ ...value, aws: settingsOf(value, named) }));
};

/** The members of AWS's that a resource says. Their form is the model's, which the compiler does not know. */
function settingsOf(value: object, members: readonly string[]): Settings {
  return Object.fromEntries(
    Object.entries(value).filter(([name, setting]) => members.includes(name) && setting !== undefined),
  );
}

/** Short forms that hold for a domain, a team or a profile. */
const shared = {
  role: Role.optional().describe('execution role: a role of `roles`, or an ARN'),
  idle: Idle.optional(),
  storage: Storage.optional(),
  images: names('`images` that are offered').optional(),
  repositories: listOf(z.string()).optional().describe('Git repositories that JupyterLab suggests'),
  instanceTypes: listOf(z.string())
    .optional()
    .describe('instance types that Studio shows, with * for any letters: ml.t3.*; the others are hidden'),
  tags: Tags.optional(),
};

/** Characters, as of a tag's value. */
export const longestPerson = 256;

const UserProfileForm = resource(
  'CreateUserProfileRequest',
  {
    ...shared,
    team: Team.optional().describe('the team of `teams` that it belongs to'),
    person: z
      .string()
      .min(1)
      .max(longestPerson)
      .optional()
      .describe('whose it is: the value of the owner tag, and of single sign-on'),
  },
  'DomainId',
  'UserProfileName',
);

const SpaceForm = resource(
  'CreateSpaceRequest',
  {
    owner: z.string('must be the name of a user profile').describe('the user profile that owns it'),
    sharing: oneOf(['Private', 'Shared']).default('Private').describe('Private if not said'),
    storage: VolumeSize.optional(),
    tags: Tags.optional(),
  },
  'DomainId',
  'SpaceName',
  'OwnershipSettings',
  'SpaceSharingSettings',
);

const IdentityCenterForm = only({
  group: z.string().min(1).optional().describe('a group of Identity Center, which is assigned to the domain'),
  users: listOf(z.string().min(1)).optional().describe('users of Identity Center, each of whom is assigned'),
  team: Team.optional().describe('the team of `teams` that they belong to'),
}).refine(({ group, users }) => (group === undefined) !== (users === undefined), 'needs either group or users');
const sources = [z.string(), IdentityCenterForm] as const;
const Source = z.union(sources, orElse('must be a CSV file, { group: NAME } or { users: [NAME] }'));
export type Source = z.output<typeof Source>;

const DomainForm = resource(
  'CreateDomainRequest',
  {
    ...shared,
    scripts: names('`scripts` that its apps start with').optional(),
    userProfiles: mappingOf(textOf('UserProfileName'), UserProfileForm).optional().describe('user profiles by name'),
    userProfilesFrom: orEmpty(
      'list',
      z.union(
        [...sources, z.array(Source)],
        orElse('must be a CSV file, { group: NAME }, { users: [NAME] }, or a list of these'),
      ),
    )
      .optional()
      .describe(
        'a CSV file with the columns name, person and team; { group: NAME } or { users: [NAME] } of Identity Center',
      ),
    spaces: mappingOf(textOf('SpaceName'), SpaceForm).optional().describe('spaces by name'),
  },
  'DomainName',
);

const LifecycleConfigForm = resource(
  'CreateStudioLifecycleConfigRequest',
  {
    script: z.string().optional().describe('the script itself'),
    file: z.string().optional().describe('a file with the script, relative to this one'),
    tags: Tags.optional(),
  },
  'StudioLifecycleConfigName',
  'StudioLifecycleConfigContent',
).refine(({ script, file }) => (script === undefined) !== (file === undefined), 'needs either script or file');

const AppImageConfigForm = resource('CreateAppImageConfigRequest', { tags: Tags.optional() }, 'AppImageConfigName');

const Parameter = z.union([z.string(), z.number(), z.boolean()]);
const WithParameters = z
  .record(z.string(), mappingOf(z.string(), Parameter))
  .refine((one) => Object.keys(one).length > 0)
  .meta({ minProperties: 1 });
const Run = z.union([z.string(), WithParameters], {
  error: 'must be a name, or a name with its parameters: { auto-clone: { … } }',
});

const ScriptForm = only({
  for: For,
  run: orEmpty('list', z.array(Run).min(1, 'needs at least one')).describe(
    'what it runs, in this order: scripts of studiolo by name, your own by file (./own.sh)',
  ),
  builtIn: z.boolean().optional().describe('it always runs'),
  default: z.boolean().optional().describe('it is chosen, unless its user chooses another'),
  offered: z.boolean().optional().describe('users may choose it'),
}).refine(
  ({ builtIn, default: chosen, offered }) => builtIn === true || chosen === true || offered === true,
  'needs builtIn, default or offered: true',
);

const ImageForm = only({
  from: z
    .string()
    .regex(/^(\.{1,2}\/|\/|\d{12}\.dkr\.ecr\.)/, 'must be a folder, such as ./images/r, or the URI of an image in ECR')
    .optional()
    .describe(
      'a folder with a Dockerfile, relative to this file, or the URI in ECR; plan says how an image is published',
    ),
  for: For,
  appImageConfig: textOf('AppImageConfigName').optional().describe('one that exists; derived if not said'),
});

const NetworkForm = only({
  VpcId: formOf('VpcId').optional(),
  SubnetIds: formOf('Subnets').optional(),
  SecurityGroupIds: formOf('SecurityGroupIds').optional(),
}).transform((value) => settingsOf(value, ['VpcId', 'SubnetIds', 'SecurityGroupIds']));

/** A whole Studio file. */
export const StudioFileForm = wordsOf({
  studio: z
    .string()
    .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, 'must be letters, digits and hyphens, 63 at most')
    .describe('whose resources these are: the value of the tag studiolo:studio'),
  account: z
    .string({ error: 'an account is 12 digits, in quotes' })
    .regex(/^\d{12}$/, 'an account is 12 digits, in quotes')
    .describe('the account; refused in any other'),
  region: z
    .string('a region is such as eu-west-1')
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a region is such as eu-west-1')
    .describe('the region; refused in any other'),
  ownerTag: textOf('TagKey').optional().describe('the tag that says whose profile or space it is'),
  network: NetworkForm.optional().describe('named once, used by all domains that do not say their own'),
  keys: mappingOf(z.string(), textOf('KmsKeyId')).optional().describe('KMS keys by name'),
  roles: mappingOf(z.string(), RoleForm).optional().describe('roles that exist, by name'),
  scripts: mappingOf(textOf('StudioLifecycleConfigName'), ScriptForm).optional().describe('scripts by name'),
  lifecycleConfigs: mappingOf(textOf('StudioLifecycleConfigName'), LifecycleConfigForm)
    .optional()
    .describe('lifecycle configurations as AWS has them, by name'),
  images: mappingOf(textOf('ImageName'), ImageForm).optional().describe('images by name'),
  appImageConfigs: mappingOf(textOf('AppImageConfigName'), AppImageConfigForm)
    .optional()
    .describe('AppImageConfigs as AWS has them, by name'),
  teams: mappingOf(z.string(), only(shared))
    .optional()
    .describe('settings that several profiles share; a profile names its team'),
  domains: mappingOf(z.string(), DomainForm).describe('domains by DomainName; a key d-… is the id of one that exists'),
  guardrails: GuardrailsForm.optional().describe('what shall hold: guardrails by name, with their parameters'),
});
export type StudioFileForm = z.output<typeof StudioFileForm>;
export type DomainForm = z.output<typeof DomainForm>;
export type UserProfileForm = z.output<typeof UserProfileForm>;
export type SpaceForm = z.output<typeof SpaceForm>;
export type TeamForm = NonNullable<StudioFileForm['teams']>[string];
