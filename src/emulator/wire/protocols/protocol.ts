import type { IncomingMessage } from 'node:http';
import type { ServiceError } from '../../errors';
import type { Service } from '../../services/service';

/** What a request brings: its head, and its body as it came. */
export interface Asked {
  request: IncomingMessage;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** A way in which AWS's services are spoken to: where a request names its operation, and how values are written. */
export interface Protocol {
  /** The operation that a request to a service names; undefined for none. */
  operationOf(service: Service, asked: Asked): string | undefined;
  /** The operation's input, in the values of JSON. Throws SerializationException for what cannot be read. */
  inputOf(service: Service, operation: string, asked: Asked): unknown;
  /** `output` is undefined for an operation that has none. */
  answerOf(service: Service, operation: string, output: unknown): Answer;
  errorOf(service: Service, error: ServiceError): Answer;
}
