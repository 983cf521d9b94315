import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Emulator } from '../emulator';
import { ServiceError } from '../errors';
import type { Chaos, Fault } from '../faults/chaos';
import { isActivity, noteActivity } from './activity';
import { callerOf } from './authorization';
import { signedFor } from './signed-for';
import { type BodyReader, parseBody } from './body';
import { CONTENT_TYPE } from './content-type';
import { jsonError } from './protocols/json';
import type { Answer, Asked } from './protocols/protocol';
import { routeOf, type Route } from './route';
import { isRefusals, tellRefusals } from './refusals';
import { isSignIn, signIn } from './sign-in';
import { isSsoSignIn, ssoSignIn } from './sso-sign-in';
import { requireOwnClient } from './visitor';

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
  response.setHeader('x-amzn-RequestId', requestId);
  const route = routeOf(request);
  let fault: Fault | undefined;
  try {
    requireOwnClient(request, parts.names);
    if (isSsoSignIn(request)) return ssoSignIn(parts.emulator, request, response);
    if (isSignIn(request)) return signIn(parts.emulator, request, response);
    if (isRefusals(request)) return tellRefusals(parts.emulator, response);
    if (isActivity(request)) {
      noteActivity(parts.emulator, parseBody((await bodies.read(request)).toString()));
      await parts.emulator.durable();
      return send(response, { status: 200, headers: {}, body: '' });
    }
    const body = route || !parts.others ? await bodies.read(request) : undefined;
    const operation = route && body && operationOf(route, request, body);
    if (!operation) {
      if (!parts.others) throw unknown(request);
      return await parts.others(request, response, body);
    }
    const { service, protocol } = route;
    if (parts.others && !isHere(parts, route, operation, { request, body })) {
      return await parts.others(request, response, body);
    }
    fault = parts.chaos?.next(operation);
    const delay = fault?.delay;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const input = protocol.inputOf(service, operation, { request, body });
    const caller = callerOf(request, service.signingName, parts.accountId);
    const output = await kept(parts.emulator, () =>
      parts.emulator.call(service, operation, input, caller, { fault: fault?.error, requestId }),
    );
    send(response, protocol.answerOf(service, operation, output), fault?.cut);
  } catch (error) {
    // Nobody is left to be told, and a client that goes away is no bug.
    if (response.destroyed) return;
    if (!(error instanceof ServiceError)) parts.report(error);
    const told = error instanceof ServiceError ? error : new ServiceError('InternalFailure', '', 500);
    // What is left of a request that was refused half-way is not waited for.
    if (!request.complete) response.setHeader('connection', 'close');
    send(response, route ? route.protocol.errorOf(route.service, told) : plain(told), fault?.cut);
  }
}

/** Whether a call is for what is here: what cannot be read is, so that it is refused here. */
function isHere({ emulator }: WireParts, { service, protocol }: Route, operation: string, asked: Asked): boolean {
  if (!service.has) return true;
  const region = signedFor(asked.request)?.region ?? '';
  return emulator.has(service, operation, protocol.inputOf(service, operation, asked), region);
}

/** Runs a call to where it is on disk: what it changed, or that it was refused. */
async function kept(emulator: Emulator, call: () => unknown): Promise<unknown> {
  try {
    return call();
  } finally {
    await emulator.durable();
  }
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
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isOfProtocol = request.method === 'POST' && contentType === CONTENT_TYPE;
  return new ServiceError('UnknownOperationException', '', isOfProtocol ? 400 : 404);
}

/** An error for whoever has named no service. */
const plain = (error: ServiceError): Answer => ({
  status: error.status,
  headers: { 'content-type': CONTENT_TYPE },
  body: jsonError(error),
});

function send(response: ServerResponse, { status, headers, body }: Answer, cut = false): void {
  response.writeHead(status, { 'content-type': CONTENT_TYPE, ...headers, 'content-length': Buffer.byteLength(body) });
  if (!cut) return void response.end(body);
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  if (body.length < 2) response.destroy();
}
