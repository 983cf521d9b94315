import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { Environment } from '../../protocol/environment';
import { list, takes, text } from '../elements/json-schema';
import type { RowActions } from '../elements/row-action';
import type { Words } from '../elements/row-command';
import { ailmentsOf } from './ailments';
import type { EnvironmentVerb } from './commands';
import { isRegistrable } from './kernels-of';

const prefix = text('The folder of the environment. Asked for where it is absent.');
const which: Words = (trans) => trans.__('Which environment?');
const isThere = ({ gone }: Environment) => !gone;

/** What can be done with environments. What each does is `EnvironmentVerbs`' method of its name. */
export const environmentActions: RowActions<EnvironmentVerb, Environment> = {
  install: {
    fits: isThere,
    question: which,
    menu: (trans) => trans.__('Install Packages…'),
    takes: takes({ prefix, packages: list('Packages, as conda names them. Asked for where they are absent.') }),
  },
  clone: {
    fits: isThere,
    question: which,
    menu: (trans) => trans.__('Clone…'),
    takes: takes({ prefix, name: text('The name of the new one. Asked for where it is absent.') }),
  },
  export: {
    fits: isThere,
    question: which,
    menu: (trans) => trans.__('Export…'),
    takes: takes({
      prefix,
      form: { type: 'string', enum: ['exact', 'versions', 'asked'], description: 'How exactly.' },
    }),
  },
  register: {
    fits: isRegistrable,
    question: which,
    menu: (trans) => trans.__('Add Kernel'),
    main: true,
    button: {
      text: (trans) => trans.__('Add kernel'),
      atWork: (trans) => trans.__('Adding…'),
      label: (trans, name) => trans.__('Add a kernel for %1', name),
    },
  },
  measure: {
    fits: isThere,
    question: which,
    menu: (trans) => trans.__('Show Size'),
  },
  // In the row, the worst thing that is wrong has a button.
  repair: {
    fits: (environment) => ailmentsOf(environment).length > 0,
    question: which,
    menu: (trans) => trans.__('Repair…'),
    takes: takes({
      prefix,
      what: { type: 'string', enum: ['ipykernel', 'kernel', 'volume'], description: 'What to repair.' },
    }),
  },
  remove: {
    fits: ({ gone, protected: guarded }) => !gone && !guarded,
    question: which,
    menu: (trans) => trans.__('Remove…'),
  },
};

/** What the command of an action on an environment takes: its folder, and what some take besides. */
export const environmentArguments = (verb: EnvironmentVerb): ReadonlyJSONObject =>
  environmentActions[verb].takes ?? takes({ prefix });
