/**
 * The three settings of a domain that name a built-in lifecycle configuration: two in its default user settings, for
 * private spaces, one in its default space settings, for shared ones, which have no Code Editor (fact sheet, section 3).
 */
export const builtInSlots = ['private-jupyterlab', 'private-code-editor', 'shared-jupyterlab'] as const;
export type BuiltInSlot = (typeof builtInSlots)[number];

/** Something for each slot, or for some. */
export type PerSlot<T> = { [S in BuiltInSlot]?: T };

/** The app type whose lifecycle configurations fit a slot. */
export const appTypeOf = (slot: BuiltInSlot) => (slot === 'private-code-editor' ? 'CodeEditor' : 'JupyterLab');

/** A slot in words for people: whom it reaches. */
export const slotText = (slot: BuiltInSlot) =>
  ({
    'private-jupyterlab': 'JupyterLab in private spaces',
    'private-code-editor': 'Code Editor in private spaces',
    'shared-jupyterlab': 'JupyterLab in shared spaces',
  })[slot];

/** The slot that decides for an app; nothing for an app type that takes no built-in lifecycle configuration of ours. */
export function slotOf(appType: string, sharing: 'Private' | 'Shared' | undefined): BuiltInSlot | undefined {
  if (appType === 'JupyterLab') return sharing === 'Shared' ? 'shared-jupyterlab' : 'private-jupyterlab';
  return appType === 'CodeEditor' && sharing !== 'Shared' ? 'private-code-editor' : undefined;
}
