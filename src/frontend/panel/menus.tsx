import {
  addIcon,
  addToolbarButtonClass,
  ellipsesIcon,
  type LabIcon,
  ReactWidget,
  ToolbarButtonComponent,
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Widget } from '@lumino/widgets';
import * as React from 'react';
import { openRowMenu, type RowMenu } from '../elements/row-menu';

/** A button of a toolbar. JupyterLab's `ToolbarButton` would stay pressed, and be read out as a switch. */
export const pushButton = (icon: LabIcon, label: string, onClick: () => void): Widget =>
  addToolbarButtonClass(ReactWidget.create(<ToolbarButtonComponent icon={icon} tooltip={label} onClick={onClick} />));

/** A button of a toolbar that opens a menu of commands; those that are not there are left out. */
export function menuButton(commands: CommandRegistry, label: string, items: RowMenu['items']): Widget {
  const button: Widget = pushButton(ellipsesIcon, label, () => {
    const { bottom, left } = button.node.getBoundingClientRect();
    const there = items.filter(({ command }) => commands.hasCommand(command));
    openRowMenu({ commands, label, items: there }, { x: left, y: bottom });
  });
  return button;
}

/** A button of a toolbar that runs one command. */
export const commandButton = (
  commands: CommandRegistry,
  label: string,
  command: string,
  icon: LabIcon = addIcon,
): Widget => pushButton(icon, label, () => void commands.execute(command));
