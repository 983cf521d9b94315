/** A file that was named and cannot be used: why, and in which line where there is one. */
export class UnusableFile extends Error {
  constructor(
    readonly why: string,
    readonly about: { line?: number; isThere?: false } = {},
  ) {
    super(why);
    this.name = 'UnusableFile';
  }

  /** In a sentence, with the name that whoever named it knows: `people.csv:3 cannot be read: it is not text in UTF-8; …` */
  said(file: string): string {
    const { line } = this.about;
    return `${file}${line === undefined ? '' : `:${line}`} cannot be read: ${this.why}`;
  }
}
