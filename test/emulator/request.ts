import { Agent, request as send, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A header that is well formed; its signature is not. */
export const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=AKIATEST000000000000/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0';

const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-date': '20260101T000000Z',
  authorization: AUTHORIZATION,
};

export const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * A request as a client might send it that is not AWS's: any bytes, any headers (undefined takes one away). Each
 * reply has to have a request id.
 */
export function request(
  url: string,
  target: string | undefined,
  body: string | Buffer,
  { headers = {}, method = 'POST' }: { headers?: Record<string, string | undefined>; method?: string } = {},
): Promise<Reply> {
  const given = Object.entries({ ...HEADERS, 'x-amz-target': target, ...headers });
  const all = given.filter((header): header is [string, string] => header[1] !== undefined);
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, agent, headers: Object.fromEntries(all) }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('error', reject);
      reply.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: reply.statusCode, headers: reply.headers, text });
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // A kept connection may end just when it is used again, as the server's do after five seconds.
      if (!sent.reusedSocket || error.code !== 'ECONNRESET') return reject(error);
      resolve(request(url, target, body, { headers, method }));
    });
    sent.end(body);
  });
}

/** What a refused request was answered, as far as AWS's clients look at it. */
export async function refused(
  sent: Promise<Reply>,
): Promise<{ status: number | undefined; body: { __type?: string; Message?: string } }> {
  const { status, text, headers } = await sent;
  expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers['content-type']).toBe('application/x-amz-json-1.1');
  return { status, body: JSON.parse(text) };
}
