import type { CommandPlaces } from '../elements/add-command';
import { addRowCommands, type RowCommand } from '../elements/row-command';

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
} satisfies Record<string, RowCommand>;

/** What can be done in this app. */
export type ThisAppVerb = keyof typeof table;

/** The commands of this app. */
export const thisAppCommands: Readonly<Record<ThisAppVerb, RowCommand>> = table;

/** Adds the commands of this app. */
export function addThisAppCommands(places: CommandPlaces, run: (verb: ThisAppVerb) => Promise<void>): void {
  addRowCommands(places, thisAppCommands, { run });
}
