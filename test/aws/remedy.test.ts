import { reasonOf } from '../../src/admin/converge/failure';
import { noticeOf } from '../../src/agent/notices';
import { AwsError, type AwsFailure, failureOf } from '../../src/aws/errors';
import { remedyOf, remedyOfGap } from '../../src/aws/remedy';
import { awsText } from '../../src/cli/failure';
import { inWords } from '../protocol/in-words';

const thrown = (name: string) => Object.assign(new Error('said by AWS'), { name });
const failures = ['ThrottlingException', 'CredentialsProviderError', 'ExpiredTokenException', 'TimeoutError'].map(
  (name) => failureOf(thrown(name), 'DescribeDomain'),
);

test.each(failures)('%j: panel and command line both say what to do', (failure: AwsFailure) => {
  expect(inWords(noticeOf(new AwsError(failure))).remedy).toMatch(/^[A-Z].*\.$/);
  const error = new AwsError(failure);
  expect(remedyOf(error)).toBeTruthy();
  expect(awsText(error)).toBe(`DescribeDomain: said by AWS; ${remedyOf(error)}`);
});

test('a refusal names the action to allow in both', () => {
  const refused = new AwsError(failureOf(thrown('AccessDeniedException'), 'DescribeDomain'));
  expect(inWords(noticeOf(refused)).remedy).toContain('sagemaker:DescribeDomain');
  const there = new AwsError(refused.failure, { region: 'eu-west-1' });
  expect(awsText(there)).toBe('AWS refused in eu-west-1: said by AWS; allow sagemaker:DescribeDomain');
  expect(awsText(refused)).toBe('AWS refused: said by AWS; allow sagemaker:DescribeDomain');
});

test('where the kind says nothing of what to do, nothing is made up', () => {
  const gone = new AwsError(failureOf(thrown('ResourceNotFound'), 'DescribeVolumes'));
  expect(noticeOf(gone).remedy).toBeUndefined();
  expect(awsText(gone)).toBe('DescribeVolumes: said by AWS');
});

test.each([
  ['DescribeDomain', 'in eu-west-1', 'check the domain and the region: aws sagemaker list-domains --region eu-west-1'],
  ['ListSpaces', 'in eu-west-1', 'check the domain and the region: aws sagemaker list-domains --region eu-west-1'],
  [
    'DescribeUserProfile',
    'for domain d-a in eu-west-1',
    'check the user profile and the region: aws sagemaker list-user-profiles --domain-id-equals d-a --region eu-west-1',
  ],
  [
    'UpdateSpace',
    'for domain d-a in eu-west-1',
    'check the space and the region: aws sagemaker list-spaces --domain-id-equals d-a --region eu-west-1',
  ],
  [
    'DescribeImageVersion',
    'in eu-west-1',
    'check the image and the region: aws sagemaker list-images --region eu-west-1',
  ],
  [
    'DescribeAppImageConfig',
    'in eu-west-1',
    'check the AppImageConfig and the region: aws sagemaker list-app-image-configs --region eu-west-1',
  ],
  [
    'DescribeRepositories',
    'in eu-west-1',
    'check the repository and the region: aws ecr describe-repositories --region eu-west-1',
  ],
])(
  'what %s does not find is told with where it was looked for, and how to see what is there',
  (operation, where, how) => {
    const domainId = where.includes('domain') ? 'd-a' : undefined;
    const gone = new AwsError(failureOf(thrown('ResourceNotFound'), operation), { region: 'eu-west-1', domainId });
    expect(awsText(gone)).toBe(`${operation} ${where}: said by AWS; ${how} lists what is there`);
  },
);

test('a bucket that is not there is looked for among those of the account', () => {
  const gone = new AwsError(failureOf(thrown('ResourceNotFound'), 'PutObject'), { region: 'eu-west-1' });
  expect(awsText(gone)).toMatch(/^PutObject in eu-west-1: said by AWS; check its name: aws s3 ls lists /);
});

test.each([
  ['ResourceNotFound', 'name one that exists where it is set'],
  ['ValidationException', 'correct what AWS refuses, and run this again'],
  ['AccessDeniedException', 'allow sagemaker:DescribeDomain'],
  ['TimeoutError', 'check the network, the proxy, the region and, if it is set, AWS_ENDPOINT_URL'],
  ['InternalFailure', 'try again later'],
])('of what could not be looked at for %s it is said: %s', (name, remedy) => {
  expect(remedyOfGap(failureOf(thrown(name), 'DescribeDomain'))).toBe(remedy);
});

test.each([
  ['AccessDeniedException', 'AWS refused in eu-west-1: said by AWS', 'allow sagemaker:DescribeDomain'],
  [
    'ExpiredTokenException',
    'DescribeDomain in eu-west-1: said by AWS',
    /^sign in to AWS, .*; then run the command again/,
  ],
  ['ResourceLimitExceeded', 'DescribeDomain in eu-west-1: said by AWS', /^correct the cause and run the command again/],
])('a step that fails with %s names the region, and says what to do', (name, why, remedy) => {
  const failed = reasonOf(new AwsError(failureOf(thrown(name), 'DescribeDomain'), { region: 'eu-west-1' }));
  expect(failed).toEqual({ why, remedy: typeof remedy === 'string' ? remedy : expect.stringMatching(remedy) });
});
