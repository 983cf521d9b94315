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

/** A place has a built-in script of the customer's own, and nobody has said what becomes of it. */
export class ExistingScriptError extends InstallationError {}
