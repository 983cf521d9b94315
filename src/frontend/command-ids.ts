/** The commands that the palette, shortcuts and other plugins know. */
export const commandIds = {
  open: 'studiolo:open',
  refresh: 'studiolo:refresh',
  stopApp: 'studiolo:stop-app',
  why: 'studiolo:why',
  keepAwake: 'studiolo:keep-awake',
  release: 'studiolo:release',
};
