import { list, takes, text } from '../elements/json-schema';

/** What the command that makes an environment takes. */
export const createArguments = takes({
  from: { type: 'string', enum: ['packages', 'file', 'clone'], description: 'What it is made from.' },
  name: text('Its name.'),
  packages: list('Packages, as conda names them.'),
  file: text('An environment.yml, relative to the server’s root folder.'),
  prefix: text('The folder of the environment to clone.'),
});
