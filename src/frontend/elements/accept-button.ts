/** A dialog that can't be accepted yet. */
const UNACCEPTABLE = 'studiolo-mod-unacceptable';

/**
 * Lets a dialog be accepted, or not yet: nothing has been chosen or changed. `node` is somewhere in the dialog, which may be
 * about to be shown. Of several buttons that accept, the last is meant.
 */
export function setAcceptable(node: HTMLElement, acceptable: boolean): void {
  requestAnimationFrame(() => {
    const dialog = node.closest('.jp-Dialog');
    const buttons = dialog?.querySelectorAll<HTMLButtonElement>('.jp-Dialog-footer .jp-mod-accept');
    const button = buttons?.[buttons.length - 1];
    if (!button) return;
    button.disabled = !acceptable;
    dialog?.classList.toggle(UNACCEPTABLE, !acceptable);
    document.addEventListener('keydown', holdEnter, true);
  });
}

/** JupyterLab's dialog takes Enter in a field for its default button, disabled or not. */
function holdEnter(event: KeyboardEvent): void {
  const { key, target } = event;
  if (key !== 'Enter' || !(target instanceof Element) || target.closest('button')) return;
  if (target.closest(`.jp-Dialog.${UNACCEPTABLE}`)) event.stopPropagation();
}
