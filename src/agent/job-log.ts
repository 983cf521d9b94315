const kept = 200;
const longest = 500;

/** The last lines of what a job's programs wrote, as a person reads them: without colours, and without credentials. */
export class JobLog {
  /** Takes a piece of output; a line that was begun is told as far as it is. */
  add(text: string): void {
    const [first = '', ...rest] = text.replaceAll('\r\n', '\n').split('\n');
    this.begun += first;
    for (const line of rest) {
      this.done.push(shown(this.begun));
      this.begun = line;
    }
    this.begun = this.begun.slice(-4 * longest);
    if (this.done.length > kept) this.done = this.done.slice(-kept);
  }

  get lines(): string[] {
    const all = this.begun === '' ? this.done : [...this.done, shown(this.begun)];
    return all.slice(-kept);
  }

  private done: string[] = [];
  private begun = '';
}

/** One line as a terminal shows it: what stands before a carriage return has been written over. */
function shown(line: string): string {
  const plain = line
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\-_])/g, '')
    .replace(/\r+$/, '');
  const last = plain.slice(plain.lastIndexOf('\r') + 1);
  return withoutSecrets(last).slice(0, longest);
}

/** Channels are addresses, which may hold a password or, as Anaconda's do, a token: `https://host/t/<token>/channel`. */
function withoutSecrets(line: string): string {
  return line.replace(/\/\/[^@/\s]+@/g, '//').replace(/(:\/\/[^/\s]+\/t\/)[^/\s]+/g, '$1…');
}
