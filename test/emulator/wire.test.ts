import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { CreateImageCommand, DescribeImageCommand } from '@aws-sdk/client-sagemaker';
import { startEmulator } from './harness';
import { agent, AUTHORIZATION, refused, request } from './request';
import { ROLE } from './studio';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
beforeAll(async () => (emulator = await startEmulator()));
afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

const LIST = 'SageMaker.ListDomains';
const call = (target: string | undefined, body: string, headers: Record<string, string | undefined> = {}) =>
  refused(request(emulator.url, target, body, { headers }));

describe('an answer', () => {
  it('is JSON 1.1 and has a request id of its own', async () => {
    const first = await request(emulator.url, LIST, '{}');
    const second = await request(emulator.url, LIST, '{}');
    expect(first).toMatchObject({ status: 200, text: '{"Domains":[]}' });
    expect(first.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(first.headers['x-amzn-requestid']).not.toBe(second.headers['x-amzn-requestid']);
  });

  it('has nothing in it where the operation has no output', async () => {
    const named = '{"AppImageConfigName":"short"}';
    await request(emulator.url, 'SageMaker.CreateAppImageConfig', named);
    const answer = await request(emulator.url, 'SageMaker.DeleteAppImageConfig', named);
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it('has times in seconds since the epoch, with their fraction', async () => {
    emulator.clock.advance(1234);
    await emulator.client.send(new CreateImageCommand({ ImageName: 'timed', RoleArn: ROLE }));
    const { text } = await request(emulator.url, 'SageMaker.DescribeImage', '{"ImageName":"timed"}');
    expect(JSON.parse(text).CreationTime).toBe(emulator.clock.now() / 1000);
    const { CreationTime } = await emulator.client.send(new DescribeImageCommand({ ImageName: 'timed' }));
    expect(CreationTime?.getTime()).toBe(emulator.clock.now());
  });
});

describe('what is no call', () => {
  it.each([
    ['no target', undefined],
    ['an operation that is not there', 'SageMaker.CreateCastle'],
    ['a name that every object has', 'SageMaker.constructor'],
    ['another service', 'DynamoDB_20120810.ListTables'],
    ['only a name', 'ListDomains'],
  ])('has an unknown operation: %s', async (_, target) => {
    expect(await call(target, '{}')).toEqual({ status: 400, body: { __type: 'UnknownOperationException' } });
  });

  it.each(['text/plain', 'application/json', 'application/x-amz-json-1.0', '', undefined])(
    'has an unknown operation: content type %j',
    async (contentType) => {
      const unknown = { status: 404, body: { __type: 'UnknownOperationException' } };
      expect(await call(LIST, '{}', { 'content-type': contentType })).toEqual(unknown);
    },
  );

  it('takes a content type with its parameters, in any case', async () => {
    const headers = { 'content-type': 'Application/X-Amz-Json-1.1; charset=utf-8' };
    expect(await request(emulator.url, LIST, '{}', { headers })).toMatchObject({ status: 200 });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('has an unknown operation: method %s', async (method) => {
    const unknown = { status: 404, body: { __type: 'UnknownOperationException' } };
    expect(await refused(request(emulator.url, LIST, '', { method }))).toEqual(unknown);
  });

  it.each(['', '{', '{"DomainId":}', 'null', '1', '"{}"', '{}{}', '\u0000', "{'DomainId': 1}"])(
    'is not JSON, or no object: %j',
    async (body) => {
      expect(await call(LIST, body)).toEqual({ status: 400, body: { __type: 'SerializationException' } });
    },
  );
});

describe('who calls', () => {
  const credential = (value: string) => AUTHORIZATION.replace(/Credential=[^,]+/, `Credential=${value}`);

  it('has to be said', async () => {
    expect(await call(LIST, '{}', { authorization: undefined })).toEqual({
      status: 400,
      body: { __type: 'MissingAuthenticationTokenException', Message: 'Missing Authentication Token' },
    });
  });

  it.each([
    ['Bearer abc', /^Authorization header requires 'Credential' parameter\. .*Authorization=Bearer$/],
    [AUTHORIZATION.replace(/, Signature=0/, ''), /^Authorization header requires 'Signature' parameter\./],
    [AUTHORIZATION.replace(/SignedHeaders=host, /, ''), /^Authorization header requires 'SignedHeaders' parameter\./],
    [
      credential('AKIA/us-east-1/sagemaker'),
      /^Credential must have exactly 5 slash-delimited elements, .* got 'AKIA\//,
    ],
    [credential('AKIA/20260101/us-east-1/sagemaker/aws5'), /^Credential must have exactly 5/],
    [credential('/20260101/us-east-1/sagemaker/aws4_request'), /^Credential must have exactly 5/],
    [AUTHORIZATION.replace('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1'), /AWS4-HMAC-SHA1/],
  ])('has to be said in full: %s', async (authorization, message) => {
    expect(await call(LIST, '{}', { authorization })).toEqual({
      status: 400,
      body: { __type: 'IncompleteSignatureException', Message: expect.stringMatching(message) },
    });
  });

  it('needs the time of signing', async () => {
    expect(await call(LIST, '{}', { 'x-amz-date': undefined })).toMatchObject({
      body: {
        __type: 'IncompleteSignatureException',
        Message: expect.stringContaining("existence of either a 'X-Amz-Date' or a 'Date' header"),
      },
    });
  });

  it('has to call this service', async () => {
    const authorization = credential('AKIA/20260101/us-east-1/s3/aws4_request');
    expect(await call(LIST, '{}', { authorization })).toMatchObject({
      body: {
        __type: 'InvalidSignatureException',
        Message: expect.stringContaining("Credential should be scoped to correct service: 'sagemaker'"),
      },
    });
  });

  it.each(['us', 'us-east', 'US-EAST-1', 'aws-global', 'us-east-1 ', '-', 'us-east-1:x'])(
    'has to be for a region, which %j is not',
    async (region) => {
      const authorization = credential(`AKIA/20260101/${region}/sagemaker/aws4_request`);
      expect(await call(LIST, '{}', { authorization })).toEqual({
        status: 400,
        body: {
          __type: 'InvalidSignatureException',
          Message: `Credential should be scoped to a valid region, not '${region}'. `,
        },
      });
    },
  );

  it.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-12', 'eusc-de-east-1', 'us-isob-east-1'])(
    'may be for %s',
    async (region) => {
      const authorization = credential(`AKIA/20260101/${region}/sagemaker/aws4_request`);
      expect(await request(emulator.url, LIST, '{}', { headers: { authorization } })).toMatchObject({ status: 200 });
    },
  );

  it('says the region of what is made', async () => {
    const authorization = credential('AKIA/20260101/eu-central-1/sagemaker/aws4_request');
    const body = JSON.stringify({ ImageName: 'far-away', RoleArn: ROLE });
    const { text } = await request(emulator.url, 'SageMaker.CreateImage', body, { headers: { authorization } });
    expect(JSON.parse(text)).toEqual({ ImageArn: 'arn:aws:sagemaker:eu-central-1:123456789012:image/far-away' });
  });

  it('is known by the token of a session, too', async () => {
    const headers = { 'x-amz-security-token': randomUUID() };
    expect(await request(emulator.url, LIST, '{}', { headers })).toMatchObject({ status: 200 });
  });
});

it('answers several requests of one connection in their order', async () => {
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  const one = (target: string) =>
    `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.1\r\nx-amz-date: 1\r\nauthorization: ${AUTHORIZATION}\r\nx-amz-target: ${target}\r\ncontent-length: 2\r\n\r\n{}`;
  socket.write(one(LIST) + one('SageMaker.None') + one('SageMaker.ListSpaces'));
  let text = '';
  for await (const chunk of socket) if ((text += chunk).includes('Spaces')) break;
  expect(text.match(/HTTP\/1\.1 \d+|\{[^}]*\}/g)).toEqual([
    'HTTP/1.1 200',
    '{"Domains":[]}',
    'HTTP/1.1 400',
    '{"__type":"UnknownOperationException"}',
    'HTTP/1.1 200',
    '{"Spaces":[]}',
  ]);
});
