import { existingPart, type Part } from './part';

/**
 * Whether a script was composed as studiolo did it at first: a script of the customer's own stood between the others as it
 * was, without its last line ends and with LF in place of CRLF. Such scripts stand in domains until those are upgraded.
 */
export const isFormer = (script: string) =>
  script.split('\n', 3)[2] === '# Made by `studiolo domain install`: change it there.';

/** The parts of such a script. Own ones get a name that is theirs alone. */
export function partsOfFormer(script: string, names: readonly string[]): Part[] {
  // What an own script holds can look like anything, the end of all included: that is looked for from behind.
  const calls = names.map((name) => `${functionOf(name)}\n(($? == 0)) || result=1\n`).join('');
  const whole = script.slice(0, script.lastIndexOf(`\n)\nresult=0\n${calls}exit $result\n`));
  let at = 0;
  const parts = names.map((name, index): Part => {
    const next = names[index + 1];
    const begin = `\n${functionOf(name)}() (\n`;
    const from = whole.indexOf(begin, at) + begin.length;
    at = next === undefined ? whole.length : whole.indexOf(`\n)\n${functionOf(next)}() (\n`, from);
    const text = whole.slice(from, at);
    if (!text.startsWith(ownBegin)) return { kind: 'bundled', name, text };
    const bytes = Buffer.from(`${text.slice(ownBegin.length)}\n`, 'utf8');
    const existing = index === 0 && name === existingPart;
    return { kind: 'own', name: existing ? name : `./${name}.sh`, bytes, enforce: false };
  });
  // Nothing but the bundled scripts says whether failures were to keep apps from starting.
  const enforce = parts.every((part) => part.kind === 'own' || part.text.includes("\nENFORCE='yes'\n"));
  return parts.map((part) => (part.kind === 'own' ? { ...part, enforce } : part));
}

const functionOf = (name: string) => `part_${name.replaceAll(/[^A-Za-z0-9]/g, '_')}`;

const ownBegin = 'set +u\nunset -f say fail within start\n';
