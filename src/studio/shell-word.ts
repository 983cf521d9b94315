/**
 * A text as one word of a command that somebody is told to run in a shell: names of branches, settings and folders are
 * foreign text, and stay text there.
 */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
