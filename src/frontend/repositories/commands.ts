import type { CommandPlaces } from '../elements/add-command';
import { addActions, type Run } from '../elements/row-action';
import { repositoryActions, type RepositoryVerb } from './actions';

/** Adds the commands of repositories. */
export function addRepositoryCommands(places: CommandPlaces, run: Run<RepositoryVerb>): void {
  addActions(places, repositoryActions, {
    run,
    takes: async (verb) => (await import('./arguments')).repositoryArguments(verb),
  });
}
