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
}
