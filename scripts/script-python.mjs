// The Python that stands in the lifecycle scripts: taken out of them, so that it is linted and its types are checked.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A text in single quotes, as bash takes it: `'\''` is a quote in it. */
const quoted = String.raw`'((?:[^']|'\\'')*)'`;

/**
 * The programs of a script, each with the line that it begins on: what is given to `python -c` by a variable or as it
 * stands, and what is written to a `.py` file.
 */
export function pythonOf(script) {
  const names = [...script.matchAll(/(?: -c|\.py") "\$(\w+)"/g)].map(([, name]) => name);
  const programs = [...new Set(names)].map((name) => {
    const found = new RegExp(`^${name}=${quoted}`, 'm').exec(script);
    if (!found) throw new Error(`the program of Python in $${name} is not a text in single quotes`);
    return programAt(script, name, found, `${name}='`.length);
  });
  const inline = [...script.matchAll(new RegExp(`"\\$(?:python|each)"(?: -I)? -c ${quoted}`, 'g'))].map(
    (found, index) => programAt(script, `inline_${index + 1}`, found, found[0].indexOf("'") + 1),
  );
  return [...programs, ...inline];
}

function programAt(script, name, found, offset) {
  const line = script.slice(0, found.index + offset).split('\n').length;
  return { name, line, code: found[1].replaceAll(String.raw`'\''`, "'") };
}

/**
 * Writes them into `folder`, one a file, each on the lines that it has in its script, so that what is found is told with
 * the right line; returns the files.
 */
export function writePython(scripts, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const script of readdirSync(scripts, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const text = readFileSync(path.join(scripts, script.name, 'on-start.sh'), 'utf8');
    for (const { code, line, name } of pythonOf(text)) {
      const file = path.join(folder, `${script.name.replaceAll('-', '_')}_${name}.py`);
      writeFileSync(file, `${'\n'.repeat(line - 1)}${code}\n`);
      files.push(file);
    }
  }
  return files;
}
