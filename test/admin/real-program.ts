import { spawn } from 'node:child_process';
import { DescribeDomainCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';

const program = process.env['STUDIOLO_CLI'] ?? 'dist/studiolo.cjs';
export const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** What the program finds in its environment: credentials, and where its services are (`AWS_ENDPOINT_URL_…`). */
export const environmentOf = (home: string, more: Readonly<Record<string, string>>) => ({
  PATH: process.env['PATH'],
  HOME: home,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: 'us-east-1',
  ...more,
});

/** The words that start the real program. */
export const commandOf = (words: readonly string[]) => [process.execPath, program, ...words];

/** Runs the real program; `meanwhile` is given what ends it by a signal. */
export function runProgram(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  meanwhile?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (said.stdout += data));
  child.stderr.on('data', (data: Buffer) => (said.stderr += data));
  meanwhile?.((signal) => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...said })));
}

/** A domain once it takes changes. */
export async function settledDomain(client: SageMakerClient, DomainId: string) {
  for (;;) {
    const domain = await client.send(new DescribeDomainCommand({ DomainId }));
    if (domain.Status === 'InService') return domain;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
