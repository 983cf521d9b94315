import { ACCOUNT, MINUTE, refusal, Studio } from '../../studio';
import { ask, refusalOf } from '../ask';

const DOMAINS = { ServiceCode: 'sagemaker', QuotaCode: 'L-B683BCB0' };
const G5 = { ServiceCode: 'sagemaker', QuotaCode: 'L-988CE6C5' };
const P5 = 'Studio JupyterLab Apps running on ml.p5.48xlarge instances';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open({
    accountQuotas: {
      'Total domains': 1,
      'Studio JupyterLab Apps running on ml.g5.xlarge instances': 5,
      [P5]: 'not offered',
    },
  });
});
afterEach(() => studio.close());

const quotas = (operation: string, input: object = {}) => ask(studio.url, 'Service Quotas', operation, input);
const allDefaults = async () => {
  const found: { QuotaName: string; QuotaCode: string; Value: number }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await quotas('ListAWSDefaultServiceQuotas', { ServiceCode: 'sagemaker', NextToken });
    found.push(...page.Quotas);
    ({ NextToken } = page);
  } while (NextToken);
  return found;
};

it('GetServiceQuota tells the value that is enforced', async () => {
  expect((await quotas('GetServiceQuota', DOMAINS)).Quota).toEqual({
    ServiceCode: 'sagemaker',
    ServiceName: 'Amazon SageMaker',
    QuotaArn: `arn:aws:servicequotas:us-east-1:${ACCOUNT}:sagemaker/L-B683BCB0`,
    QuotaCode: 'L-B683BCB0',
    QuotaName: 'Total domains',
    Value: 1,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
    UsageMetric: {
      MetricNamespace: 'AWS/Usage',
      MetricName: 'ResourceCount',
      MetricDimensions: { Class: 'None', Resource: 'studio/total_domains', Service: 'SageMaker', Type: 'Resource' },
      MetricStatisticRecommendation: 'Maximum',
    },
    QuotaAppliedAtLevel: 'ACCOUNT',
  });
  await studio.domain();
  expect((await refusal(studio.domain({ DomainName: 'second' }))).message).toContain("'Total domains' is 1 Domains");
});

it('ListServiceQuotas leaves out what has no value in the account, which only has a default', async () => {
  const { Quotas } = await quotas('ListServiceQuotas', { ServiceCode: 'sagemaker' });
  expect(Quotas.map(({ QuotaName, Value }: { QuotaName: string; Value: number }) => [QuotaName, Value])).toEqual([
    ['Studio JupyterLab Apps running on ml.g5.xlarge instances', 5],
    ['Total domains', 1],
  ]);
  const spaces = { ServiceCode: 'sagemaker', QuotaCode: 'L-8E5333B4' };
  expect((await refusalOf(quotas('GetServiceQuota', spaces))).code).toBe('NoSuchResourceException');
});

it('GetAWSDefaultServiceQuota tells the default of what has no value in the account, too', async () => {
  const spaces = { ServiceCode: 'sagemaker', QuotaCode: 'L-8E5333B4' };
  expect((await quotas('GetAWSDefaultServiceQuota', spaces)).Quota).toMatchObject({
    QuotaArn: 'arn:aws:servicequotas:us-east-1::sagemaker/L-8E5333B4',
    Value: 2,
  });
});

it('ListAWSDefaultServiceQuotas has each quota once, by name, with a default that misleads', async () => {
  const all = await allDefaults();
  const names = all.map(({ QuotaName }) => QuotaName);
  expect(names).toEqual([...new Set(names)].sort());
  expect(new Set(all.map(({ QuotaCode }) => QuotaCode)).size).toBe(all.length);
  expect(all.find(({ QuotaName }) => QuotaName === 'Total domains')).toMatchObject({ Value: 2 });
  expect(names).toContain('Studio CodeEditor Apps running on ml.t3.medium instances');
});

it('a quota that a region does not offer is not there, which is not zero', async () => {
  const code = { ServiceCode: 'sagemaker', QuotaCode: 'L-B41FBF28' };
  for (const operation of ['GetServiceQuota', 'GetAWSDefaultServiceQuota']) {
    expect((await refusalOf(quotas(operation, code))).code).toBe('NoSuchResourceException');
  }
  expect((await allDefaults()).map(({ QuotaName }) => QuotaName)).not.toContain(P5);
});

it('ListServices knows no other service', async () => {
  expect((await quotas('ListServices')).Services).toEqual([
    { ServiceCode: 'sagemaker', ServiceName: 'Amazon SageMaker' },
  ]);
  for (const operation of ['ListServiceQuotas', 'ListAWSDefaultServiceQuotas']) {
    expect((await refusalOf(quotas(operation, { ServiceCode: 'ec2' }))).code).toBe('NoSuchResourceException');
  }
});

describe('RequestServiceQuotaIncrease', () => {
  it('is pending, then granted, as GetRequestedServiceQuotaChange tells, and what it was for can be made', async () => {
    await studio.domain();
    const { RequestedQuota } = await quotas('RequestServiceQuotaIncrease', { ...DOMAINS, DesiredValue: 2 });
    expect(RequestedQuota).toMatchObject({ QuotaName: 'Total domains', DesiredValue: 2, Status: 'PENDING' });
    const RequestId = RequestedQuota.Id;
    await refusal(studio.domain({ DomainName: 'second' }));
    studio.clock.advance(10 * MINUTE);
    expect((await quotas('GetRequestedServiceQuotaChange', { RequestId })).RequestedQuota.Status).toBe('APPROVED');
    expect((await quotas('GetServiceQuota', DOMAINS)).Quota.Value).toBe(2);
    await studio.domain({ DomainName: 'second' });
  });

  it('asks for more than there is, and once at a time', async () => {
    const ask = (DesiredValue: number) => quotas('RequestServiceQuotaIncrease', { ...G5, DesiredValue });
    expect((await refusalOf(ask(5))).code).toBe('IllegalArgumentException');
    await ask(6);
    expect((await refusalOf(ask(7))).code).toBe('ResourceAlreadyExistsException');
    studio.clock.advance(10 * MINUTE);
    await ask(7);
  });

  it('is told by ListRequestedServiceQuotaChangeHistory, and of one quota by ListRequestedServiceQuotaChangeHistoryByQuota, newest first', async () => {
    await quotas('RequestServiceQuotaIncrease', { ...G5, DesiredValue: 6 });
    studio.clock.advance(10 * MINUTE);
    await quotas('RequestServiceQuotaIncrease', { ...DOMAINS, DesiredValue: 3 });
    const told = ({ RequestedQuotas }: { RequestedQuotas: { QuotaCode: string; Status: string }[] }) =>
      RequestedQuotas.map(({ QuotaCode, Status }) => [QuotaCode, Status]);
    expect(told(await quotas('ListRequestedServiceQuotaChangeHistory'))).toEqual([
      ['L-B683BCB0', 'PENDING'],
      ['L-988CE6C5', 'APPROVED'],
    ]);
    expect(told(await quotas('ListRequestedServiceQuotaChangeHistory', { Status: 'PENDING' }))).toHaveLength(1);
    expect(told(await quotas('ListRequestedServiceQuotaChangeHistoryByQuota', G5))).toEqual([
      ['L-988CE6C5', 'APPROVED'],
    ]);
  });
});
