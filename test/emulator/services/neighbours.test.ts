import fc from 'fast-check';
import { startEmulator } from '../harness';
import { HOUR, MINUTE, ROLE } from '../studio';
import { ask, Refused } from './ask';

/** The calls of a sequence: few names, so that they meet, and some that are refused. */
const name = fc.constantFrom('a', 'b', 'c');
const call = fc.oneof(
  fc.record({ kind: fc.constant('CreateDomain' as const), name, sso: fc.boolean(), home: fc.boolean() }),
  fc.record({ kind: fc.constant('DeleteDomain' as const), name, keeps: fc.boolean() }),
  fc.record({ kind: fc.constant('CreateUserProfile' as const), name, domain: name }),
  fc.record({ kind: fc.constant('DeleteUserProfile' as const), name, domain: name }),
  fc.record({ kind: fc.constant('TagResources' as const), name, key: name }),
  fc.record({ kind: fc.constant('UntagResources' as const), name, key: name }),
  fc.record({ kind: fc.constant('CreateApplicationAssignment' as const), name }),
  fc.record({ kind: fc.constant('RequestServiceQuotaIncrease' as const), value: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('ListDomains' as const) }),
  fc.record({ kind: fc.constant('wait' as const), time: fc.constantFrom(MINUTE, 10 * MINUTE, HOUR) }),
);
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

const TOTAL_DOMAINS = { ServiceCode: 'sagemaker', QuotaCode: 'L-B683BCB0' };

it('after any calls: one event for each, counts as there are things, no orphan, and each page once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 10, maxLength: 40 }), async (calls) => {
      const { clock, close, emulator, url } = await startEmulator({
        configuration: {
          accountQuotas: { 'Total domains': 2 },
          identityCenter: { users: { a: {}, b: {}, c: {} }, groups: {} },
        },
      });
      try {
        const asked: { name: string; refused: string | undefined }[] = [];
        /** Asks, and notes that it did. */
        const noted = async (title: string, operation: string, input: object = {}) => {
          const outcome = await ask(url, title, operation, input).catch((error: unknown) => {
            if (error instanceof Refused) return error;
            throw error;
          });
          asked.push({ name: operation, refused: outcome instanceof Refused ? outcome.code : undefined });
          return outcome;
        };
        const records = () => emulator.recordsOf('us-east-1');
        const domainOf = (domainName: string) =>
          records().flatMap((one) => (one.kind === 'domain' && one.settings.DomainName === domainName ? [one] : []))[0];
        for (const each of calls) {
          if (each.kind === 'wait') clock.advance(each.time);
          else await perform(each, noted, domainOf);
        }

        // One event for each call, with how it ended.
        const events: { EventName: string; CloudTrailEvent: string; EventId: string }[] = [];
        let NextToken: string | undefined;
        do {
          clock.advance(1000);
          const page = await ask(url, 'CloudTrail', 'LookupEvents', { MaxResults: 7, NextToken });
          events.push(...page.Events);
          NextToken = page.NextToken;
        } while (NextToken !== undefined);
        const told = events.reverse().map(({ EventName, CloudTrailEvent }) => ({
          name: EventName,
          refused: JSON.parse(CloudTrailEvent).errorCode,
        }));
        expect(told).toEqual(asked);
        expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(events.length);

        // The usage is what there is, once all is at rest; it is told by the hour, and an hour late.
        clock.advance(3 * HOUR);
        const domains = records().filter(({ kind }) => kind === 'domain').length;
        const usage = await ask(url, 'CloudWatch', 'GetMetricData', usageNow(clock.now()));
        expect(usage.MetricDataResults[0].Values[0] ?? 0).toBe(domains);
        const { Domains = [] } = await ask(url, 'SageMaker', 'ListDomains', { MaxResults: 100 });
        expect(Domains.length).toBe(domains);

        // Each tagged resource is on one page, and is there.
        const seen: string[] = [];
        let PaginationToken: string | undefined;
        do {
          const input = { ResourcesPerPage: 1, PaginationToken };
          const page = await ask(url, 'Resource Groups Tagging', 'GetResources', input);
          seen.push(...page.ResourceTagMappingList.map(({ ResourceARN }: { ResourceARN: string }) => ResourceARN));
          PaginationToken = page.PaginationToken || undefined;
        } while (PaginationToken !== undefined);
        const tagged = records().filter(({ tags }) => Object.keys(tags).length > 0);
        expect(seen).toEqual(tagged.map(({ arn }) => arn).sort());

        // Nothing hangs from what is gone, but the homes that were to stay.
        const applications = records().flatMap((one) =>
          one.kind === 'domain' ? (one.SingleSignOnApplicationArn ?? []) : [],
        );
        const ids = new Set(records().flatMap((one) => (one.kind === 'domain' ? [one.DomainId] : [])));
        for (const one of records()) {
          if (one.kind === 'application-assignment') expect(applications).toContain(one.ApplicationArn);
          if (one.kind === 'user-profile') expect(ids).toContain(one.DomainId);
        }
        const homes = records().flatMap((one) => (one.kind === 'file-system' ? [one.DomainId] : []));
        const groups = records().flatMap((one) => (one.kind === 'nfs-groups' ? [one.DomainId] : []));
        expect(homes.sort()).toEqual(groups.sort());
        for (const one of records()) {
          if (one.kind === 'domain') expect(homes.includes(one.DomainId)).toBe(one.HomeEfsFileSystemId !== undefined);
        }
      } finally {
        await close();
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);

type Noted = (title: string, operation: string, input?: object) => Promise<unknown>;

async function perform(
  each: Exclude<Call, { kind: 'wait' }>,
  ask: Noted,
  domainOf: (
    name: string,
  ) => { DomainId: string; arn: string; SingleSignOnApplicationArn?: string | undefined } | undefined,
): Promise<unknown> {
  const idOf = (domain: string) => domainOf(domain)?.DomainId ?? 'd-none';
  const arnOf = (domain: string) => domainOf(domain)?.arn ?? 'arn:aws:sagemaker:us-east-1:123456789012:domain/d-none';
  switch (each.kind) {
    case 'CreateDomain':
      return ask('SageMaker', each.kind, {
        DomainName: each.name,
        AuthMode: each.sso ? 'SSO' : 'IAM',
        VpcId: 'vpc-1',
        SubnetIds: ['subnet-1'],
        DefaultUserSettings: { ExecutionRole: ROLE },
        HomeEfsFileSystemCreation: each.home ? 'Enabled' : 'Disabled',
      });
    case 'DeleteDomain': {
      const RetentionPolicy = { HomeEfsFileSystem: each.keeps ? 'Retain' : 'Delete' };
      return ask('SageMaker', each.kind, { DomainId: idOf(each.name), RetentionPolicy });
    }
    case 'CreateUserProfile':
    case 'DeleteUserProfile':
      return ask('SageMaker', each.kind, { DomainId: idOf(each.domain), UserProfileName: each.name });
    case 'TagResources':
      return ask('Resource Groups Tagging', each.kind, {
        ResourceARNList: [arnOf(each.name)],
        Tags: { [each.key]: 'any' },
      });
    case 'UntagResources':
      return ask('Resource Groups Tagging', each.kind, { ResourceARNList: [arnOf(each.name)], TagKeys: [each.key] });
    case 'CreateApplicationAssignment':
      return ask('Identity Center', each.kind, {
        ApplicationArn:
          domainOf(each.name)?.SingleSignOnApplicationArn ??
          'arn:aws:sso::123456789012:application/ssoins-0000000000000000/apl-0000000000000000',
        PrincipalType: 'USER',
        PrincipalId: '00000000-0000-0000-0000-000000000000',
      });
    case 'RequestServiceQuotaIncrease':
      return ask('Service Quotas', each.kind, { ...TOTAL_DOMAINS, DesiredValue: each.value });
    case 'ListDomains':
      return ask('SageMaker', each.kind);
  }
}

/** How many domains there were, newest first. */
const usageNow = (now: number) => ({
  StartTime: now / 1000 - 24 * 3600,
  EndTime: now / 1000,
  MetricDataQueries: [
    {
      Id: 'domains',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Usage',
          MetricName: 'ResourceCount',
          Dimensions: Object.entries({
            Service: 'SageMaker',
            Class: 'None',
            Type: 'Resource',
            Resource: 'studio/total_domains',
          }).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: 3600,
        Stat: 'Maximum',
      },
    },
  ],
});
