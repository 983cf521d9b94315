import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../errors';
import type { Caller } from '../operation';
import { REGION } from '../region';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Who calls, from a Signature Version 4 header. It must be well formed; the signature itself is not verified, since
 * no secret is known here. The region of every ARN is the one signed for.
 *
 * Throws MissingAuthenticationTokenException, IncompleteSignatureException or InvalidSignatureException as AWS's
 * services do; of the second's text, AWS adds a hash of the header, which is left out here.
 */
export function callerOf({ headers, socket }: IncomingMessage, signingName: string, accountId: string): Caller {
  const { authorization } = headers;
  if (!authorization) throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const [algorithm, ...rest] = authorization.split(' ');
  const parameters = new Map<string, string>();
  for (const part of rest.join(' ').split(',')) {
    const [name = '', ...value] = part.trim().split('=');
    parameters.set(name, value.join('='));
  }
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (!headers['x-amz-date'] && !headers.date) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (algorithm !== ALGORITHM || missing.length > 0) {
    throw new ServiceError(
      'IncompleteSignatureException',
      `${missing.join(' ')} Authorization=${algorithm ?? ''}`.trim(),
    );
  }
  const [accessKeyId, date, region, service, end, ...more] = (parameters.get('Credential') ?? '').split('/');
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length > 0) {
    throw new ServiceError(
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${parameters.get('Credential')}'`,
    );
  }
  if (service !== signingName) {
    throw new ServiceError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${signingName}'. `,
    );
  }
  if (!REGION.test(region)) {
    throw new ServiceError(
      'InvalidSignatureException',
      `Credential should be scoped to a valid region, not '${region}'. `,
    );
  }
  return {
    accessKeyId,
    accountId,
    region,
    principalArn: `arn:aws:iam::${accountId}:user/${accessKeyId}`,
    sourceIPAddress: socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
    userAgent: headers['user-agent'] ?? '',
  };
}
