import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { ServiceError, unknownOperation } from '../errors';
import type { Chaos, Fault } from '../faults/chaos';
import { isActivity, noteActivity } from './activity';
import { callerOf } from './authorization';
import { type BodyReader, parseBody } from './body';
import { CONTENT_TYPE } from './content-type';
import { isSignIn, signIn } from './sign-in';
import { requireOwnClient } from './visitor';

export interface WireParts {
  emulator: Emulator;
  accountId: string;
  /** By which it may be asked, besides those of this machine. */
  names: ReadonlySet<string>;
  chaos?: Chaos | undefined;
  /** Takes a bug of ours: what went wrong while a call was answered. */
  report: (error: unknown) => void;
}

const TARGET = /^SageMaker\.(\w+)$/;

/** Answers one request; never throws. A bug of ours is reported and answered as InternalFailure. */
export async function answer(
  parts: WireParts,
  bodies: BodyReader,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomUUID());
  const target = TARGET.exec(String(request.headers['x-amz-target']))?.[1];
  let fault: Fault | undefined;
  try {
    requireOwnClient(request, parts.names);
    fault = target === undefined ? undefined : parts.chaos?.next(target);
    if (isSignIn(request)) return signIn(parts.emulator, request, response);
    const text = await bodies.read(request);
    if (isActivity(request)) {
      noteActivity(parts.emulator, parseBody(text));
      await parts.emulator.durable();
      return send(response, 200, '');
    }
    const delay = fault?.delay;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const operation = operationOf(request, target);
    const input = parseBody(text);
    const caller = callerOf(request.headers, parts.accountId);
    if (fault?.error) throw fault.error;
    const output = parts.emulator.call(operation, input, caller);
    await parts.emulator.durable();
    send(response, 200, output === undefined ? '' : JSON.stringify(output), fault?.cut);
  } catch (error) {
    // Nobody is left to be told, and a client that goes away is no bug.
    if (response.destroyed) return;
    if (!(error instanceof ServiceError)) parts.report(error);
    const told = error instanceof ServiceError ? error : new ServiceError('InternalFailure', '', 500);
    // What is left of a request that was refused half-way is not waited for.
    if (!request.complete) response.setHeader('connection', 'close');
    send(response, told.status, errorBody(told), fault?.cut);
  }
}

/**
 * The operation that a request is for. Throws UnknownOperationException for what is no request of this protocol, as
 * other AWS services of the same protocol are known to do (404 where the content type is another's).
 */
function operationOf(request: IncomingMessage, target: string | undefined): string {
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || contentType !== CONTENT_TYPE) {
    throw new ServiceError('UnknownOperationException', '', 404);
  }
  if (target === undefined) throw unknownOperation();
  return target;
}

const errorBody = ({ code, message }: ServiceError) =>
  JSON.stringify(message === '' ? { __type: code } : { __type: code, Message: message });

function send(response: ServerResponse, status: number, body: string, cut = false): void {
  response.writeHead(status, { 'content-type': CONTENT_TYPE, 'content-length': Buffer.byteLength(body) });
  if (!cut) return void response.end(body);
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  if (body.length < 2) response.destroy();
}
