import { addCommand, type CommandPlaces } from '../elements/add-command';
import type { Words } from '../elements/row-command';

interface Command {
  id: string;
  label: Words;
}

const table = {
  role: {
    id: 'studiolo:copy-role',
    label: (trans) => trans.__('Copy ARN of This App’s Execution Role'),
  },
  resources: {
    id: 'studiolo:show-resources',
    label: (trans) => trans.__('Show Memory, CPU and GPU Use'),
  },
  storage: {
    id: 'studiolo:show-storage',
    label: (trans) => trans.__('Show Home Volume…'),
  },
  idle: {
    id: 'studiolo:shut-down-idle',
    label: (trans) => trans.__('Shut Down Idle Kernels and Terminals…'),
  },
} satisfies Record<string, Command>;

/** What can be done in this app. */
export type ThisAppVerb = keyof typeof table;

/** The commands of this app. */
export const thisAppCommands: Readonly<Record<ThisAppVerb, Command>> = table;

/** Adds the commands of this app. */
export function addThisAppCommands(places: CommandPlaces, run: (verb: ThisAppVerb) => Promise<void>): void {
  add(places, thisAppCommands, run);
}

function add<Verb extends string>(
  places: CommandPlaces,
  commands: Readonly<Record<Verb, Command>>,
  run: (verb: Verb) => Promise<void>,
): void {
  for (const verb in commands) {
    const { id, label } = commands[verb];
    addCommand(places, { id, label: label(places.trans), execute: () => run(verb) });
  }
}
