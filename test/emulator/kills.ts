import {
  DescribeSecurityGroupsCommand,
  EC2Client,
  EC2ServiceException,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { EFSClient, EFSServiceException, ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-efs';
import type { Program, Running } from './program';
import { ask, Refused } from './services/ask';
import { ROLE } from './studio';

const DOMAIN = 'd-kills';
const DOMAIN_ARN = `arn:aws:sagemaker:us-east-1:123456789012:domain/${DOMAIN}`;
const USERS = 400;
const NETWORK = { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], DefaultUserSettings: { ExecutionRole: ROLE } };

/** What the runs start from: a domain to change, and people to assign. */
export const SEED = JSON.stringify({
  identityCenter: { users: Object.fromEntries(Array.from({ length: USERS }, (_, index) => [`user-${index}`, {}])) },
  domains: {
    [DOMAIN]: {
      DomainName: 'kills',
      AuthMode: 'SSO',
      ...NETWORK,
    },
  },
});

/** A change that a service can be asked for again and again, and how many of them it tells of. */
interface Change {
  event: string;
  /** Makes it, and tells the mark by which it is found again. */
  make(index: number): Promise<string>;
  /** The marks of all that were made. */
  made(): Promise<string[]>;
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
  const ofAws = {
    region: 'us-east-1',
    endpoint: url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' },
  };
  const [efs, ec2] = [new EFSClient(ofAws), new EC2Client(ofAws)];
  const ResourceId: string = domain.HomeEfsFileSystemId;
  const inbound = async (of: string) => {
    const Filters = [{ Name: 'group-name', Values: [`security-group-for-inbound-nfs-${of}`] }];
    return (await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups ?? [];
  };
  return [
    {
      event: 'CreateImage',
      async make(index) {
        const ImageName = `image-${index}`;
        await ask(url, 'SageMaker', 'CreateImage', { ImageName, RoleArn: ROLE });
        return ImageName;
      },
      made: async () => named(await everything(url, 'SageMaker', 'ListImages', 'Images', {}), 'ImageName'),
    },
    {
      event: 'TagResources',
      async make(index) {
        const key = `key-${index % 40}`;
        const input = { ResourceARNList: [DOMAIN_ARN], Tags: { [key]: 'any' } };
        await ask(url, 'Resource Groups Tagging', 'TagResources', input);
        return key;
      },
      made: async () => (await ask(url, 'Resource Groups Tagging', 'GetTagKeys')).TagKeys,
    },
    {
      event: 'CreateApplicationAssignment',
      async make(index) {
        const PrincipalId: string = users[index % users.length].UserId;
        const input = { ApplicationArn, PrincipalType: 'USER', PrincipalId };
        await ask(url, 'Identity Center', 'CreateApplicationAssignment', input);
        return PrincipalId;
      },
      made: async () => {
        const input = { ApplicationArn };
        const of = 'ApplicationAssignments';
        return named(await everything(url, 'Identity Center', 'ListApplicationAssignments', of, input), 'PrincipalId');
      },
    },
    {
      event: 'RequestServiceQuotaIncrease',
      async make(index) {
        const QuotaCode: string = quotas[index % quotas.length].QuotaCode;
        const input = { ServiceCode, QuotaCode, DesiredValue: 1_000_000 + index };
        await ask(url, 'Service Quotas', 'RequestServiceQuotaIncrease', input);
        return QuotaCode;
      },
      made: async () => {
        const of = 'RequestedQuotas';
        const input = { ServiceCode };
        const operation = 'ListRequestedServiceQuotaChangeHistory';
        return named(await everything(url, 'Service Quotas', operation, of, input), 'QuotaCode');
      },
    },
    {
      event: 'TagResource',
      async make(index) {
        const Key = `efs-${index % 40}`;
        await efs.send(new TagResourceCommand({ ResourceId, Tags: [{ Key, Value: 'any' }] }));
        return Key;
      },
      made: async () => named((await efs.send(new ListTagsForResourceCommand({ ResourceId }))).Tags ?? [], 'Key'),
    },
    {
      event: 'RevokeSecurityGroupIngress',
      async make(index) {
        const input = { DomainName: `domain-${index}`, AuthMode: 'IAM', ...NETWORK };
        const { DomainArn } = await ask(url, 'SageMaker', 'CreateDomain', input);
        const [group] = await inbound(String(DomainArn).split('/')[1] ?? '');
        const { GroupId = '', IpPermissions = [] } = group ?? {};
        const nfs = IpPermissions.filter(isNfs);
        await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: nfs }));
        return GroupId;
      },
      made: async () => {
        const closed = (await inbound('*')).filter(({ IpPermissions = [] }) => !IpPermissions.some(isNfs));
        return named(closed, 'GroupId');
      },
    },
  ];
}

const isNfs = ({ FromPort }: { FromPort?: number | undefined }) => FromPort === 2049;
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

/** Resolves in the middle of the work: after one more is answered, or several, at a moment that nobody chose; or when it has ended. */
export async function amid(done: () => number, most: number, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => (isOver = true);
  ended.then(over, over);
  const enough = 1 + Math.random() * most;
  while (done() < enough && !isOver) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
}

const isAnswer = (error: unknown) =>
  error instanceof Refused || error instanceof EC2ServiceException || error instanceof EFSServiceException;

/** What there is one of at a time: an assignment of somebody, an open request for a quota. */
const isThereAlready = (error: unknown) =>
  error instanceof Refused && /^(ConflictException|ResourceAlreadyExistsException)$/.test(error.code);

/**
 * Kills an emulator with a state file in the middle of changes, so often, and fails unless each change that was
 * answered is there in the next run and has its event, and each event its change. Answers how many were answered.
 */
export async function killed(program: Program, stateFile: string, seed: string, times: number): Promise<number> {
  const answered: { change: number; mark: string }[] = [];
  let next = 0;
  for (let round = 0; round <= times; round += 1) {
    const run = await program.start('--state', stateFile, '--seed', seed);
    const changes = await changesOf(run);
    for (const [place, { event, made }] of changes.entries()) {
      const marks = await made();
      const mine = answered.filter(({ change }) => change === place).map(({ mark }) => mark);
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
          const mark = await make((next += 1));
          answered.push({ change, mark });
        }
      });
      const ended = Promise.allSettled(work);
      const before = answered.length;
      await amid(() => answered.length - before, 20, ended);
      await run.end('SIGKILL');
      const refused = (await ended).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      // Only the end of the process may have ended them.
      expect(refused.filter((reason) => isAnswer(reason) && !isThereAlready(reason))).toEqual([]);
    } else await run.end('SIGKILL');
  }
  return answered.length;
}
