import { DeleteUserProfileCommand } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { HOUR, Studio } from '../../studio';
import { ask, refusalOf } from '../ask';

let studio: Studio;
beforeEach(async () => (studio = await Studio.open()));
afterEach(() => studio.close());

const cloudWatch = (operation: string, input: object) => ask(studio.url, 'CloudWatch', operation, input);
const dimensions = (Resource: string) =>
  Object.entries({ Service: 'SageMaker', Class: 'None', Type: 'Resource', Resource }).map(([Name, Value]) => ({
    Name,
    Value,
  }));
const PROFILES = 'studio/max_user_profiles_per_domain';
const query = (resource: string, more: object = {}) => ({
  Id: 'm1',
  MetricStat: {
    Metric: { Namespace: 'AWS/Usage', MetricName: 'ResourceCount', Dimensions: dimensions(resource) },
    Period: 3600,
    Stat: 'Maximum',
  },
  ...more,
});
const data = async (queries: object[], more: object = {}) => {
  const now = studio.clock.now() / 1000;
  const input = { MetricDataQueries: queries, StartTime: now - 24 * 3600, EndTime: now, ...more };
  return (await cloudWatch('GetMetricData', input)).MetricDataResults;
};

it('GetMetricData tells hour by hour how many there were, an hour late', async () => {
  const domain = await studio.domain();
  await studio.profile(domain, 'ana');
  studio.clock.advance(2 * HOUR);
  await studio.profile(domain, 'bo');
  await studio.client.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: 'ana' }));
  studio.clock.advance(3 * HOUR);
  await studio.client.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: 'bo' }));
  studio.clock.advance(3 * HOUR);
  const [profiles, domains] = await data([query(PROFILES), query('studio/total_domains', { Id: 'm2' })]);
  // Newest first, from eight o'clock back to one: nobody, bo alone, both for a moment, ana alone.
  expect(profiles.Values).toEqual([0, 0, 1, 1, 1, 2, 1, 1]);
  expect(profiles.Timestamps).toEqual([...profiles.Timestamps].sort().reverse());
  expect(domains.Values.every((value: number) => value === 1)).toBe(true);
  expect(profiles).toMatchObject({ Id: 'm1', Label: 'ResourceCount', StatusCode: 'Complete' });
  const [lately] = await data([query(PROFILES)], { StartTime: studio.clock.now() / 1000 - 1800 });
  expect(lately.Values).toEqual([]);
});

it('GetMetricData refuses what it does not serve', async () => {
  const expression = { Id: 'e1', Expression: 'm1 / SERVICE_QUOTA(m1)' };
  expect((await refusalOf(data([query(PROFILES), expression]))).message).toContain('expressions are not served');
  const now = studio.clock.now() / 1000;
  expect((await refusalOf(data([query(PROFILES)], { StartTime: now }))).code).toBe('ValidationError');
  expect(await data([query('studio/none')])).toMatchObject([{ Values: [] }]);
  const twice = data([query(PROFILES), query('studio/total_domains')]);
  expect(await refusalOf(twice)).toMatchObject({ code: 'ValidationError', message: expect.stringContaining('m1') });
  for (const Period of [7, 90]) {
    const { MetricStat, ...rest } = query(PROFILES);
    const odd = data([{ ...rest, MetricStat: { ...MetricStat, Period } }]);
    expect((await refusalOf(odd)).message).toContain('Period must be');
  }
});

it('GetMetricStatistics tells 1,440 values at most', async () => {
  const now = studio.clock.now() / 1000;
  const of = { Namespace: 'AWS/Usage', MetricName: 'ResourceCount', Statistics: ['Maximum'], EndTime: now };
  const asked = (hours: number, Period: number) =>
    cloudWatch('GetMetricStatistics', { ...of, StartTime: now - hours * 3600, Period });
  expect(await asked(24, 60)).toMatchObject({ Datapoints: [] });
  expect((await refusalOf(asked(25, 60))).code).toBe('InvalidParameterCombination');
  expect((await refusalOf(asked(1, 61))).code).toBe('InvalidParameterValue');
});

it('ListMetrics lists those that have values', async () => {
  expect((await cloudWatch('ListMetrics', { Namespace: 'AWS/Usage' })).Metrics).toEqual([]);
  await studio.acme();
  studio.clock.advance(2 * HOUR);
  const { Metrics } = await cloudWatch('ListMetrics', { Namespace: 'AWS/Usage', MetricName: 'ResourceCount' });
  const resources = Metrics.map(
    ({ Dimensions }: { Dimensions: { Name: string; Value: string }[] }) =>
      Dimensions.find(({ Name }) => Name === 'Resource')?.Value,
  );
  expect(resources.sort()).toEqual([PROFILES, 'studio/total_domains']);
  expect((await cloudWatch('ListMetrics', { Namespace: 'AWS/EC2' })).Metrics).toEqual([]);
  const one = { Dimensions: [{ Name: 'Resource', Value: PROFILES }] };
  expect((await cloudWatch('ListMetrics', one)).Metrics).toHaveLength(1);
});

it('GetMetricStatistics makes one value of each period', async () => {
  const domain = await studio.domain();
  for (const name of ['ana', 'bo', 'cy']) {
    studio.clock.advance(HOUR);
    await studio.profile(domain, name);
  }
  studio.clock.advance(HOUR);
  const now = studio.clock.now() / 1000;
  const { Datapoints } = await cloudWatch('GetMetricStatistics', {
    Namespace: 'AWS/Usage',
    MetricName: 'ResourceCount',
    Dimensions: dimensions(PROFILES),
    StartTime: now - 24 * 3600,
    EndTime: now,
    Period: 24 * 3600,
    Statistics: ['Maximum', 'SampleCount'],
  });
  expect(Datapoints).toHaveLength(1);
  expect(Datapoints[0]).toMatchObject({ Maximum: expect.any(Number), Unit: 'None' });
  expect(Datapoints[0].Maximum).toBeGreaterThan(1);
});

it('counts agree with what is there, whatever comes and goes', async () => {
  const step = fc.record({ name: fc.constantFrom('ana', 'bo', 'cy'), hours: fc.integer({ min: 1, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await studio.close();
      studio = await Studio.open();
      const domain = await studio.domain();
      const there = new Set<string>();
      const counts: { from: number; count: number }[] = [];
      for (const { name, hours } of steps) {
        if (there.delete(name)) {
          await studio.client.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: name }));
          studio.settle();
        } else {
          there.add(name);
          await studio.profile(domain, name);
        }
        counts.push({ from: studio.clock.now() / 1000, count: there.size });
        studio.clock.advance(hours * HOUR);
      }
      studio.clock.advance(HOUR);
      const [{ Timestamps, Values }] = await data([query(PROFILES)], { StartTime: 0 });
      for (const [index, time] of Timestamps.entries()) {
        // Between a change and when it is settled, either is right.
        const before = counts.filter(({ from }) => from <= time).at(-1)?.count ?? 0;
        const after = counts.filter(({ from }) => from - 1800 <= time).at(-1)?.count ?? 0;
        expect([before, after]).toContain(Values[index]);
      }
    }),
    { numRuns: 10 },
  );
});
