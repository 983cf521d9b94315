import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Environment } from '../../protocol/environment';
import { environmentCommands as ids } from './command-ids';
import { ailmentsOf } from './ailments';
import { isRegistrable } from './kernels-of';
import type { RowMenu } from '../elements/row-menu';

/** What can be done with an environment. */
export function environmentMenu(
  commands: CommandRegistry,
  environment: Environment,
  trans: TranslationBundle,
): RowMenu {
  const { gone, name, prefix, protected: guarded } = environment;
  const items = [
    ...(gone ? [] : [ids.install, ids.clone, ids.export]),
    ...(isRegistrable(environment) ? [ids.register] : []),
    ...(ailmentsOf(environment, trans).length > 0 ? [ids.repair] : []),
    ...(gone || guarded ? [] : [ids.remove]),
  ];
  return { commands, label: trans.__('Actions for %1', name), items, args: { prefix } };
}
