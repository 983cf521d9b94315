import {
  AppStatus,
  CreateAppCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  DomainStatus,
  paginateListApps,
  paginateListDomains,
  paginateListSpaces,
  paginateListUserProfiles,
  SageMakerServiceException,
  SpaceStatus,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
  UserProfileStatus,
  type AppDetails,
  type DomainDetails,
  type SpaceDetails,
  type UserProfileDetails,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { DISTRIBUTION, HOUR, MINUTE, ROLE, SECOND, Studio } from './studio';

/** Few names, so that the steps of a sequence meet each other. */
const domainName = fc.constantFrom('acme', 'globex');
const profileName = fc.constantFrom('ada', 'Ada', 'bob');
const spaceName = fc.constantFrom('lab', 'room');
const appType = fc.constantFrom('JupyterLab' as const, 'CodeEditor' as const);
const verb = fc.constantFrom('create' as const, 'create' as const, 'update' as const, 'delete' as const);

const step = fc.oneof(
  fc.record({ kind: fc.constant('domain' as const), verb, domainName }),
  fc.record({ kind: fc.constant('profile' as const), verb, domainName, profileName }),
  fc.record({
    kind: fc.constant('space' as const),
    verb,
    domainName,
    profileName,
    spaceName,
    appType: fc.option(appType, { nil: undefined }),
    sharing: fc.constantFrom('Private' as const, 'Shared' as const),
  }),
  fc.record({
    kind: fc.constant('app' as const),
    verb: fc.constantFrom('create' as const, 'delete' as const),
    domainName,
    spaceName,
    appType,
    broken: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    time: fc.constantFrom(SECOND, 15 * SECOND, MINUTE, 10 * MINUTE, HOUR, 25 * HOUR),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The sequences start from a domain with a user and a space, so that most of them get somewhere. */
const START: Step[] = [
  { kind: 'domain', verb: 'create', domainName: 'acme' },
  { kind: 'wait', time: 10 * MINUTE },
  { kind: 'profile', verb: 'create', domainName: 'acme', profileName: 'ada' },
  { kind: 'wait', time: MINUTE },
  {
    kind: 'space',
    verb: 'create',
    domainName: 'acme',
    profileName: 'ada',
    spaceName: 'lab',
    appType: undefined,
    sharing: 'Private',
  },
  { kind: 'wait', time: MINUTE },
];

const REFUSALS = new Set(['ResourceInUse', 'ResourceNotFound', 'ResourceLimitExceeded', 'ValidationException']);

let studio: Studio;
let brokenScript: string;

it('any sequence of operations leaves Studio consistent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 15, maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, page) => {
        studio = await Studio.open({ failingLifecycleConfigs: ['broken'] });
        try {
          brokenScript = await studio.script('broken');
          const ids = new Map<string, string>();
          for (const each of [...START, ...steps]) {
            await attempt(each, ids);
            requireConsistency(await everything(page));
          }
          studio.clock.advance(HOUR);
          requireRest(await everything(page));
          studio.clock.advance(24 * HOUR);
          requireNothingEnded(await everything(page));
        } finally {
          await studio.close();
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

async function attempt(each: Step, ids: Map<string, string>): Promise<void> {
  if (each.kind === 'wait') return studio.clock.advance(each.time);
  try {
    await perform(each, ids);
  } catch (error) {
    if (!(error instanceof SageMakerServiceException) || !REFUSALS.has(error.name)) throw error;
  }
}

async function perform(each: Exclude<Step, { kind: 'wait' }>, ids: Map<string, string>): Promise<unknown> {
  const { client } = studio;
  const DomainId = ids.get(each.domainName) ?? 'd-unknown';
  switch (each.kind) {
    case 'domain':
      if (each.verb === 'delete') return client.send(new DeleteDomainCommand({ DomainId }));
      if (each.verb === 'update') return client.send(new UpdateDomainCommand({ DomainId, TagPropagation: 'ENABLED' }));
      ids.set(each.domainName, (await studio.request({ DomainName: each.domainName })).DomainId);
      return undefined;
    case 'profile': {
      const profile = { DomainId, UserProfileName: each.profileName };
      if (each.verb === 'delete') return client.send(new DeleteUserProfileCommand(profile));
      const UserSettings = { ExecutionRole: ROLE };
      if (each.verb === 'update') return client.send(new UpdateUserProfileCommand({ ...profile, UserSettings }));
      return client.send(new CreateUserProfileCommand({ ...profile, UserSettings }));
    }
    case 'space': {
      const space = { DomainId, SpaceName: each.spaceName };
      if (each.verb === 'delete') return client.send(new DeleteSpaceCommand(space));
      const SpaceSettings = { AppType: each.appType };
      if (each.verb === 'update') return client.send(new UpdateSpaceCommand({ ...space, SpaceSettings }));
      const OwnershipSettings = { OwnerUserProfileName: each.profileName };
      const SpaceSharingSettings = { SharingType: each.sharing };
      return client.send(new CreateSpaceCommand({ ...space, SpaceSettings, OwnershipSettings, SpaceSharingSettings }));
    }
    case 'app': {
      const app = { DomainId, SpaceName: each.spaceName, AppType: each.appType, AppName: 'default' };
      if (each.verb === 'delete') return client.send(new DeleteAppCommand(app));
      const LifecycleConfigArn = each.broken && each.appType === 'JupyterLab' ? brokenScript : 'None';
      const ResourceSpec = {
        InstanceType: 'ml.t3.medium',
        SageMakerImageArn: DISTRIBUTION,
        LifecycleConfigArn,
      } as const;
      return client.send(new CreateAppCommand({ ...app, ResourceSpec }));
    }
  }
}

interface Everything {
  domains: DomainDetails[];
  profiles: UserProfileDetails[];
  spaces: SpaceDetails[];
  apps: AppDetails[];
}

/** All that is listed, by pages of a size; fails if a paginator answers anything twice or leaves anything out. */
async function everything(pageSize: number): Promise<Everything> {
  const list = async (size: number): Promise<Everything> => {
    const paging = { client: studio.client, pageSize: size };
    const found: Everything = { domains: [], profiles: [], spaces: [], apps: [] };
    for await (const { Domains = [] } of paginateListDomains(paging, {})) found.domains.push(...Domains);
    for await (const { UserProfiles = [] } of paginateListUserProfiles(paging, {}))
      found.profiles.push(...UserProfiles);
    for await (const { Spaces = [] } of paginateListSpaces(paging, {})) found.spaces.push(...Spaces);
    for await (const { Apps = [] } of paginateListApps(paging, {})) found.apps.push(...Apps);
    return found;
  };
  const found = await list(pageSize);
  expect(found).toEqual(await list(100));
  return found;
}

const ALIVE: readonly (string | undefined)[] = ['Pending', 'InService', 'Deleting'];

function requireConsistency({ domains, profiles, spaces, apps }: Everything): void {
  const domainIds = domains.map(({ DomainId }) => DomainId);
  const profileIds = profiles.map((profile) => `${profile.DomainId}/${profile.UserProfileName?.toLowerCase()}`);
  const spaceIds = spaces.map((space) => `${space.DomainId}/${space.SpaceName}`);
  const appIds = apps.map((app) => `${app.DomainId}/${app.SpaceName}/${app.AppType}/${app.AppName}`);
  for (const ids of [domainIds, profileIds, spaceIds, appIds]) expect(new Set(ids).size).toBe(ids.length);

  for (const { DomainId } of [...profiles, ...spaces, ...apps]) expect(domainIds).toContain(DomainId);
  for (const { DomainId, OwnershipSettingsSummary: owner } of spaces) {
    expect(profileIds).toContain(`${DomainId}/${owner?.OwnerUserProfileName?.toLowerCase()}`);
  }
  for (const { DomainId, SpaceName } of apps) expect(spaceIds).toContain(`${DomainId}/${SpaceName}`);

  const using = apps.filter(({ Status }) => ALIVE.includes(Status)).map((app) => `${app.DomainId}/${app.SpaceName}`);
  expect(new Set(using).size).toBe(using.length);

  for (const { Status } of domains) expect(Object.values(DomainStatus)).toContain(Status);
  for (const { Status } of profiles) expect(Object.values(UserProfileStatus)).toContain(Status);
  for (const { Status } of spaces) expect(Object.values(SpaceStatus)).toContain(Status);
  for (const { Status } of apps) expect(Object.values(AppStatus)).toContain(Status);
}

/** An hour after the last operation nothing is between two states. */
function requireRest({ domains, profiles, spaces, apps }: Everything): void {
  for (const { Status } of [...domains, ...profiles, ...spaces]) expect(Status).toBe('InService');
  for (const { Status } of apps) expect(['InService', 'Failed', 'Deleted']).toContain(Status);
}

/** A day later what ended is forgotten. */
function requireNothingEnded({ apps }: Everything): void {
  for (const { Status } of apps) expect(Status).toBe('InService');
}
