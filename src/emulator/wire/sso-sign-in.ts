import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';

const PATH = '/sso';

/** `GET /sso?DomainId=…&UserName=…`: where the application of an SSO domain leads somebody who has signed in. */
export const isSsoSignIn = (request: IncomingMessage) =>
  request.method === 'GET' && request.url?.split('?')[0] === PATH;

/**
 * Answers with the profile that Studio would open, as `/auth` does for presigned URLs. Who signs in is only said:
 * Identity Center itself, with its passwords, is not here. Throws a ServiceError for who may not open the domain.
 */
export function ssoSignIn(emulator: Emulator, request: IncomingMessage, response: ServerResponse): void {
  const asked = new URLSearchParams(request.url?.split('?')[1]);
  const profile = emulator.ssoSignIn(
    asked.get('region') ?? emulator.region,
    asked.get('DomainId') ?? '',
    asked.get('UserName') ?? '',
  );
  const { DomainId, UserProfileName } = profile;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ DomainId, UserProfileName }));
}
