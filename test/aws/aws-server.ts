import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A call as it came over the wire. */
export interface Call {
  operation: string;
  input: Record<string, unknown>;
}

/** A server that speaks AWS's JSON protocol: what `answer` returns is the answer, unless it answers by itself. */
export async function awsServer(
  answer: (call: Call, reply: ServerResponse, request: IncomingMessage) => object | undefined,
): Promise<{ url: string; calls: Call[]; stop(): void }> {
  const calls: Call[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const target = String(request.headers['x-amz-target'] ?? request.method);
      const call = { operation: target.split('.').at(-1) ?? '', input: text.startsWith('{') ? JSON.parse(text) : {} };
      calls.push(call);
      const body = answer(call, reply, request);
      if (body) reply.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An error in AWS's JSON protocol. */
export function refuse(reply: ServerResponse, status: number, type: string, message?: string): undefined {
  reply
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ __type: type, ...(message !== undefined && { Message: message }) }));
  return undefined;
}

/** Lets the SDK's clients ask a server as every service. */
export function askAt(url: string): void {
  const services = ['SAGEMAKER', 'S3', 'ECR', 'CLOUDWATCH_LOGS', 'PRICING'];
  Object.assign(process.env, {
    ...Object.fromEntries(services.map((name) => [`AWS_ENDPOINT_URL_${name}`, url])),
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
}
