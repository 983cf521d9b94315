/**
 * An error as SageMaker answers it: HTTP 400 with `__type` and `Message` (500/503 for the service's own faults).
 *
 * The modelled codes are ResourceInUse, ResourceLimitExceeded, ResourceNotFound and ConflictException
 * (service model 2017-07-24); the others are the common errors of AWS JSON services.
 */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A token of a page that none of ours is. The services call it by different codes (`Service.invalidToken`). */
export class InvalidToken extends ServiceError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

export const resourceInUse = (message: string) => new ServiceError('ResourceInUse', message);
export const resourceLimitExceeded = (message: string) => new ServiceError('ResourceLimitExceeded', message);
export const resourceNotFound = (message: string) => new ServiceError('ResourceNotFound', message);
export const validationException = (message: string) => new ServiceError('ValidationException', message);

/** The service has no operation of that name. AWS gives this error without a message. */
export const unknownOperation = () => new ServiceError('UnknownOperationException', '');

/** The body is no JSON, or a member has a JSON type that its shape does not allow. */
export const serializationException = (message: string) => new ServiceError('SerializationException', message);
