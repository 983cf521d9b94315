/**
 * Lets a dialog be accepted, or not yet: nothing has been chosen or changed. `node` is somewhere in the dialog, which may be
 * about to be shown. Of several buttons that accept, the last is meant.
 */
export function setAcceptable(node: HTMLElement, acceptable: boolean): void {
  requestAnimationFrame(() => {
    const buttons = node.closest('.jp-Dialog')?.querySelectorAll<HTMLButtonElement>('.jp-Dialog-footer .jp-mod-accept');
    const button = buttons?.[buttons.length - 1];
    if (button) button.disabled = !acceptable;
  });
}
