import { decode, encode } from 'cborg';
import { services } from '../../../src/emulator/services';

/** What a service refused a call with. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export interface Asking {
  region?: string;
  accessKeyId?: string;
}

/**
 * Calls an operation of one of the services beside SageMaker as its clients do, in the first protocol that it has of
 * JSON and CBOR. Rejects with Refused.
 */
export async function ask(
  url: string,
  title: string,
  operation: string,
  input: object = {},
  { region = 'us-east-1', accessKeyId = 'AKIATEST000000000000' }: Asking = {},
  // Each test knows what it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): Promise<any> {
  const service = services.find((each) => each.title === title);
  if (!service) throw new Error(`no service ${title}`);
  const { jsonVersion, protocols, targetPrefix } = service.model.metadata;
  const asCbor = protocols[0] === 'smithy-rpc-v2-cbor';
  const reply = await fetch(asCbor ? `${url}/service/${targetPrefix}/operation/${operation}` : `${url}/`, {
    method: 'POST',
    headers: {
      'content-type': asCbor ? 'application/cbor' : `application/x-amz-json-${jsonVersion}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service.signingName}/aws4_request, SignedHeaders=host, Signature=0`,
      ...(asCbor ? { 'smithy-protocol': 'rpc-v2-cbor' } : { 'x-amz-target': `${targetPrefix}.${operation}` }),
    },
    body: asCbor ? Buffer.from(encode(input)) : JSON.stringify(input),
  });
  const body = Buffer.from(await reply.arrayBuffer());
  const told = asCbor
    ? decode(body, { tags: { 1: (inner: () => unknown) => inner() } })
    : body.length > 0
      ? JSON.parse(body.toString())
      : {};
  if (reply.status === 200) return told;
  throw new Refused(told.__type, told.Message ?? told.message ?? '', reply.status);
}

/** What a call was refused with. Fails if it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const outcome: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Refused)) throw new Error(`the call was not refused: ${String(outcome)}`);
  return { code: outcome.code, message: outcome.message };
}
