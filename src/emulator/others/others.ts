import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { ServiceError } from '../errors';
import type { Caller } from '../caller';
import { partitionOf } from '../region';
import { BodyReader } from '../wire/body';
import { actedOn } from './acted-on';
import type { Asked } from './asked';
import { askedOf } from './read-asked';
import { passOn } from './pass-on';
import { namesInBody } from './s3';
import { refuse } from './refused';
import { refusedEvent } from './refused-event';
import { passedOnEvent, recordedFor } from './passed-on-event';
import { type Scope, scopeOf } from './scope';

/** In bytes, of a request that is read before it is passed on. What S3 is to keep is not read, and may be of any size. */
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
      const isObject = askedOf(request, read)?.prefix === 's3' && !namesInBody(request);
      const body = read ?? (isObject ? undefined : await bodies.read(request));
      asked = askedOf(request, body);
      const requestId = String(response.getHeader('x-amzn-requestid'));
      const caller = scope && callerOf(request, scope, accountId);
      if (scope && caller && emulator.decides(scope.accessKeyId)) {
        try {
          requireAllowed(emulator, asked, request, caller);
        } catch (error) {
          const event = error instanceof ServiceError && asked && refusedEvent(asked, scope.service, error);
          if (event) await emulator.noteOfOther({ ...event, caller: recordedFor(caller, asked), requestId });
          throw error;
        }
      }
      const event = asked && scope && passedOnEvent(asked, scope.service);
      await passOn(to, request, response, body, async (status) => {
        // What the other server refuses is told in its own words, which are not read.
        if (event && caller && status < 300)
          await emulator.noteOfOther({ ...event, caller: recordedFor(caller, asked), requestId });
      });
    } catch (error) {
      if (!(error instanceof ServiceError) || response.headersSent) throw error;
      // What is left of a request that was refused half-way is not waited for.
      if (!request.complete) response.setHeader('connection', 'close');
      refuse(response, asked?.form ?? 'json', error);
    }
  };
}

const callerOf = (request: IncomingMessage, { accessKeyId, region }: Scope, accountId: string): Caller => ({
  ...{ accessKeyId, region, accountId },
  principalArn: `arn:${partitionOf(region)}:iam::${accountId}:user/${accessKeyId}`,
  sourceIPAddress: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
  userAgent: request.headers['user-agent'] ?? '',
});

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
