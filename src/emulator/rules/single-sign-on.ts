import { validationException } from '../errors';
import type { AuthMode, CreateUserProfileRequest } from '../model/shapes';

/** In an SSO domain both single sign-on members are mandatory, in an IAM domain both are forbidden (section 2). */
export function requireSingleSignOnUser(authMode: AuthMode, input: CreateUserProfileRequest): void {
  const { SingleSignOnUserIdentifier: identifier, SingleSignOnUserValue: value } = input;
  if (authMode === 'SSO' && (identifier === undefined || value === undefined)) {
    throw validationException(
      'SingleSignOnUserIdentifier and SingleSignOnUserValue are required in a Domain with AuthMode [SSO].',
    );
  }
  if (authMode === 'IAM' && (identifier !== undefined || value !== undefined)) {
    throw validationException(
      'SingleSignOnUserIdentifier and SingleSignOnUserValue are not allowed in a Domain with AuthMode [IAM].',
    );
  }
}
