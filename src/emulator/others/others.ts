import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { ServiceError } from '../errors';
import type { Caller } from '../operation';
import { BodyReader } from '../wire/body';
import { actedOn } from './acted-on';
import type { Asked } from './asked';
import { askedOf } from './read-asked';
import { passOn } from './pass-on';
import { refuse } from './refused';
import { refusedEvent } from './refused-event';
import { scopeOf } from './scope';

/** In bytes, of a request that is read before it is passed on. Those to S3 are not read, and may be of any size. */
const LARGEST_BODY = 64 * 1024 * 1024;

export interface OthersParts {
  /** The server that requests are passed on to. */
  to: URL;
  emulator: Emulator;
  accountId: string;
}

/**
 * What answers requests for other services: the caller's policies decide each, and those that are allowed are passed on
 * as they are. Who has no policies, and who does not sign, may do everything.
 */
export function others({ to, emulator, accountId }: OthersParts) {
  const bodies = new BodyReader(LARGEST_BODY);
  return async (request: IncomingMessage, response: ServerResponse, read: Buffer | undefined): Promise<void> => {
    const scope = scopeOf(request);
    let asked: Asked | undefined;
    try {
      const isS3 = askedOf(request, read)?.prefix === 's3';
      const body = read ?? (isS3 ? undefined : await bodies.read(request));
      asked = askedOf(request, body);
      if (scope && emulator.decides(scope.accessKeyId)) {
        const caller: Caller = {
          ...{ accessKeyId: scope.accessKeyId, region: scope.region, accountId },
          principalArn: `arn:aws:iam::${accountId}:user/${scope.accessKeyId}`,
          sourceIPAddress: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
          userAgent: request.headers['user-agent'] ?? '',
        };
        try {
          requireAllowed(emulator, asked, request, caller);
        } catch (error) {
          const requestId = String(response.getHeader('x-amzn-requestid'));
          const event = error instanceof ServiceError && asked && refusedEvent(asked, scope.service, error);
          if (event) await emulator.noteRefusal({ ...event, caller, requestId });
          throw error;
        }
      }
      await passOn(to, request, response, body);
    } catch (error) {
      if (!(error instanceof ServiceError) || response.headersSent) throw error;
      // What is left of a request that was refused half-way is not waited for.
      if (!request.complete) response.setHeader('connection', 'close');
      refuse(response, asked?.form ?? 'json', error);
    }
  };
}

function requireAllowed(emulator: Emulator, asked: Asked | undefined, request: IncomingMessage, caller: Caller): void {
  if (!asked) {
    const what = `${request.method} ${request.url?.split('?')[0]}`;
    throw new ServiceError(
      'AccessDeniedException',
      `The emulator: which operation ${what} stands for is not known, so no policy can decide it`,
      403,
    );
  }
  const { prefix, action, input, also = [] } = asked;
  const resources = asked.resources ?? actedOn(prefix, action, input, caller);
  for (const each of [{ action, resources }, ...also]) emulator.requireAllowed({ ...each, prefix, input, caller });
}
