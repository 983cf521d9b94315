import { permissionsOf } from '../../../../src/emulator/seed/policies';
import { CreateUserProfileCommand, DescribeDomainCommand, ListAppsCommand } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { ManualClock } from '../../../../src/emulator/clock';
import { eventIdOf } from '../../../../src/emulator/trail/event';
import { type Ended, Notes } from '../../../../src/emulator/trail/noted';
import { Trail } from '../../../../src/emulator/trail/trail';
import { noFiles, startEmulator } from '../../harness';
import { ACCOUNT, HOUR, refusal, Studio } from '../../studio';
import { ask, refusalOf } from '../ask';

interface Told {
  EventId: string;
  EventName: string;
  ReadOnly: string;
  Username: string;
  EventTime: number;
  Resources: { ResourceType: string; ResourceName: string }[];
  CloudTrailEvent: string;
}

let studio: Studio;
let closing: (() => Promise<void>) | undefined;
beforeEach(async () => (studio = await Studio.open()));
afterEach(async () => {
  await studio.close();
  await closing?.();
  closing = undefined;
});

/** What is found; time passes before, so that no look-up is one too many. */
async function lookUp(input: object = {}): Promise<{ Events: Told[]; NextToken?: string }> {
  studio.clock.advance(1000);
  return (await ask(studio.url, 'CloudTrail', 'LookupEvents', input)) as unknown as {
    Events: Told[];
    NextToken?: string;
  };
}
const by = (AttributeKey: string, AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
const names = ({ Events }: { Events: Told[] }) => Events.map(({ EventName }) => EventName);

it('LookupEvents has one event for each call, newest first, the refused ones too', async () => {
  const domain = await studio.domain();
  await studio.client.send(new ListAppsCommand({}));
  await refusal(studio.client.send(new DescribeDomainCommand({ DomainId: 'd-none' })));
  await refusal(studio.client.send(new CreateUserProfileCommand({ DomainId: domain, UserProfileName: '-' })));
  const { Events } = await lookUp();
  expect(names({ Events })).toEqual(['CreateUserProfile', 'DescribeDomain', 'ListApps', 'CreateDomain']);
  const [invalid, missing, list] = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent));
  expect(missing).toMatchObject({
    errorCode: 'ResourceNotFound',
    errorMessage: 'Domain [d-none] does not exist.',
    requestParameters: { domainId: 'd-none' },
    readOnly: true,
  });
  expect(invalid).toMatchObject({ errorCode: 'ValidationException', requestParameters: null });
  expect(list).toMatchObject({ requestParameters: {}, responseElements: null });
  expect(names(await lookUp())[0]).toBe('LookupEvents');
});

it('writes an event as CloudTrail does', async () => {
  const domain = await studio.domain({ Tags: [{ Key: 'team', Value: 'ml' }] });
  const { Events } = await lookUp(by('EventName', 'CreateDomain'));
  expect(Events).toHaveLength(1);
  const [event] = Events;
  expect(event).toMatchObject({
    ReadOnly: 'false',
    Username: 'AKIATEST000000000000',
    EventSource: 'sagemaker.amazonaws.com',
    AccessKeyId: 'AKIATEST000000000000',
    Resources: [{ ResourceType: 'AWS::SageMaker::Domain', ResourceName: domain }],
  });
  expect(JSON.parse(event!.CloudTrailEvent)).toEqual({
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: expect.stringMatching(/^AIDA[A-Z0-9]{17}$/),
      arn: `arn:aws:iam::${ACCOUNT}:user/AKIATEST000000000000`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIATEST000000000000',
      userName: 'AKIATEST000000000000',
    },
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateDomain',
    awsRegion: 'us-east-1',
    sourceIPAddress: '127.0.0.1',
    userAgent: expect.stringContaining('aws-sdk-js'),
    requestParameters: {
      domainName: 'acme',
      authMode: 'IAM',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      defaultUserSettings: { executionRole: `arn:aws:iam::${ACCOUNT}:role/studio` },
      tags: [{ key: 'team', value: 'ml' }],
    },
    responseElements: {
      domainArn: `arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${domain}`,
      domainId: domain,
      url: `https://${domain}.studio.us-east-1.sagemaker.aws`,
    },
    requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    eventID: event!.EventId,
    readOnly: false,
    eventType: 'AwsApiCall',
    apiVersion: '2017-07-24',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  });
});

it('tells the session of a role, by its name', async () => {
  const principalArn = `arn:aws:sts::${ACCOUNT}:assumed-role/Analyst/ana`;
  const emulator = await startEmulator({
    permissions: permissionsOf({ AKIAANA: { principal: principalArn, allow: ['*'] } }, noFiles),
  });
  closing = emulator.close;
  await emulator.clientOf('AKIAANA').send(new ListAppsCommand({}));
  const input = by('Username', 'ana');
  const { Events } = await ask(emulator.url, 'CloudTrail', 'LookupEvents', input);
  expect(JSON.parse(Events[0]!.CloudTrailEvent).userIdentity).toMatchObject({
    type: 'AssumedRole',
    arn: principalArn,
    accessKeyId: 'AKIAANA',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/Analyst`, userName: 'Analyst' },
    },
  });
});

it('tells who is behind a session, of what was served and of what policies refused', async () => {
  const principal = `arn:aws:sts::${ACCOUNT}:assumed-role/Analyst/session-7`;
  const emulator = await startEmulator({
    permissions: permissionsOf(
      { AKIAANA: { principal, sourceIdentity: 'ana@acme.example', allow: ['sagemaker:ListApps', 'cloudtrail:*'] } },
      noFiles,
    ),
  });
  closing = emulator.close;
  const client = emulator.clientOf('AKIAANA');
  await client.send(new ListAppsCommand({}));
  await refusal(client.send(new DescribeDomainCommand({ DomainId: 'd-1' })));
  const { Events } = await ask(emulator.url, 'CloudTrail', 'LookupEvents', by('Username', 'session-7'));
  const told = Events.map(({ CloudTrailEvent }: Told) => JSON.parse(CloudTrailEvent));
  expect(
    told.map((event: { eventName: string; errorCode?: string; userIdentity: { sessionContext: object } }) => [
      event.eventName,
      event.errorCode,
      event.userIdentity.sessionContext,
    ]),
  ).toEqual([
    ['DescribeDomain', 'AccessDeniedException', expect.objectContaining({ sourceIdentity: 'ana@acme.example' })],
    ['ListApps', undefined, expect.objectContaining({ sourceIdentity: 'ana@acme.example' })],
  ]);
});

it('keeps a presigned URL to itself', async () => {
  const domain = await studio.acme();
  await ask(studio.url, 'SageMaker', 'CreatePresignedDomainUrl', { DomainId: domain, UserProfileName: 'ada' });
  const { Events } = await lookUp(by('EventName', 'CreatePresignedDomainUrl'));
  expect(JSON.parse(Events[0]!.CloudTrailEvent).responseElements).toEqual({
    authorizedUrl: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  });
});

it.each([
  ['EventName', 'CreateSpace', ['CreateSpace']],
  ['ReadOnly', 'true', ['ListApps']],
  ['EventSource', 'sagemaker.amazonaws.com', ['ListApps', 'CreateSpace', 'CreateUserProfile', 'CreateDomain']],
  ['Username', 'AKIATEST000000000000', ['ListApps', 'CreateSpace', 'CreateUserProfile', 'CreateDomain']],
  ['AccessKeyId', 'AKIANOBODY', []],
  ['ResourceName', 'lab', ['CreateSpace']],
  ['ResourceType', 'AWS::SageMaker::UserProfile', ['CreateUserProfile']],
  ['EventId', '00000000-0000-4000-8000-000000000000', []],
])('finds by %s: %s', async (key, value, expected) => {
  await studio.acme();
  await studio.client.send(new ListAppsCommand({}));
  expect(names(await lookUp(by(key, value)))).toEqual(expected);
});

it('finds one by its id', async () => {
  await studio.acme();
  const { Events } = await lookUp();
  for (const { EventId, EventName } of Events) {
    expect(names(await lookUp(by('EventId', EventId)))).toEqual([EventName]);
  }
});

it('leaves out what is longer than 100 KB, and still knows whose it was', async () => {
  const Tags = Array.from({ length: 50 }, (_, index) => ({
    Key: `${index}-${'é'.repeat(120)}`,
    Value: 'ü'.repeat(256),
  }));
  const domain = await studio.acme();
  const ResourceArn = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${domain}`;
  await ask(studio.url, 'SageMaker', 'AddTags', { ResourceArn, Tags });
  await ask(studio.url, 'SageMaker', 'UpdateUserProfile', {
    DomainId: domain,
    UserProfileName: 'ada',
    UserSettings: {
      JupyterLabAppSettings: {
        LifecycleConfigArns: [],
        CustomImages: Array.from({ length: 200 }, () => ({
          ImageName: 'i'.repeat(63),
          AppImageConfigName: 'c'.repeat(63),
        })),
      },
      KernelGatewayAppSettings: {
        CustomImages: Array.from({ length: 200 }, (_, index) => ({
          ImageName: 'j'.repeat(63),
          ImageVersionNumber: index,
          AppImageConfigName: 'd'.repeat(63),
        })),
      },
      CodeEditorAppSettings: {
        CustomImages: Array.from({ length: 200 }, (_, index) => ({
          ImageName: 'k'.repeat(63),
          ImageVersionNumber: index,
          AppImageConfigName: 'e'.repeat(63),
        })),
      },
    },
  }).catch(() => undefined);
  const [event] = (await lookUp(by('EventName', 'UpdateUserProfile'))).Events;
  expect(JSON.parse(event!.CloudTrailEvent).requestParameters).toBeNull();
  expect(event!.Resources).toContainEqual({ ResourceType: 'AWS::SageMaker::UserProfile', ResourceName: 'ada' });
  const [tagged] = (await lookUp(by('EventName', 'AddTags'))).Events;
  expect(JSON.parse(tagged!.CloudTrailEvent).requestParameters.tags).toHaveLength(50);
});

it('takes one attribute, and times the right way round', async () => {
  const two = {
    LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('ReadOnly', 'true').LookupAttributes],
  };
  expect((await refusalOf(lookUp(two))).code).toBe('InvalidLookupAttributesException');
  expect((await refusalOf(lookUp({ StartTime: 2, EndTime: 1 }))).code).toBe('InvalidTimeRangeException');
  expect((await refusalOf(lookUp({ NextToken: 'x' }))).code).toBe('InvalidNextTokenException');
  expect((await refusalOf(lookUp({ MaxResults: 51 }))).code).toBe('ValidationException');
});

it('answers two look-ups a second, and a third one later', async () => {
  const once = () => ask(studio.url, 'CloudTrail', 'LookupEvents');
  await once();
  await once();
  expect(await refusalOf(once())).toEqual({ code: 'ThrottlingException', message: 'Rate exceeded' });
  studio.clock.advance(1000);
  await once();
});

it('forgets after ninety days', async () => {
  await studio.domain();
  studio.clock.advance(90 * 24 * HOUR - 31 * 60_000);
  expect(names(await lookUp(by('EventName', 'CreateDomain')))).toEqual(['CreateDomain']);
  studio.clock.advance(2 * 60_000);
  expect(names(await lookUp(by('EventName', 'CreateDomain')))).toEqual([]);
});

it('finds what was called between two times', async () => {
  const before = studio.clock.now() / 1000;
  await studio.domain();
  const after = studio.clock.now() / 1000;
  await studio.client.send(new ListAppsCommand({}));
  expect(names(await lookUp({ StartTime: before, EndTime: before }))).toEqual(['CreateDomain']);
  expect(names(await lookUp({ StartTime: after }))).toEqual(['LookupEvents', 'ListApps']);
});

it('keeps the regions apart', async () => {
  await studio.domain();
  const there = await ask(studio.url, 'CloudTrail', 'LookupEvents', {}, { region: 'eu-west-1' });
  expect(there.Events).toEqual([]);
});

/** The events of a trail, told by their names, as a filter and a sort would have them. */
const some = fc.array(
  fc.record({ name: fc.constantFrom('A', 'B', 'C'), user: fc.constantFrom('ana', 'bo'), gap: fc.nat(3000) }),
  { maxLength: 200 },
);

it('finds each event once over all pages, as a plain filter would', () => {
  const attribute = fc.option(
    fc.oneof(
      fc.constantFrom('A', 'B', 'C', 'D').map((value) => ({ key: 'EventName' as const, value })),
      fc.constantFrom('ana', 'bo').map((value) => ({ key: 'Username' as const, value })),
      fc.constantFrom('r-A', 'r-B', 'none').map((value) => ({ key: 'ResourceName' as const, value })),
    ),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      some,
      attribute,
      fc.nat(100_000),
      fc.nat(100_000),
      fc.integer({ min: 1, max: 50 }),
      (given, by, a, b, most) => {
        const [trail, notes, clock] = [new Trail(), new Notes(), new ManualClock(0)];
        const calls = given.map(({ name, user, gap }, index): Ended => {
          clock.advance(gap);
          const caller = { accessKeyId: 'AKIA', accountId: ACCOUNT, region: '', sourceIPAddress: '', userAgent: '' };
          return {
            service: { eventSource: 'sagemaker.amazonaws.com' },
            name,
            caller: { ...caller, principalArn: `arn:aws:iam::${ACCOUNT}:user/${user}` },
            requestId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            time: clock.now(),
            input: { SpaceName: `r-${name}` },
          };
        });
        for (const call of calls) trail.add(notes.noted(call));
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        const found: string[] = [];
        let before: number | undefined;
        do {
          const page = trail.find({ attribute: by, from, until, before, most });
          expect(page.events.length).toBeLessThanOrEqual(most);
          found.push(...page.events.map(({ id }) => id));
          before = page.next;
          // What is called meanwhile belongs to no page that comes.
          if (calls[0]) trail.add(notes.noted({ ...calls[0], time: clock.now() + 1_000_000 }));
        } while (before !== undefined);
        const expected = calls
          .filter(({ time, name, caller }) => {
            if (time < from || time > until) return false;
            if (by?.key === 'Username') return caller.principalArn.endsWith(`/${by.value}`);
            return by === undefined || by.value.replace('r-', '') === name;
          })
          .map(({ requestId }) => eventIdOf(requestId));
        expect(found).toEqual(expected.reverse());
      },
    ),
  );
});

it.each([
  [`arn:aws:sts::${ACCOUNT}:federated-user/ana`, { type: 'FederatedUser', principalId: `${ACCOUNT}:ana` }],
  ['logs.us-east-1.amazonaws.com', { type: 'AWSService', invokedBy: 'logs.us-east-1.amazonaws.com' }],
  [`arn:aws:iam::${ACCOUNT}:root`, { type: 'Root', principalId: ACCOUNT }],
  [`arn:aws:iam::${ACCOUNT}:user/ana`, { type: 'IAMUser', userName: 'ana' }],
])('tells %s as what it is', async (principal, identity) => {
  const permissions = permissionsOf({ AKIAANA: { principal, allow: ['*'] } }, noFiles);
  const emulator = await startEmulator({ permissions });
  closing = emulator.close;
  // Whether it may is another question.
  await emulator
    .clientOf('AKIAANA')
    .send(new ListAppsCommand({}))
    .catch(() => undefined);
  const { Events } = await ask(emulator.url, 'CloudTrail', 'LookupEvents', by('EventName', 'ListApps'));
  expect(JSON.parse(Events[0]!.CloudTrailEvent).userIdentity).toMatchObject(identity);
});
