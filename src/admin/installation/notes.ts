import type { Desired, Tags } from './rules/steps';

/** What is to be noted on lifecycle configurations: one may be attached in two slots. */
export class Notes {
  readonly #notes = new Map<string, { before: Tags; after: Tags }>();

  /** `before` is noted before the lifecycle configuration is attached, `after` when all is done. */
  add(name: string, before: Tags, after: Tags = {}): void {
    const there = this.#notes.get(name);
    this.#notes.set(name, { before: { ...there?.before, ...before }, after: { ...there?.after, ...after } });
  }

  all(): Desired['notes'] {
    return [...this.#notes].map(([name, each]) => ({ name, ...each }));
  }
}
