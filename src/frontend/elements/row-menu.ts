import { MenuSvg } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type * as React from 'react';

export interface RowMenu {
  commands: CommandRegistry;
  /** What the actions are for, as it is read out. */
  label: string;
  /** What is offered. None: no menu opens. */
  items: { command: string; args: ReadonlyJSONObject }[];
}

/** Opens the menu of what can be done with a row. Closed, it gives the focus back to what had it. */
export function openRowMenu({ commands, items, label }: RowMenu, { x, y }: { x: number; y: number }): void {
  if (items.length === 0) return;
  const before = document.activeElement;
  const menu = new MenuSvg({ commands });
  menu.node.setAttribute('aria-label', label);
  for (const item of items) menu.addItem(item);
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
