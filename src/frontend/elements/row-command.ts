import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject, ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { addCommand, type CommandPlaces } from './add-command';

export type Words = (trans: TranslationBundle) => string;

/**
 * The command of something that can be done with what a row shows, or with this app: what every page loads of it. The rest
 * is loaded with the panel; of a row, it is the action of the same name.
 */
export interface RowCommand {
  id: string;
  /** In the palette, which does not show what it is done to. */
  label: Words;
  /** Another extension's command, without which this one is not there. */
  needs?: string;
}

/** Does a verb with what its arguments name, or with what the user chooses. */
export type Run<Verb extends string> = (verb: Verb, given: ReadonlyPartialJSONObject) => Promise<void>;

/** What the command of a verb takes, as a JSON Schema; loaded when somebody asks. */
export type Takes<Verb extends string> = (verb: Verb) => Promise<ReadonlyJSONObject>;

/** Adds the commands of a feature's rows, and puts them in the palette. */
export function addRowCommands<Verb extends string>(
  places: CommandPlaces,
  commands: Readonly<Record<Verb, RowCommand>>,
  { run, takes }: { run: Run<Verb>; takes?: Takes<Verb> },
): void {
  const { app, trans } = places;
  for (const verb in commands) {
    const { id, label, needs } = commands[verb];
    addCommand(places, {
      id,
      label: label(trans),
      ...(takes && { takes: () => takes(verb) }),
      ...(needs !== undefined && { isVisible: () => app.commands.hasCommand(needs) }),
      execute: (given) => run(verb, given),
    });
  }
}
