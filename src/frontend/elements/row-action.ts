import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { addCommand, type CommandPlaces } from './add-command';

type Words = (trans: TranslationBundle) => string;

/** How a button in the row looks: a picture, or words, with others while it is at work. */
export type ButtonLook = { icon: LabIcon } | { text: Words; atWork: Words };

/**
 * One thing that can be done with what a row shows. Its command, its entry in the palette, its entry in the row's menu
 * and its button in the row are all made from this; what it does is the feature's verb of the same name.
 */
export interface RowAction<Subject> {
  /** The command. */
  id: string;
  /** When it is there. */
  fits: (subject: Subject) => boolean;
  /** In the palette, where it is not clear what is meant. */
  label: Words;
  /** In the menu of a row, where it is. */
  short: Words;
  /** What the user is asked where nothing is named. */
  question: Words;
  /** In the row: read out with the name of what it is done to. Absent: it is in the menu alone. */
  button?: ButtonLook & { label: (trans: TranslationBundle, name: string, subject: Subject) => string };
  /** May be done while another action on the same thing goes on. */
  meanwhile?: true;
  /** Another extension's command, without which this one is not there. */
  needs?: string;
}

/** All that can be done in a feature, by verb, in the order in which it is offered. */
export type RowActions<Verb extends string, Subject> = Readonly<Record<Verb, RowAction<Subject>>>;

/** What can be done with one thing now. */
export function verbsThatFit<Verb extends string, Subject>(
  actions: RowActions<Verb, Subject>,
  subject: Subject,
): Verb[] {
  return verbsOf(actions).filter((verb) => actions[verb].fits(subject));
}

/** Does a verb with what its arguments name, or with what the user chooses. */
export type Run<Verb extends string> = (verb: Verb, given: ReadonlyPartialJSONObject) => Promise<void>;

/** Adds the command of each action, and puts it in the palette. What they do is loaded when one is first used. */
export function addActions<Verb extends string, Subject>(
  places: CommandPlaces,
  actions: RowActions<Verb, Subject>,
  { run, takes }: { run: Run<Verb>; takes: (verb: Verb) => Promise<ReadonlyJSONObject> },
): void {
  const { app, trans } = places;
  for (const verb of verbsOf(actions)) {
    const { id, label, needs, short } = actions[verb];
    addCommand(places, {
      id,
      label: label(trans),
      short: short(trans),
      takes: () => takes(verb),
      ...(needs !== undefined && { isVisible: () => app.commands.hasCommand(needs) }),
      execute: (given) => run(verb, given),
    });
  }
}

function verbsOf<Verb extends string, Subject>(actions: RowActions<Verb, Subject>): Verb[] {
  const verbs: Verb[] = [];
  for (const verb in actions) verbs.push(verb);
  return verbs;
}
