import type { Environment } from '../../protocol/environment';
import type { RowActions } from '../elements/row-action';
import type { Words } from '../elements/row-command';
import { ailmentsOf } from './ailments';
import type { EnvironmentVerb } from './commands';
import { isRegistrable } from './kernels-of';

const which: Words = (trans) => trans.__('Which environment?');
const isThere = ({ gone }: Environment) => !gone;

/** What can be done with environments. What each does is `EnvironmentVerbs`' method of its name. */
export const environmentActions: RowActions<EnvironmentVerb, Environment> = {
  install: {
    fits: isThere,
    question: which,
  },
  clone: {
    fits: isThere,
    question: which,
  },
  export: {
    fits: isThere,
    question: which,
  },
  register: {
    fits: isRegistrable,
    question: which,
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
  },
  // In the row, the worst thing that is wrong has a button.
  repair: {
    fits: (environment) => ailmentsOf(environment).length > 0,
    question: which,
  },
  remove: {
    fits: ({ gone, protected: guarded }) => !gone && !guarded,
    question: which,
  },
};
