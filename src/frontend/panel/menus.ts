import { addIcon, ellipsesIcon, type LabIcon, ToolbarButton } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { openRowMenu, type RowMenu } from '../elements/row-menu';

/** A button of a toolbar that opens a menu of commands; those that are not there are left out. */
export function menuButton(commands: CommandRegistry, label: string, items: RowMenu['items']): ToolbarButton {
  const button: ToolbarButton = new ToolbarButton({
    icon: ellipsesIcon,
    tooltip: label,
    onClick: () => {
      const { bottom, left } = button.node.getBoundingClientRect();
      const there = items.filter(({ command }) => commands.hasCommand(command));
      openRowMenu({ commands, label, items: there }, { x: left, y: bottom });
    },
  });
  return button;
}

/** A button of a toolbar that runs one command. */
export const commandButton = (
  commands: CommandRegistry,
  label: string,
  command: string,
  icon: LabIcon = addIcon,
): ToolbarButton => new ToolbarButton({ icon, tooltip: label, onClick: () => void commands.execute(command) });
