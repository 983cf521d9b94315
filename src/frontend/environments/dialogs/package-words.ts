/** The packages of a text, one a word. `alpha >=1` is one package: conda takes a blank before a comparison. */
export function packageWords(text: string): string[] {
  return text
    .replace(/\s+(?=[<>=!~])/g, '')
    .split(/\s+/)
    .filter(Boolean);
}
