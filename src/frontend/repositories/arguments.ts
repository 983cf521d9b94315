import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { takes, text } from '../elements/json-schema';
import type { RepositoryVerb } from './commands';

const url = text('The address of a suggested repository. Asked for where it is absent.');

const more: Partial<Record<RepositoryVerb, ReadonlyJSONObject>> = {
  clone: takes({
    url,
    folder: text('Where its own folder is made, relative to the root. Asked for where it is absent.'),
    branch: text('The server’s default branch, if absent.'),
    depth: { type: 'integer', minimum: 1, description: 'How many commits back; all of them, if absent.' },
  }),
};

/** What the command of an action on a repository takes: its address, and what some take besides. */
export const repositoryArguments = (verb: RepositoryVerb): ReadonlyJSONObject => more[verb] ?? takes({ url });
