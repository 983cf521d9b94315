import type { Environment } from '../../protocol/environment';
import type { RowAction, RowActions } from '../elements/row-action';
import { ailmentsOf } from './ailments';
import { isRegistrable } from './kernels-of';

/** The commands that make an environment, which stand in no row. */
export const creating = {
  new: 'studiolo:create-environment',
  fromFile: 'studiolo:create-environment-from-file',
} as const;

type Words = RowAction<Environment>['label'];
const which: Words = (trans) => trans.__('Which environment?');
const isThere = ({ gone }: Environment) => !gone;

const table = {
  install: {
    id: 'studiolo:install-packages',
    fits: isThere,
    label: (trans) => trans.__('Install Packages into a Conda Environment…'),
    short: (trans) => trans.__('Install Packages…'),
    question: which,
  },
  clone: {
    id: 'studiolo:clone-environment',
    fits: isThere,
    label: (trans) => trans.__('Clone a Conda Environment…'),
    short: (trans) => trans.__('Clone…'),
    question: which,
  },
  export: {
    id: 'studiolo:export-environment',
    fits: isThere,
    label: (trans) => trans.__('Export a Conda Environment…'),
    short: (trans) => trans.__('Export as environment.yml…'),
    question: which,
  },
  register: {
    id: 'studiolo:register-kernel',
    fits: isRegistrable,
    label: (trans) => trans.__('Register a Conda Environment as a Kernel…'),
    short: (trans) => trans.__('Register as Kernel'),
    question: which,
    button: {
      text: (trans) => trans.__('Register as kernel'),
      atWork: (trans) => trans.__('Registering…'),
      label: (trans, name) => trans.__('Register as kernel: %1', name),
    },
  },
  // In the row, each thing that is wrong has a button of its own.
  repair: {
    id: 'studiolo:repair-environment',
    fits: (environment) => ailmentsOf(environment).length > 0,
    label: (trans) => trans.__('Repair a Conda Environment…'),
    short: (trans) => trans.__('Repair…'),
    question: which,
  },
  remove: {
    id: 'studiolo:remove-environment',
    fits: ({ gone, protected: guarded }) => !gone && !guarded,
    label: (trans) => trans.__('Remove a Conda Environment…'),
    short: (trans) => trans.__('Remove…'),
    question: which,
  },
} satisfies Record<string, RowAction<Environment>>;

/** What can be done with an environment. */
export type EnvironmentVerb = keyof typeof table;

/** The actions on environments. What each does is `EnvironmentVerbs`' method of its name. */
export const environmentActions: RowActions<EnvironmentVerb, Environment> = table;
