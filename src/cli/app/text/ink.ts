/** How a text stands out. */
export type Ink = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

const codes: Record<Ink, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
};

/** Colours a text where it goes to a terminal that takes colours. */
export function inked(text: string, ink: Ink | undefined, host: { colour: boolean }): string {
  if (!ink || !host.colour) return text;
  const [on, off] = codes[ink];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
