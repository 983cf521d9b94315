/**
 * Lets a dialog be accepted, or not yet: nothing has been chosen or changed. `node` is somewhere in the dialog, which may be
 * about to be shown.
 */
export function setAcceptable(node: HTMLElement, acceptable: boolean): void {
  requestAnimationFrame(() => {
    const button = node.closest('.jp-Dialog')?.querySelector<HTMLButtonElement>('.jp-Dialog-footer .jp-mod-accept');
    if (button) button.disabled = !acceptable;
  });
}
