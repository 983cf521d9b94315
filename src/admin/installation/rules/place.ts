/**
 * Where a domain names a built-in lifecycle configuration: in its default user settings for private spaces, in its
 * default space settings for shared ones, which have no Code Editor (fact sheet, section 3).
 */
export const places = ['private-jupyterlab', 'private-code-editor', 'shared-jupyterlab'] as const;
export type Place = (typeof places)[number];

/** The app type whose lifecycle configurations fit a place. */
export const appTypeOf = (place: Place) => (place === 'private-code-editor' ? 'CodeEditor' : 'JupyterLab');

/** A place in words for people. */
export const placeText = (place: Place) =>
  ({
    'private-jupyterlab': 'JupyterLab in private spaces',
    'private-code-editor': 'Code Editor in private spaces',
    'shared-jupyterlab': 'JupyterLab in shared spaces',
  })[place];

/** The place that decides for an app; nothing for an app type that takes no built-in lifecycle configuration of ours. */
export function placeOf(appType: string, sharing: 'Private' | 'Shared' | undefined): Place | undefined {
  if (appType === 'JupyterLab') return sharing === 'Shared' ? 'shared-jupyterlab' : 'private-jupyterlab';
  return appType === 'CodeEditor' && sharing !== 'Shared' ? 'private-code-editor' : undefined;
}
