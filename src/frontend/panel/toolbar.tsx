import { refreshIcon, Toolbar } from '@jupyterlab/ui-components';
import * as React from 'react';
import { appCommands, showCosts } from '../apps/commands';
import { commandIds } from '../elements/command-ids';
import type { SectionProps } from '../elements/section';
import { settingsId } from '../model/settings';
import { thisAppCommands } from '../this-app/commands';
import type { ResourceModel } from '../this-app/resource-model';
import { menuButton, pushButton } from './menus';
import { Rate } from './rate';
import { contentOf } from './sections';

/** What stands above all sections: what this costs, asking anew, and what can be done besides. */
export function fillToolbar(
  toolbar: Toolbar,
  { resources, ...every }: SectionProps & { resources: ResourceModel },
): void {
  const { commands, model, trans } = every;
  toolbar.addItem('rate', contentOf(<Rate {...every} />));
  toolbar.addItem('space', Toolbar.createSpacerItem());
  toolbar.addItem(
    'refresh',
    pushButton(refreshIcon, trans.__('Refresh'), () => {
      void model.refresh('fresh').catch(() => undefined);
      resources.refresh();
    }),
  );
  const ofThisApp = Object.values(thisAppCommands).map(({ id }) => id);
  const more = [commandIds.why, showCosts, commandIds.keepAwake, appCommands.changeType.id, ...ofThisApp];
  const settings = { command: 'settingeditor:open', args: { query: settingsId }, label: trans.__('Settings…') };
  const items = [...more.map((command) => ({ command, args: {} })), settings];
  toolbar.addItem('more', menuButton(commands, trans.__('More actions'), items));
}
