import { services } from '../../../src/emulator/services';
import { identityStoreId, instanceArn } from '../../../src/emulator/rules/identity-center';
import { ACCOUNT, Studio } from '../studio';
import { ask, refusalOf } from './ask';

let studio: Studio;
beforeAll(async () => (studio = await Studio.open()));
afterAll(() => studio.close());

const now = Date.UTC(2026, 0, 1) / 1000;
const center = { accountId: ACCOUNT, region: 'us-east-1' };

/** What the operations that have pages are asked for besides, and what each service calls a token that is none of its own. */
it.each([
  ['Resource Groups Tagging', 'GetResources', {}, 'InvalidParameterException'],
  ['Resource Groups Tagging', 'GetTagKeys', {}, 'InvalidParameterException'],
  ['Resource Groups Tagging', 'GetTagValues', { Key: 'a' }, 'InvalidParameterException'],
  ['CloudTrail', 'LookupEvents', {}, 'InvalidNextTokenException'],
  ['Service Quotas', 'ListServiceQuotas', { ServiceCode: 'sagemaker' }, 'InvalidPaginationTokenException'],
  ['Service Quotas', 'ListAWSDefaultServiceQuotas', { ServiceCode: 'sagemaker' }, 'InvalidPaginationTokenException'],
  ['Service Quotas', 'ListRequestedServiceQuotaChangeHistory', {}, 'InvalidPaginationTokenException'],
  ['CloudWatch', 'GetMetricData', { MetricDataQueries: [], StartTime: now, EndTime: now + 1 }, 'InvalidNextToken'],
  ['Identity Store', 'ListUsers', { IdentityStoreId: identityStoreId(center) }, 'ValidationException'],
  ['Identity Center', 'ListApplications', { InstanceArn: instanceArn(center) }, 'ValidationException'],
  ['SageMaker', 'ListApps', {}, 'ValidationException'],
])('%s: %s tells a token that it has not given by its own code', async (title, operation, input, code) => {
  const members = services.find((each) => each.title === title)?.model;
  const shape = members?.operation(operation).input?.shape ?? '';
  const [member = ''] = Object.keys(members?.shape(shape).members ?? {}).filter((name) => name.endsWith('Token'));
  // Of names, any text in Base64 is one; Service Quotas takes no other sign in its tokens.
  const token = title === 'Resource Groups Tagging' ? '%' : 'bm9uZQ';
  const call = ask(studio.url, title, operation, { ...input, [member]: token });
  expect((await refusalOf(call)).code).toBe(code);
});
