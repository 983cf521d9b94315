import { EFSClient, ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-efs';
import type { Program, Running } from './program';
import { ask, Refused } from './services/ask';
import { ROLE } from './studio';

const DOMAIN = 'd-kills';
const DOMAIN_ARN = `arn:aws:sagemaker:us-east-1:123456789012:domain/${DOMAIN}`;
const USERS = 400;

/** What the runs start from: a domain to change, and people to assign. */
export const SEED = JSON.stringify({
  identityCenter: { users: Object.fromEntries(Array.from({ length: USERS }, (_, index) => [`user-${index}`, {}])) },
  domains: {
    [DOMAIN]: {
      DomainName: 'kills',
      AuthMode: 'SSO',
      VpcId: 'vpc-1',
      SubnetIds: ['subnet-1'],
      DefaultUserSettings: { ExecutionRole: ROLE },
    },
  },
});

/** A change that a service can be asked for again and again, and how many of them it tells of. */
interface Change {
  event: string;
  make(index: number): Promise<unknown>;
  /** The marks of all that were made, by which an answered one is found again. */
  made(): Promise<string[]>;
  markOf(index: number): string;
}

/** One change of each service that has some. */
async function changesOf(run: Running): Promise<Change[]> {
  const { url } = run;
  const domain = await ask(url, 'SageMaker', 'DescribeDomain', { DomainId: DOMAIN });
  const ApplicationArn: string = domain.SingleSignOnApplicationArn;
  const users = await everything(url, 'Identity Store', 'ListUsers', 'Users', {
    IdentityStoreId: (await ask(url, 'Identity Center', 'ListInstances')).Instances[0].IdentityStoreId,
  });
  const ServiceCode = 'sagemaker';
  const quotas = await everything(url, 'Service Quotas', 'ListAWSDefaultServiceQuotas', 'Quotas', { ServiceCode });
  const efs = new EFSClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' },
  });
  const ResourceId: string = domain.HomeEfsFileSystemId;
  const userOf = (index: number): string => users[index % users.length].UserId;
  const codeOf = (index: number): string => quotas[index % quotas.length].QuotaCode;
  return [
    {
      event: 'CreateImage',
      make: (index) => ask(url, 'SageMaker', 'CreateImage', { ImageName: `image-${index}`, RoleArn: ROLE }),
      made: async () => named(await everything(url, 'SageMaker', 'ListImages', 'Images', {}), 'ImageName'),
      markOf: (index) => `image-${index}`,
    },
    {
      event: 'TagResources',
      make: (index) =>
        ask(url, 'Resource Groups Tagging', 'TagResources', {
          ResourceARNList: [DOMAIN_ARN],
          Tags: { [`key-${index % 40}`]: 'any' },
        }),
      made: async () => (await ask(url, 'Resource Groups Tagging', 'GetTagKeys')).TagKeys,
      markOf: (index) => `key-${index % 40}`,
    },
    {
      event: 'CreateApplicationAssignment',
      make: (index) =>
        ask(url, 'Identity Center', 'CreateApplicationAssignment', {
          ApplicationArn,
          PrincipalType: 'USER',
          PrincipalId: userOf(index),
        }),
      made: async () => {
        const input = { ApplicationArn };
        const of = 'ApplicationAssignments';
        return named(await everything(url, 'Identity Center', 'ListApplicationAssignments', of, input), 'PrincipalId');
      },
      markOf: userOf,
    },
    {
      event: 'RequestServiceQuotaIncrease',
      make: (index) =>
        ask(url, 'Service Quotas', 'RequestServiceQuotaIncrease', {
          ServiceCode,
          QuotaCode: codeOf(index),
          DesiredValue: 1_000_000 + index,
        }),
      made: async () => {
        const of = 'RequestedQuotas';
        const input = { ServiceCode };
        const operation = 'ListRequestedServiceQuotaChangeHistory';
        return named(await everything(url, 'Service Quotas', operation, of, input), 'QuotaCode');
      },
      markOf: codeOf,
    },
    {
      event: 'TagResource',
      make: (index) =>
        efs.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: `efs-${index % 40}`, Value: 'any' }] })),
      made: async () => named((await efs.send(new ListTagsForResourceCommand({ ResourceId }))).Tags ?? [], 'Key'),
      markOf: (index) => `efs-${index % 40}`,
    },
  ];
}

const named = (things: object[], member: string) => things.map((thing) => String(Reflect.get(thing, member)));

/** All pages of a list. */
async function everything(url: string, title: string, operation: string, member: string, input: object) {
  const found = [];
  let NextToken: string | undefined;
  do {
    const page = await patiently(() => ask(url, title, operation, { ...input, NextToken }));
    found.push(...page[member]);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** A look-up too many waits for its second. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'ThrottlingException') throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/**
 * Kills an emulator with a state file in the middle of changes, so often, and fails unless each change that was
 * answered is there in the next run and has its event, and each event its change. Answers how many were answered.
 */
export async function killed(program: Program, stateFile: string, seed: string, times: number): Promise<number> {
  const answered: { change: number; index: number }[] = [];
  let next = 0;
  for (let round = 0; round <= times; round += 1) {
    const run = await program.start('--state', stateFile, '--seed', seed);
    const changes = await changesOf(run);
    for (const [place, { event, made, markOf }] of changes.entries()) {
      const marks = await made();
      const mine = answered.filter(({ change }) => change === place).map(({ index }) => markOf(index));
      expect(marks).toEqual(expect.arrayContaining(mine));
      const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: event }];
      const events = await everything(run.url, 'CloudTrail', 'LookupEvents', 'Events', { LookupAttributes });
      const done = events.filter(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent).errorCode === undefined);
      // An unanswered change may have been kept, with its event: never the one without the other.
      expect(done.length).toBeGreaterThanOrEqual(mine.length);
      if (!event.startsWith('Tag')) expect([event, done.length]).toEqual([event, marks.length]);
      expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(events.length);
    }
    if (round < times) {
      const work = changes.map(async ({ make }, change) => {
        for (;;) {
          const index = (next += 1);
          await make(index);
          answered.push({ change, index });
        }
      });
      const ended = Promise.allSettled(work);
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 120));
      await run.end('SIGKILL');
      const refused = (await ended).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      // Only the end of the process may have ended them.
      expect(
        refused.filter((reason) => reason instanceof Refused && reason.code !== 'ResourceAlreadyExistsException'),
      ).toEqual([]);
    } else await run.end('SIGKILL');
  }
  return answered.length;
}
