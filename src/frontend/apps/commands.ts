import type { CommandPlaces } from '../elements/add-command';
import { addActions, type Run } from '../elements/row-action';
import { appActions, type AppVerb } from './actions';

/** Adds the commands of apps and spaces. */
export function addAppCommands(places: CommandPlaces, run: Run<AppVerb>): void {
  addActions(places, appActions, { run, takes: async (verb) => (await import('./arguments')).appArguments(verb) });
}
