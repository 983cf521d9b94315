import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../errors';
import type { Caller } from '../caller';
import { partitionOf, REGION } from '../region';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = /[\s,]Credential=([^,]*)/;
const SIGNATURE = /[\s,]Signature=\s*[^,\s]/;
const SIGNED_HEADERS = /[\s,]SignedHeaders=\s*[^,\s]/;

const lacks = (parameter: string) => `Authorization header requires '${parameter}' parameter.`;

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
  const [algorithm] = authorization.split(' ', 1);
  const credential = CREDENTIAL.exec(authorization)?.[1]?.trim();
  const missing: string[] = [];
  if (!credential) missing.push(lacks('Credential'));
  if (!SIGNATURE.test(authorization)) missing.push(lacks('Signature'));
  if (!SIGNED_HEADERS.test(authorization)) missing.push(lacks('SignedHeaders'));
  if (!headers['x-amz-date'] && !headers.date) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (algorithm !== ALGORITHM || !credential || missing.length > 0) {
    throw new ServiceError(
      'IncompleteSignatureException',
      `${missing.join(' ')} Authorization=${algorithm ?? ''}`.trim(),
    );
  }
  const [accessKeyId, date, region, service, end, ...more] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || more.length > 0) {
    throw new ServiceError(
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
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
    principalArn: `arn:${partitionOf(region)}:iam::${accountId}:user/${accessKeyId}`,
    sourceIPAddress: socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
    userAgent: headers['user-agent'] ?? '',
  };
}
