import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { ServiceError } from '../errors';
import type { Chaos, Fault } from '../faults/chaos';
import { isActivity, noteActivity } from './activity';
import { callerOf } from './authorization';
import { signedFor } from './signed-for';
import { type BodyReader, parseBody } from './body';
import { CONTENT_TYPE } from './raw-answer';
import { jsonError, mediaTypeOf } from './protocols/json';
import type { Answer, Asked } from './protocols/protocol';
import { routeOf, type Route } from './route';
import { isRefusals, tellRefusals } from './refusals';
import { isSignIn, signIn } from './sign-in';
import { isSsoSignIn, ssoSignIn } from './sso-sign-in';
import { requireOwnClient } from './visitor';

const REQUEST_ID = 'x-amzn-RequestId';

export interface WireParts {
  emulator: Emulator;
  accountId: string;
  /** By which it may be asked, besides those of this machine. */
  names: ReadonlySet<string>;
  chaos?: Chaos | undefined;
  /**
   * Answers what is for no operation that the emulator has. The body is given where it has been read already, which it
   * has for a service of ours. Without it such requests are refused as unknown.
   */
  others?:
    ((request: IncomingMessage, response: ServerResponse, body: Buffer | undefined) => Promise<void>) | undefined;
  /** Takes a bug of ours: what went wrong while a call was answered. */
  report: (error: unknown) => void;
}

/** Answers one request; never throws. A bug of ours is reported and answered as InternalFailure. */
export async function answer(
  parts: WireParts,
  bodies: BodyReader,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const route = routeOf(request);
  // Of a call it is written with the other headers: one that is set beforehand makes Node.js write them all more slowly.
  if (!route) response.setHeader(REQUEST_ID, requestId);
  let fault: Fault | undefined;
  try {
    requireOwnClient(request, parts.names);
    if (isSsoSignIn(request)) return ssoSignIn(parts.emulator, request, response);
    if (isSignIn(request)) return signIn(parts.emulator, request, response);
    if (isRefusals(request)) return tellRefusals(parts.emulator, response);
    if (isActivity(request)) {
      noteActivity(parts.emulator, parseBody((await bodies.read(request)).toString()));
      await parts.emulator.durable();
      return send(response, requestId, { status: 200, headers: {}, body: '' });
    }
    const body = route || !parts.others ? await bodies.read(request) : undefined;
    const operation = route && body && operationOf(route, request, body);
    if (!operation) {
      if (!parts.others) throw unknown(request);
      response.setHeader(REQUEST_ID, requestId);
      return await parts.others(request, response, body);
    }
    const { service, protocol } = route;
    if (parts.others && !isHere(parts, route, operation, { request, body })) {
      response.setHeader(REQUEST_ID, requestId);
      return await parts.others(request, response, body);
    }
    fault = parts.chaos?.next(operation);
    const delay = fault?.delay;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const input = protocol.inputOf(service, operation, { request, body });
    const caller = callerOf(request, service.signingName, parts.accountId);
    let output: unknown;
    try {
      output = parts.emulator.call(service, operation, input, caller, { fault: fault?.error, requestId });
    } finally {
      // What it changed is on disk before anyone hears of it, and that it was refused, too.
      const durable = parts.emulator.durable();
      if (durable) await durable;
    }
    send(response, requestId, protocol.answerOf(service, operation, output), fault?.cut);
  } catch (error) {
    // Nobody is left to be told, and a client that goes away is no bug.
    if (response.destroyed) return;
    if (!(error instanceof ServiceError)) parts.report(error);
    const told = error instanceof ServiceError ? error : new ServiceError('InternalFailure', '', 500);
    // What is left of a request that was refused half-way is not waited for.
    if (!request.complete) response.setHeader('connection', 'close');
    send(response, requestId, route ? route.protocol.errorOf(route.service, told) : plain(told), fault?.cut);
  }
}

/** Whether a call is for what is here: what cannot be read is, so that it is refused here. */
function isHere({ emulator }: WireParts, { service, protocol }: Route, operation: string, asked: Asked): boolean {
  if (!service.has) return true;
  const region = signedFor(asked.request)?.region ?? '';
  return emulator.has(service, operation, protocol.inputOf(service, operation, asked), region);
}

/** The operation of ours that a request names. */
function operationOf({ service, protocol }: Route, request: IncomingMessage, body: Buffer): string | undefined {
  const name = protocol.operationOf(service, { request, body });
  return name !== undefined && service.operations.has(name) ? name : undefined;
}

/**
 * Of a request that is for no operation: UnknownOperationException, with 404 where it is not even of a protocol, as
 * other AWS services are known to do. AWS gives this error without a message.
 */
function unknown(request: IncomingMessage): ServiceError {
  const isOfProtocol = request.method === 'POST' && mediaTypeOf(request) === CONTENT_TYPE;
  return new ServiceError('UnknownOperationException', '', isOfProtocol ? 400 : 404);
}

/** An error for whoever has named no service. */
const plain = (error: ServiceError): Answer => ({
  status: error.status,
  headers: { 'content-type': CONTENT_TYPE },
  body: jsonError(error),
});

function send(response: ServerResponse, requestId: string, { status, headers, body }: Answer, cut = false): void {
  response.writeHead(status, {
    [REQUEST_ID]: requestId,
    'content-length': Buffer.byteLength(body),
    'content-type': CONTENT_TYPE,
    ...headers,
  });
  if (!cut) return void response.end(body);
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  if (body.length < 2) response.destroy();
}
