import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';

/** What is no HTTP, or comes too slowly: an answer of AWS's form, and the end of the connection. */
export function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return rawAnswer(socket, '408 Request Timeout', 'RequestTimeoutException');
    case 'HPE_HEADER_OVERFLOW':
      return rawAnswer(socket, '431 Request Header Fields Too Large', 'RequestHeaderSectionTooLargeException');
    default:
      return rawAnswer(socket, '400 Bad Request', 'MalformedHttpRequestException');
  }
}

/** Answers an error on a connection that has no request to answer, and closes it. */
export function rawAnswer(socket: Socket, status: string, code: string): void {
  const body = JSON.stringify({ __type: code });
  const head = [
    `HTTP/1.1 ${status}`,
    `x-amzn-RequestId: ${randomUUID()}`,
    `content-type: ${CONTENT_TYPE}`,
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

/** What requests and answers of SageMaker's protocol say they are. */
export const CONTENT_TYPE = 'application/x-amz-json-1.1';
