/** Why something could not be done to a domain, and what to do about it. */
export class InstallationError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'InstallationError';
  }
}
