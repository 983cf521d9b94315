import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the agent and the emulator: counts calls, and can refuse, slow down or hold one operation. */
export interface Gate {
  url: string;
  calls: string[];
  trouble: Map<string, 'denied' | 'throttled' | 'held'>;
  close(): Promise<void>;
}

export async function openGate(upstream: () => string): Promise<Gate> {
  const calls: string[] = [];
  const trouble: Gate['trouble'] = new Map();
  const server = createServer((question, reply) => {
    const operation = String(question.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(operation);
    const met = trouble.get(operation);
    if (met === 'held') return;
    if (met === 'denied') {
      const role = 'arn:aws:sts::123456789012:assumed-role/studio/SageMaker';
      // The signature's scope ends in the service that is asked.
      const service = /\/(\w+)\/aws4_request/.exec(question.headers.authorization ?? '')?.[1] ?? 'sagemaker';
      const message = `User: ${role} is not authorized to perform: ${service}:${operation}`;
      return refuse(reply, 'AccessDeniedException', message);
    }
    if (met === 'throttled') return refuse(reply, 'ThrottlingException', 'Rate exceeded');
    const onward = request(upstream(), { method: question.method, headers: question.headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    question.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    trouble,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(reply: ServerResponse, code: string, message: string): void {
  reply.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
  reply.end(JSON.stringify({ __type: code, Message: message }));
}
