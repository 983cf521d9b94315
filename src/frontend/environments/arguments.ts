import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { list, takes, text } from '../elements/json-schema';
import type { EnvironmentVerb } from './commands';

const prefix = text('The folder of the environment. Asked for where it is absent.');

/** What the command that makes an environment takes. */
export const createArguments = takes({
  from: { type: 'string', enum: ['packages', 'file', 'clone'], description: 'What it is made from.' },
  name: text('Its name.'),
  packages: list('Packages, as conda names them.'),
  file: text('An environment.yml, relative to the server’s root folder.'),
  prefix: text('The folder of the environment to clone.'),
});

const more: Partial<Record<EnvironmentVerb, ReadonlyJSONObject>> = {
  install: takes({ prefix, packages: list('Packages, as conda names them. Asked for where they are absent.') }),
  clone: takes({ prefix, name: text('The name of the new one. Asked for where it is absent.') }),
  export: takes({
    prefix,
    form: { type: 'string', enum: ['exact', 'versions', 'asked'], description: 'How exactly.' },
  }),
  repair: takes({
    prefix,
    what: { type: 'string', enum: ['ipykernel', 'kernel', 'volume'], description: 'What to repair.' },
  }),
};

/** What the command of an action on an environment takes: its folder, and what some take besides. */
export const environmentArguments = (verb: EnvironmentVerb): ReadonlyJSONObject => more[verb] ?? takes({ prefix });
