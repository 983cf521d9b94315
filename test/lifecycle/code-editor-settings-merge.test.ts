import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { textOf } from './script';

jest.setTimeout(300_000);

/** The part of the script that writes settings, which runs by itself. */
const [, program = ''] = /\nmerge='\n([^]*?)\n'\n/.exec(textOf('code-editor-settings')) ?? [];
const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-merge-'));
const [file, state] = [path.join(folder, 'settings.json'), path.join(folder, 'state.json')];
afterAll(() => rmSync(folder, { recursive: true }));

type Settings = Record<string, unknown>;
/** Reads JSON with comments and trailing commas, as VS Code's settings are, by a parser that is not ours. */
function parsed(text: string): Settings {
  const { config, error } = ts.parseConfigFileTextToJson(file, text) as { config: Settings; error?: unknown };
  expect(error).toBeUndefined();
  return config;
}
const comments = (text: string) =>
  [...text.matchAll(/"(?:\\.|[^"\\])*"|(\/\/[^\n]*|\/\*[^]*?\*\/)/g)].flatMap(([, comment]) => comment ?? []);

const space = fc.constantFrom('', ' ', '\n', '\n    ', '/* c, } " */', '// x " , ]\n', '\r\n\t');
const text = fc.constantFrom('//no', '/*no*/', ',}', 'a"b', '\\', 'é', '', ':');
const scalar = fc.oneof(
  text.map((value) => JSON.stringify(value)),
  fc.constantFrom('1', '-2.5e3', 'true', 'null'),
);
const between = fc.tuple(space, space, space, space);
const member = (key: string, value: string, [a, b, c, d]: string[]) =>
  `${a}${JSON.stringify(key)}${b}:${c}${value}${d}`;
const value = fc.oneof(
  scalar,
  fc.tuple(scalar, space, fc.constantFrom('', ',')).map(([one, gap, comma]) => `[${gap}${one}${comma}${gap}]`),
  fc.tuple(text, scalar, between).map(([key, one, gaps]) => `{${member(key, one, gaps)}}`),
);
/** Settings as a person and their tools might have written them. */
const written = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd"', '[python]', '//'), { maxLength: 5 }),
    fc.array(fc.tuple(value, between), { minLength: 5, maxLength: 5 }),
    fc.tuple(space, space, space, fc.constantFrom('', ',')),
  )
  .map(([keys, values, [before, inside, after, comma]]) => {
    const members = keys.map((key, index) => member(key, ...(values[index] ?? ['1', ['', '', '', '']])));
    return `${before}{${members.join(',')}${keys.length > 0 ? comma : ''}${inside}}${after}`;
  });
const settings = fc.dictionary(
  fc.constantFrom('a', 'b', 'e', '//', 'd"'),
  fc.constantFrom<unknown>(1, 'x', null, [1], { y: '//' }),
);

/** Runs the program for each case, all in one process: a file, then one set of defaults after the other. */
const driver = `
import contextlib, io, json, os, sys
program, cases, file, state = compile(sys.argv[1], "merge", "exec"), json.load(open(sys.argv[2])), sys.argv[3], sys.argv[4]
for text, *all in cases:
    if os.path.exists(state):
        os.unlink(state)
    with open(file, "w", encoding="utf-8", newline="") as opened:
        opened.write(text)
    results = []
    for defaults in all:
        sys.argv, failed = ["-c", file, state, json.dumps(defaults)], False
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(program, {"__name__": "merge"})
        except SystemExit:
            failed = True
        results.append([failed, open(file, encoding="utf-8", newline="").read()])
    print(json.dumps(results))
`;
function merged(cases: readonly (readonly [string, ...Settings[]])[]): [failed: boolean, text: string][][] {
  writeFileSync(path.join(folder, 'cases.json'), JSON.stringify(cases));
  const words = ['-I', '-c', driver, program, path.join(folder, 'cases.json'), file, state];
  const { status, stdout, stderr } = spawnSync('python3', words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [boolean, string][]);
}

it('adds to any settings what is missing there, takes back the same, and changes neither values nor comments of the user', () => {
  const cases = fc.sample(fc.tuple(written, settings), 500);
  const results = merged(cases.map(([own, defaults]) => [own, defaults, defaults, {}]));
  for (const [index, [own, defaults]] of cases.entries()) {
    const [first, again, back] = results[index] ?? [];
    expect([first?.[0], again, back?.[0]]).toEqual([false, first, false]);
    expect(parsed(first?.[1] ?? '')).toEqual({ ...defaults, ...parsed(own) });
    expect(parsed(back?.[1] ?? '')).toEqual(parsed(own));
    expect(comments(back?.[1] ?? '')).toEqual(comments(own));
  }
});

it('leaves what is no settings file, whatever it is', () => {
  const more = fc.constantFrom('', '}', '{', '"', ',', ':', '1 ');
  const broken = fc.sample(fc.tuple(written, fc.nat(), more), 500).map(([own, at, extra]) => {
    const place = at % own.length;
    return `${own.slice(0, place)}${extra}${own.slice(place + 1)}`;
  });
  const results = merged(broken.map((each) => [each, { new: 1 }]));
  for (const [index, each] of broken.entries()) {
    const [[failed, after] = [true, '']] = results[index] ?? [];
    if (failed) expect(after).toBe(each);
    else expect(parsed(after)).toMatchObject({ new: 1 });
  }
  expect(results.some(([result]) => result?.[0])).toBe(true);
});
