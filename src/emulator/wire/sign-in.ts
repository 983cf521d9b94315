import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator, Visit } from '../emulator';
import { ServiceError } from '../errors';

/** `GET /auth?token=…`: where a presigned URL leads (fact sheet, section 2). */
export const isSignIn = (request: IncomingMessage) =>
  request.method === 'GET' && request.url?.split('?')[0] === '/auth';

/**
 * Answers a presigned URL. AWS opens a session and goes on to Studio; here is no Studio to go to, so a valid token is
 * answered with 200 and the session that it would open, any other with 403. Both bodies are ours. Policies decide
 * again; X-Forwarded-For names another address than the one that the URL was made from, so that use from elsewhere can
 * be tried on one machine.
 */
export function signIn(emulator: Emulator, request: IncomingMessage, response: ServerResponse): void {
  const token = new URLSearchParams(request.url?.split('?')[1]).get('token') ?? '';
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const grant = emulator.redeem(token, visitOf(request));
    if (!grant) {
      return void answer(403, {
        Message: 'This URL has expired, has been used before or is not one of this emulator.',
      });
    }
    answer(200, {
      DomainId: grant.domainId,
      UserProfileName: grant.userProfileName,
      SpaceName: grant.spaceName,
      LandingUri: grant.landingUri,
      SessionExpirationDurationInSeconds: grant.sessionSeconds,
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    answer(403, { Message: error.message });
  }
}

function visitOf({ headers }: IncomingMessage): Visit {
  // Each proxy adds the address that it was asked from; the first one is the client's.
  const [from] = String(headers['x-forwarded-for'] ?? '').split(/\s*,\s*/);
  const userAgent = headers['user-agent'] ?? '';
  return from ? { userAgent, network: { sourceIp: from } } : { userAgent };
}
