export interface Instruction {
  /** Upper case. */
  keyword: string;
  text: string;
  /** Where it begins, from 1. */
  line: number;
}

/** The instructions of a Dockerfile: comments dropped, continued lines joined, here-documents kept with theirs. */
export function instructions(text: string): Instruction[] {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 3).join('\n')) ? '`' : '\\';
  const found: Instruction[] = [];
  for (let index = 0; index < lines.length;) {
    const line = index + 1;
    const { joined, next } = logicalLine(lines, index, escape);
    index = next;
    const [, keyword, rest = ''] = /^\s*([A-Za-z]+)(?:\s+([\s\S]*))?$/.exec(joined) ?? [];
    if (!keyword) continue;
    const instruction: Instruction = { keyword: keyword.toUpperCase(), text: rest.trim(), line };
    for (const [, marker = ''] of rest.matchAll(/<<-?["']?(\w+)["']?/g)) {
      const end = lines.findIndex((candidate, at) => at >= index && candidate.trim() === marker);
      if (end < 0) break;
      instruction.text += `\n${lines.slice(index, end).join('\n')}`;
      index = end + 1;
    }
    found.push(instruction);
  }
  return found;
}

function logicalLine(lines: string[], start: number, escape: string): { joined: string; next: number } {
  let joined = '';
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^\s*#/.test(line) || (joined !== '' && line.trim() === '')) {
      if (joined === '') return { joined: '', next: index + 1 };
      continue;
    }
    const trimmed = line.trimEnd();
    if (!trimmed.endsWith(escape)) return { joined: joined + line, next: index + 1 };
    joined += `${trimmed.slice(0, -1)} `;
  }
  return { joined, next: lines.length };
}

/** Fills in `$name`, `${name}`, `${name:-default}` and `${name:+other}`; what is not known stays as written. */
export function substitute(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\\\$|\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g, (all, plain, braced, sign, other) => {
    const name: string | undefined = plain ?? braced;
    if (name === undefined) return all;
    const value = values[name];
    if (sign === '-') return value ? value : other;
    if (sign === '+') return value ? other : '';
    return value ?? all;
  });
}
