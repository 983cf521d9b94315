import { noticeOf } from '../../src/agent/notices';
import { AwsError, type AwsFailure, failureOf } from '../../src/aws/errors';
import { remedyOf, remedyOfGap } from '../../src/aws/remedy';
import { awsText } from '../../src/cli/failure';

const thrown = (name: string) => Object.assign(new Error('said by AWS'), { name });
const failures = ['ThrottlingException', 'CredentialsProviderError', 'ExpiredTokenException', 'TimeoutError'].map(
  (name) => failureOf(thrown(name), 'DescribeDomain'),
);

test.each(failures)('%j: panel and command line both say what to do, from one place', (failure: AwsFailure) => {
  const remedies = { user: remedyOf(failure, 'user'), administrator: remedyOf(failure, 'administrator') };
  expect(remedies.user).toBeTruthy();
  expect(remedies.administrator).toBeTruthy();
  expect(noticeOf(new AwsError(failure)).remedy).toBe(remedies.user);
  expect(awsText(new AwsError(failure))).toBe(`DescribeDomain: said by AWS; ${remedies.administrator}`);
});

test('a refusal names the action to allow in both', () => {
  const refused = new AwsError(failureOf(thrown('AccessDeniedException'), 'DescribeDomain'));
  expect(noticeOf(refused).remedy).toContain('sagemaker:DescribeDomain');
  const there = new AwsError(refused.failure, { region: 'eu-west-1' });
  expect(awsText(there)).toBe('AWS refused in eu-west-1: said by AWS; allow sagemaker:DescribeDomain');
  expect(awsText(refused)).toBe('AWS refused: said by AWS; allow sagemaker:DescribeDomain');
});

test('where the kind says nothing of what to do, nothing is made up', () => {
  const gone = new AwsError(failureOf(thrown('ResourceNotFound'), 'DescribeApp'));
  expect(noticeOf(gone).remedy).toBeUndefined();
  expect(awsText(gone)).toBe('DescribeApp: said by AWS');
});

test.each([
  ['ResourceNotFound', 'name one that exists where it is set'],
  ['ValidationException', 'correct what AWS refuses, and run this again'],
  ['AccessDeniedException', 'allow sagemaker:DescribeDomain'],
  ['TimeoutError', 'check the network, the proxy and AWS_REGION'],
  ['InternalFailure', 'try again later'],
])('of what could not be looked at for %s it is said: %s', (name, remedy) => {
  expect(remedyOfGap(failureOf(thrown(name), 'DescribeDomain'))).toBe(remedy);
});
