// A server of SageMaker as a program of its own, and calls to it as the SDKs send them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

export const CONNECTIONS = 16;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Gives the connections back. */
export const hangUp = () => agent.destroy();

/** One call, as the SDKs send it; answers the parsed body, fails on an error. */
export function call(url, operation, input) {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `SageMaker.${operation}`,
      'x-amz-date': '20260101T000000Z',
      'content-length': Buffer.byteLength(body),
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIABENCH00000000000/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0',
    };
    request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text && JSON.parse(text));
        else reject(new Error(`${operation}: ${response.statusCode} ${text}`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/** Starts a server, waits until it answers, lets `use` work with it and ends it. */
export async function serving(command, args, urlOf, use) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  try {
    const url = await urlOf(child);
    return await use({ url, pid: child.pid });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** An emulator without AWS's waits: a `studiolo.cjs`, started with these options. */
export const emulator = (program, options, use) =>
  serving(
    process.execPath,
    [program, 'emulate', '--port', '0', '--speed', '1000000', ...options],
    async (child) => {
      const [line] = await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
      const [url] = /http:\S+/.exec(line) ?? [];
      if (!url) throw new Error(`the emulator did not start: ${line}`);
      return url;
    },
    use,
  );
