/** An image that could not be read: what was wrong, where, and what to do. */
export class Unreadable extends Error {
  constructor(
    /** The file, folder or address that was asked for. */
    readonly source: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'Unreadable';
  }

  /** The same as part of something else that was asked for. */
  within(source: string, what: string): Unreadable {
    return new Unreadable(source, `${what}: ${this.message} (${this.source})`, this.remedy);
  }
}

/** One that may be as good as any: it could not be looked at, because nobody answered or a permission is missing. */
export class Unreachable extends Unreadable {
  constructor(
    source: string,
    message: string,
    remedy: string,
    /** The action to allow, where that is what is missing. */
    readonly action?: string,
  ) {
    super(source, message, remedy);
    this.name = 'Unreachable';
  }

  override within(source: string, what: string): Unreachable {
    return new Unreachable(source, `${what}: ${this.message} (${this.source})`, this.remedy, this.action);
  }
}
