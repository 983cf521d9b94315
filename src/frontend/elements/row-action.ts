import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { Words } from './row-command';

/** How a button in the row looks: a picture, or words, with others while it is at work. */
export type ButtonLook = { icon: LabIcon } | { text: Words; atWork: Words };

/**
 * Something that can be done with what a row shows: when, what is asked first, what can be given, and how it is offered. Its
 * command is the one of the same name, and what it does is the feature's verb of that name.
 */
export interface RowAction<Subject> {
  /** When it is there. */
  fits: (subject: Subject) => boolean;
  /** What the user is asked where nothing is named. */
  question: Words;
  /** In the menu of its row, where it is clear what is meant. */
  menu: Words;
  /** The schema of what its command takes, where that is more than what it is done to. */
  takes?: ReadonlyJSONObject;
  /** In the row: read out with the name of what it is done to. Absent: it is in the menu alone. */
  button?: ButtonLook & { label: (trans: TranslationBundle, name: string, subject: Subject) => string };
  /** What the row is mostly there for: done by the Enter key. It has a button. */
  main?: true;
  /** May be done while another action on the same thing goes on. */
  meanwhile?: true;
}

/** All that can be done in a feature, by verb, in the order in which it is offered. */
export type RowActions<Verb extends string, Subject> = Readonly<Record<Verb, RowAction<Subject>>>;

/** What can be done with one thing now. */
export function verbsThatFit<Verb extends string, Subject>(
  actions: RowActions<Verb, Subject>,
  subject: Subject,
): Verb[] {
  const verbs: Verb[] = [];
  for (const verb in actions) if (actions[verb].fits(subject)) verbs.push(verb);
  return verbs;
}
