/** Marked-up text, safe to stand in a document. */
export class Drawn {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

/** An element; texts within it are escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly (Drawn | string)[] = [],
): Drawn {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inner = children.map((child) => (child instanceof Drawn ? String(child) : escaped(child))).join('');
  return new Drawn(`<${name}${written.join('')}>${inner}</${name}>`);
}

/** A rectangle of a class. */
export const box = (x: number, y: number, width: number, height: number, className: string): Drawn =>
  element('rect', { x: round(x), y, width: round(width), height, class: className });

/** A line of text whose baseline begins at a point. */
export const text = (x: number, y: number, words: string, className: string): Drawn =>
  element('text', { x: round(x), y, class: className }, [words]);

const round = (value: number) => Math.round(value * 100) / 100;
const escaped = (value: string) => value.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
