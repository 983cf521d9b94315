/**
 * A script's name on one line, whatever a file system allows in it: control characters, commas and backslashes as `\u{…}`,
 * so that names can be listed with commas between and be read back.
 */
export const textOf = (name: string) =>
  name.replaceAll(/[\\,\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** The name of which `textOf` made a text. */
export const nameOf = (text: string) =>
  text.replaceAll(/\\u\{([0-9a-f]{1,6})\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
