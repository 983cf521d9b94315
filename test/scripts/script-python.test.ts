import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const scripts = path.join(root, 'lifecycle-scripts');

/** What the function of the linter's own module gives, in the Node.js that the linter runs in. */
function told(expression: string): unknown {
  const module = JSON.stringify(path.join(root, 'scripts/script-python.mjs'));
  const program = `const { pythonOf, writePython } = await import(${module}); console.log(JSON.stringify(${expression}))`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

test('programs are taken from variables, from the command line and from files, with bash’s quotes undone', () => {
  const script = [
    'main() {',
    '  "$python" -I -c "$first" 1',
    '  "$python" -c \'import a; a.b()\'',
    '  put "$site/c.py" "$second"',
    '}',
    "first='import sys",
    "print(sys.argv)'",
    "second='print(\"it'\\''s\")'",
    "third='no program'",
  ].join('\n');
  expect(told(`pythonOf(${JSON.stringify(script)})`)).toEqual([
    { name: 'first', line: 6, code: 'import sys\nprint(sys.argv)' },
    { name: 'second', line: 8, code: 'print("it\'s")' },
    { name: 'inline_1', line: 3, code: 'import a; a.b()' },
  ]);
});

test('one that is not a text in single quotes is not passed over', () => {
  const script = JSON.stringify('"$python" -c "$program"\nprogram="print()"');
  expect(() => told(`pythonOf(${script})`)).toThrow(
    /the program of Python in \$program is not a text in single quotes/,
  );
});

test('each stands on the lines that it has in its script', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'script-python-'));
  try {
    told(`writePython(${JSON.stringify(scripts)}, ${JSON.stringify(folder)})`);
    const taken = readFileSync(path.join(folder, 'keep_conda_envs_kernels.py'), 'utf8').split('\n');
    const script = readFileSync(path.join(scripts, 'keep-conda-envs/on-start.sh'), 'utf8').split('\n');
    const line = script.findIndex((text) => text.includes('ipykernel", "install"'));
    expect(taken[line]).toBe(script[line]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no program of Python in a script is left out', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'script-python-'));
  try {
    told(`writePython(${JSON.stringify(scripts)}, ${JSON.stringify(folder)})`);
    const taken = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    for (const entry of readdirSync(scripts, { withFileTypes: true }).filter((one) => one.isDirectory())) {
      const script = readFileSync(path.join(scripts, entry.name, 'on-start.sh'), 'utf8').split('\n');
      for (const [at, text] of script.entries()) {
        // A line that can only be Python: it begins a block or brings in a module.
        if (!/^(def|class|for|with|import|from) .*|^\w+='(import|from|def) /.test(text) || /; do$/.test(text)) continue;
        const code = text.replace(/^\w+='/, '');
        expect(taken.some((program) => program.split('\n')[at] === code)).toBe(true);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
