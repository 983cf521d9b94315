import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { connect } from '../../src/aws/client';
import { describeDomain } from '../../src/aws/domain';
import { AwsError } from '../../src/aws/errors';

jest.setTimeout(60_000);

/** The failure that a real SDK client meets at a server that answers as told, and the attempts it made. */
async function failure(answer: { status: number; type: string }, message = 'told so') {
  const server = createServer((_, reply) => {
    reply
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

test('the action to allow is the one that AWS names, which is not always that of the operation', async () => {
  const message =
    'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/r because no identity-based policy allows the iam:PassRole action';
  expect(await failure({ status: 400, type: 'AccessDeniedException' }, message)).toMatchObject({
    kind: 'permission',
    action: 'iam:PassRole',
  });
});

// In a Node process of its own: under Jest the SDK does not know Node's errors as errors, and wraps them.
test('a connection that is cut is told as unreachable', async () => {
  const program = `import { connect } from './src/aws/client';
    import { describeDomain } from './src/aws/domain';
    describeDomain(connect('us-east-1'), 'd-1').catch((error) => console.log(JSON.stringify(error.failure)));`;
  const outfile = path.join(mkdtempSync(path.join(os.tmpdir(), 'studiolo-test-')), 'program.cjs');
  buildSync({
    stdin: { contents: program, resolveDir: '.', loader: 'ts' },
    bundle: true,
    outfile,
    platform: 'node',
    format: 'cjs',
  });
  const server = createServer((_, reply) => reply.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  const env = { ...process.env, AWS_ENDPOINT_URL_SAGEMAKER: `http://127.0.0.1:${port}` };
  const running = promisify(execFile)(process.execPath, [outfile], { env });
  const { stdout } = await running.finally(() => server.close());
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'unreachable', operation: 'DescribeDomain' });
});
