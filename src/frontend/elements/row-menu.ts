import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { Menu } from '@lumino/widgets';
import type * as React from 'react';

export interface RowMenu {
  commands: CommandRegistry;
  /** What the actions are for, as it is read out. */
  label: string;
  /** What is offered. None: no menu opens. */
  items: RowMenuItem[];
}

interface RowMenuItem {
  command: string;
  args: ReadonlyJSONObject;
  /** What it is called here, where it is clear what is meant. Absent: as the command is called. */
  label?: string;
}

/** Opens the menu of what can be done with a row. Closed, it gives the focus back to what had it. */
export function openRowMenu({ commands, items, label }: RowMenu, { x, y }: { x: number; y: number }): void {
  if (items.length === 0) return;
  const before = document.activeElement;
  const menu = items.some((item) => item.label !== undefined) ? worded(commands, items) : plain(commands, items);
  menu.node.setAttribute('aria-label', label);
  menu.aboutToClose.connect(() => {
    if (before instanceof HTMLElement) before.focus();
    // What was chosen is executed after the menu has closed.
    requestAnimationFrame(() => menu.dispose());
  });
  menu.open(x, y);
}

/** Opens the menu at a right click, instead of JupyterLab's own for the sidebar. */
export const atRightClick = (open: (place: { x: number; y: number }) => void) => (event: React.MouseEvent) => {
  event.preventDefault();
  event.stopPropagation();
  open({ x: event.clientX, y: event.clientY });
};

function plain(commands: CommandRegistry, items: RowMenuItem[]): Menu {
  const menu = new MenuSvg({ commands });
  for (const { args, command } of items) menu.addItem({ command, args });
  return menu;
}

/**
 * A menu whose items have words of their own: Lumino's take them from the commands. So that no page has to load them before
 * the panel is shown, they are not the commands' own.
 */
function worded(commands: CommandRegistry, items: RowMenuItem[]): Menu {
  const here = new CommandRegistry();
  const menu = new MenuSvg({ commands: here });
  for (const [at, { args, command, label }] of items.entries()) {
    const id = `${command}:${at}`;
    here.addCommand(id, {
      label: label ?? commands.label(command, args),
      isVisible: () => commands.isVisible(command, args),
      execute: () => commands.execute(command, args),
      describedBy: { args: { type: 'object', properties: {} } },
    });
    menu.addItem({ command: id });
  }
  return menu;
}
