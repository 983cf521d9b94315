/** Commands of apps and spaces. All take arguments, and ask for the app or space where none is named. */
export const appCommands = {
  open: 'studiolo:open-space',
  start: 'studiolo:start-app',
  restart: 'studiolo:restart-app',
  change: 'studiolo:change-space',
  stop: 'studiolo:stop-app',
  why: 'studiolo:why-app-failed',
} as const;

/** What can be done with an app and its space. */
export type AppVerb = keyof typeof appCommands;
