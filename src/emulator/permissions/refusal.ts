import { refusalSentence } from '../../iam/refusal';
import type { Refused } from '../../iam/decision';
import type { Request } from '../../iam/request';
import { ServiceError } from '../errors';

/**
 * AWS's answer to what policies refuse. SageMaker's operations without a resource name `*` as theirs, as those of other
 * services of its protocol do (`ecr:GetAuthorizationToken on resource: *`).
 */
export function accessDenied(request: Request, refused: Refused): ServiceError {
  const { action, resource } = request;
  const sentence = refusalSentence(request, refused);
  const [named, all] = [`perform: ${action}`, `perform: ${action} on resource: *`];
  return new ServiceError('AccessDeniedException', resource === '*' ? sentence.replace(named, all) : sentence);
}
