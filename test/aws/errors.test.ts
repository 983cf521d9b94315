import { createServer } from 'node:http';
import { connect } from '../../src/aws/client';
import { describeDomain } from '../../src/aws/domain';
import { AwsError } from '../../src/aws/errors';

/** The failure that a real SDK client meets at a server that answers as told, and the attempts it made. */
async function failure(answer: { status: number; type: string } | 'closed', message = 'told so') {
  const server = createServer((_, reply) => {
    if (answer === 'closed') return reply.destroy();
    return reply
      .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ __type: answer.type, Message: message }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  let attempts = 0;
  try {
    await describeDomain(
      connect('us-east-1').metered((count) => (attempts += count)),
      'd-1',
    );
    throw new Error('it did not fail');
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...error.failure, attempts };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.each([
  [
    'AccessDeniedException',
    { kind: 'permission', action: 'sagemaker:DescribeDomain', message: 'told so', attempts: 1 },
  ],
  ['ThrottlingException', { kind: 'throttled', operation: 'DescribeDomain', attempts: 2 }],
  ['ResourceNotFound', { kind: 'not-found', message: 'told so', attempts: 1 }],
  ['ResourceInUse', { kind: 'conflict' }],
  ['ValidationException', { kind: 'conflict' }],
  ['ExpiredTokenException', { kind: 'credentials' }],
  ['SomethingNew', { kind: 'failed', message: 'told so' }],
])('%s becomes a failure of ours, with its attempts counted', async (type, told) => {
  expect(await failure({ status: 400, type })).toMatchObject(told);
});

test('a connection that is cut is told as unreachable', async () => {
  expect(await failure('closed')).toMatchObject({ kind: 'unreachable', operation: 'DescribeDomain' });
});
