/** What has been made so far, and how each is taken back. */
export class Undo {
  readonly #steps: { what: string; back: () => Promise<void> }[] = [];

  /** Notes that something was made, or changed. */
  made(what: string, back: () => Promise<void>): void {
    this.#steps.push({ what, back });
  }

  /** Takes everything back, the last first. Tells each; one that fails does not keep the others from being tried. */
  async all(tell: (line: string) => void): Promise<void> {
    for (const { what, back } of this.#steps.splice(0).toReversed()) {
      try {
        await back();
        tell(`taken back: ${what}`);
      } catch (error) {
        tell(
          `could not be taken back: ${what} (${error instanceof Error ? error.message : String(error)}); please see to it`,
        );
      }
    }
  }
}
