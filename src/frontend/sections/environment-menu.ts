import type { TranslationBundle } from '@jupyterlab/translation';
import { MenuSvg } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Environment } from '../../protocol/environment';
import { environmentCommands as ids } from '../environments/command-ids';
import { ailmentsOf } from '../environments/ailments';

/** Opens the menu of what can be done with an environment. Closed, it gives the focus back to what had it. */
export function openEnvironmentMenu(
  commands: CommandRegistry,
  environment: Environment,
  trans: TranslationBundle,
  { x, y }: { x: number; y: number },
): void {
  const { gone, ipykernel, kernel, prefix, protected: guarded } = environment;
  const before = document.activeElement;
  const menu = new MenuSvg({ commands });
  menu.title.label = environment.name;
  menu.node.setAttribute('aria-label', trans.__('Actions for %1', environment.name));
  const items = [
    ...(gone ? [] : [ids.install, ids.clone, ids.export]),
    ...(ipykernel && !kernel ? [ids.register] : []),
    ...(ailmentsOf(environment, trans).length > 0 ? [ids.repair] : []),
    ...(gone || guarded ? [] : [ids.remove]),
  ];
  for (const command of items) menu.addItem({ command, args: { prefix } });
  menu.aboutToClose.connect(() => {
    if (before instanceof HTMLElement) before.focus();
    // What was chosen is executed after the menu has closed.
    requestAnimationFrame(() => menu.dispose());
  });
  menu.open(x, y);
}
