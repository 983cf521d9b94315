import type { Snapshot } from '../../protocol/snapshot';

/** Whether this JupyterLab does not run in Studio. */
export function isOutside({ thisApp }: Snapshot): boolean {
  return thisApp.state === 'missing' && thisApp.notices.some(({ code }) => code === 'not-in-studio');
}
