/**
 * What a reader obeys instead of showing it: control characters, other ends of line, and those that turn the text around
 * them. A name that holds them could forge a line, colour it, or look like another name.
 */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A text of somebody else's on one line, each such character written out, e.g. `⟨U+202E⟩`. */
export const plainText = (text: string): string => text.replaceAll(obeyed, written);

/** The same for a text of several lines: ends of line and tabs stay what they are. */
export const plainLines = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(obeyed, (character) => (/[\n\t]/.test(character) ? character : written(character)));

const written = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
