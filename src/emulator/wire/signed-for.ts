import type { IncomingMessage } from 'node:http';

/** The region and the service that a request's head is signed for, as far as it says so. */
export function signedFor({ headers }: IncomingMessage): { region: string; service: string } | undefined {
  const [, region, service] = /Credential=[^/,\s]+\/[^/]+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}
