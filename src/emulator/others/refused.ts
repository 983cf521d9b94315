import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ServiceError } from '../errors';
import type { ErrorForm } from './asked';

const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;' })[sign] ?? '&amp;');
/** The code of a denial in the services whose clients know it by another one. */
const DENIALS: Partial<Record<ErrorForm, string>> = {
  query: 'AccessDenied',
  s3: 'AccessDenied',
  ec2: 'UnauthorizedOperation',
};
const isDenial = ({ code }: ServiceError) => code === 'AccessDeniedException';

/** The code that clients of a form see. */
export const codeIn = (form: ErrorForm, error: ServiceError) =>
  isDenial(error) ? (DENIALS[form] ?? error.code) : error.code;

/** An error in the form that a service's clients read. A denial has another code in some of them, and the status 403. */
const forms: Record<ErrorForm, (error: ServiceError) => { status: number; type: string; body: string; code?: string }> =
  {
    json: ({ code, message, status }) => ({
      status,
      type: 'application/x-amz-json-1.1',
      body: JSON.stringify({ __type: code, Message: message, message }),
    }),
    'rest-json': (error) => ({
      status: isDenial(error) ? 403 : error.status,
      type: 'application/json',
      body: JSON.stringify({ Message: error.message, message: error.message }),
      code: error.code,
    }),
    query: (error) => ({
      status: isDenial(error) ? 403 : error.status,
      type: 'text/xml',
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${codeIn('query', error)}</Code><Message>${escaped(error.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    }),
    ec2: (error) => ({
      status: isDenial(error) ? 403 : error.status,
      type: 'text/xml',
      body: `<Response><Errors><Error><Code>${codeIn('ec2', error)}</Code><Message>${isDenial(error) ? 'You are not authorized to perform this operation. ' : ''}${escaped(error.message)}</Message></Error></Errors><RequestID>${randomUUID()}</RequestID></Response>`,
    }),
    s3: (error) => ({
      status: isDenial(error) ? 403 : error.status,
      type: 'application/xml',
      body: `<Error><Code>${codeIn('s3', error)}</Code><Message>${escaped(error.message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
    }),
  };

/** Answers an error to a request for another service. */
export function refuse(response: ServerResponse, form: ErrorForm, error: ServiceError): void {
  const { status, type, body, code } = forms[form](error);
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(code !== undefined && { 'x-amzn-errortype': code }),
  });
  response.end(body);
}
