import { addCommand, type CommandPlaces } from '../elements/add-command';
import { addRowCommands, type Run, type RowCommand, type Takes } from '../elements/row-command';

const table = {
  why: {
    id: 'studiolo:why-app-failed',
    label: (trans) => trans.__('Why Did an App Fail?'),
  },
  open: {
    id: 'studiolo:open-space',
    label: (trans) => trans.__('Open a Space…'),
  },
  start: {
    id: 'studiolo:start-app',
    label: (trans) => trans.__('Start an App…'),
  },
  restart: {
    id: 'studiolo:restart-app',
    label: (trans) => trans.__('Change Instance Type of an App…'),
  },
  change: {
    id: 'studiolo:change-space',
    label: (trans) => trans.__('Change Idle Time and Storage of a Space…'),
  },
  changeType: {
    id: 'studiolo:change-instance-type',
    label: (trans) => trans.__('Change Instance Type of This App…'),
  },
  stop: {
    id: 'studiolo:stop-app',
    label: (trans) => trans.__('Stop an App…'),
  },
  delete: {
    id: 'studiolo:delete-space',
    label: (trans) => trans.__('Delete a Space…'),
  },
} satisfies Record<string, RowCommand>;

/** What can be done with apps and spaces. */
export type AppVerb = keyof typeof table;

/** The commands of apps and spaces. */
export const appCommands: Readonly<Record<AppVerb, RowCommand>> = table;

/** Shows what all apps cost: it stands in no row. */
export const showCosts = 'studiolo:show-costs';

/** Makes a space, which has no row yet. */
export const newSpace = 'studiolo:create-space';

/** Adds the commands of apps and spaces. */
export function addAppCommands(
  places: CommandPlaces,
  { run, takes }: { run: Run<AppVerb | 'costs' | 'create'>; takes: Takes<AppVerb | 'create'> },
): void {
  const { trans } = places;
  addCommand(places, { id: showCosts, label: trans.__('Show My Costs'), execute: () => run('costs', {}) });
  addCommand(places, {
    id: newSpace,
    label: trans.__('New Space…'),
    takes: () => takes('create'),
    execute: (given) => run('create', given),
  });
  addRowCommands(places, appCommands, { run, takes });
}
