import { connect } from '../../src/aws/client';
import { describeDomain } from '../../src/aws/domain';
import { createRepository, hasRepository } from '../../src/aws/ecr-repository';
import { AwsError } from '../../src/aws/errors';
import { lifecycleLogLines } from '../../src/aws/log-events';
import { thorough } from '../../src/aws/patience';
import { connectS3, deleteObject, hasObject, listObjects, putObject } from '../../src/aws/s3-object';
import { describeUserProfile } from '../../src/aws/user-profile';
import { askAt, awsServer, refuse } from './aws-server';
import { say } from '../../src/protocol/message';

jest.setTimeout(30_000);

let stop = () => undefined as void;
afterEach(() => stop());

async function at(answer: Parameters<typeof awsServer>[0]) {
  const aws = await awsServer(answer);
  askAt(aws.url);
  stop = () => aws.stop();
  return aws;
}

const failureOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AwsError) return error.failure;
  throw error ?? new Error('it did not fail');
};

const repository = { region: 'us-east-1', registryId: '123456789012', repositoryName: 'lab' };
const sha256 = 'ab'.repeat(32);
const object = { bucket: 'tools', key: 'a' };
/** Each kind of call that goes to AWS, ended by a signal. */
const calls: Record<string, (ending: AbortSignal) => Promise<unknown>> = {
  DescribeDomain: (ending) => describeDomain(connect('us-east-1', thorough).until(ending), 'd-1'),
  DescribeRepositories: (ending) => hasRepository(repository, ending),
  CreateRepository: (ending) => createRepository(repository, ending),
  HeadObject: (ending) => hasObject(connectS3('us-east-1').until(ending), object, sha256, 1),
  PutObject: (ending) => putObject(connectS3('us-east-1').until(ending), object, Buffer.from('x'), sha256),
  ListObjectsV2: (ending) => listObjects(connectS3('us-east-1').until(ending), 'tools', 'a/'),
  DeleteObject: (ending) => deleteObject(connectS3('us-east-1').until(ending), object),
  FilterLogEvents: (ending) => lifecycleLogLines('us-east-1', 'd-1', 'x', 0, ending),
};

test.each(Object.keys(calls))('%s that is never answered ends when it is told to', async (name) => {
  const ending = new AbortController();
  const aws = await at(() => {
    // Once it is asked, and not before.
    ending.abort();
    return undefined;
  });
  expect(await failureOf(calls[name]!(ending.signal))).toMatchObject({ kind: 'interrupted', operation: name });
  expect(aws.calls).toHaveLength(1);
});

test.each(Object.keys(calls))('%s is not asked at all once it is told to end', async (name) => {
  const aws = await at(() => ({}));
  expect(await failureOf(calls[name]!(AbortSignal.abort()))).toMatchObject({ kind: 'interrupted' });
  expect(aws.calls).toEqual([]);
});

test('a call that is never answered ends by itself', async () => {
  await at(() => undefined);
  const hasty = { attempts: 2, answer: 50, whole: 10_000 };
  const given = await failureOf(describeDomain(connect('us-east-1', hasty), 'd-1'));
  expect(given).toMatchObject({ kind: 'unreachable', operation: 'DescribeDomain' });
  const longest = { attempts: 8, answer: 10_000, whole: 100 };
  expect(await failureOf(describeDomain(connect('us-east-1', longest), 'd-1'))).toMatchObject({
    kind: 'unreachable',
    message: 'no whole answer came within 0.1 s',
  });
});

test('a look at an object in S3 that is never answered ends by itself', async () => {
  await at(() => undefined);
  const hasty = { attempts: 2, answer: 50, whole: 10_000 };
  expect(await failureOf(hasObject(connectS3('us-east-1', hasty), object, sha256, 1))).toEqual({
    kind: 'unreachable',
    operation: 'HeadObject',
    message: `no answer came within 0.05 s (bucket ${object.bucket})`,
    told: say('aws-silent-within', { seconds: 0.05 }),
  });
});

test('a call that is throttled now and then is not noticed in hundreds, and one that always is says so', async () => {
  let asked = 0;
  await at((_, reply) => ((asked += 1) % 50 === 0 ? refuse(reply, 400, 'ThrottlingException', 'Rate exceeded') : {}));
  const sagemaker = connect('us-east-1', thorough);
  for (let profile = 0; profile < 100; profile += 1) await describeUserProfile(sagemaker, 'd-1', `p${profile}`);
  expect(asked).toBeGreaterThan(100);
  stop();
  await at((_, reply) => refuse(reply, 400, 'ThrottlingException'));
  const twice = { ...thorough, attempts: 2 };
  expect(await failureOf(describeDomain(connect('us-east-1', twice), 'd-1'))).toMatchObject({ kind: 'throttled' });
});

test.each([
  [500, 'InternalFailure', 'failed', /^DescribeDomain was answered 500 InternalFailure, without a reason$/],
  [400, 'ThrottlingException', 'throttled', /^DescribeDomain was answered 400 ThrottlingException, without a reason$/],
])('an error without text names the operation: %i %s', async (status, type, kind, message) => {
  await at((_, reply) => refuse(reply, status, type));
  const failure = await failureOf(describeDomain(connect('us-east-1', 1), 'd-1'));
  expect(failure).toMatchObject({ kind, message: expect.stringMatching(message) });
});

test('what S3 refuses without a word names the action that allows it', async () => {
  await at((_, reply) => void reply.writeHead(403).end());
  const s3 = connectS3('us-east-1');
  expect(await failureOf(listObjects(s3, 'tools', ''))).toMatchObject({ kind: 'permission', action: 's3:ListBucket' });
  expect(await failureOf(putObject(s3, object, Buffer.from('x'), sha256))).toMatchObject({ action: 's3:PutObject' });
  // Who may not list the bucket is answered the same for what is not there.
  expect(await hasObject(s3, object, sha256, 1)).toBe(false);
});

test('what is no answer of AWS, such as that of a proxy, is told as that', async () => {
  await at((_, reply) => void reply.writeHead(400).end('<html>Please sign in</html>'));
  const { message } = await failureOf(describeDomain(connect('us-east-1', 1), 'd-1'));
  expect(message).toMatch(/^DescribeDomain was answered 400, but not as AWS answers: /);
});

test('a bucket of another region is told as that', async () => {
  await at((_, reply) => void reply.writeHead(301).end());
  expect(await failureOf(deleteObject(connectS3('us-east-1'), object))).toMatchObject({
    kind: 'conflict',
    message: `the bucket is in another region; name its region (bucket ${object.bucket})`,
  });
});
