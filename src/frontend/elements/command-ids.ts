/** The commands of the panel and of this app, which the palette, shortcuts and other plugins know. */
export const commandIds = {
  open: 'studiolo:open',
  refresh: 'studiolo:refresh',
  why: 'studiolo:why',
  keepAwake: 'studiolo:keep-awake',
  release: 'studiolo:release',
};
