import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../../src/admin/scripts/compose';
import { composition } from '../../../src/admin/scripts/composition';
import { contentLimit, contentOf, scriptOf } from '../../../src/admin/scripts/content';
import { ownPart } from '../../../src/admin/scripts/own-script';
import { parametersOf, withParameters } from '../../../src/admin/scripts/parameters';
import type { Part } from '../../../src/admin/scripts/part';
import { ScriptError } from '../../../src/admin/scripts/script-error';

const lifecycleScripts = path.resolve(__dirname, '../../../lifecycle-scripts');
const prelude = readFileSync(path.join(lifecycleScripts, 'prelude.sh'), 'utf8').trimEnd();
const bundled = (main: string, limit = 20) => `#!/bin/bash
# try: a script for this test.
#
# Parameters.
GREETING='hello' # what to say
WHOM=''          # to whom; required
ENFORCE=''       # yes: the app does not start when this fails
# End of parameters.
SCRIPT=try LIMIT=${limit}

${prelude}

main() {
  # a comment
  ${main}
}

start main
`;
const part = (name: string, text: string): Part => ({ kind: 'bundled', name, text });
const run = (script: string) => {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('parameters of a lifecycle script', () => {
  const script = bundled('printf "%s" "<$WHOM>"');

  it('are read from its header', () => {
    expect(parametersOf(script)).toEqual([
      { name: 'GREETING', value: 'hello', description: 'what to say', required: false },
      { name: 'WHOM', value: '', description: 'to whom; required', required: true },
      {
        name: 'ENFORCE',
        value: '',
        description: 'yes: the app does not start when this fails',
        required: false,
      },
    ]);
    expect(parametersOf("#!/bin/sh\nA='b' # no header\n")).toEqual([]);
  });

  it('reach the script as they are, whatever a shell would make of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        const value = text.replaceAll(/[\0\r\n\ud800-\udfff]/gu, '');
        fc.pre(value !== '');
        expect(run(withParameters('try', script, { WHOM: value })).stdout).toContain(`<${value}>`);
      }),
      { numRuns: 60, examples: [["'; exit 7; '"], ['$(exit 7)`exit 7`'], ["\\'"], ['# x']] },
    );
  });

  it('are refused when unknown, missing or of several lines', () => {
    expect(() => withParameters('try', script, { WHO: 'x' })).toThrow(
      new ScriptError('try has no parameter WHO; it has: GREETING, WHOM, ENFORCE'),
    );
    expect(() => withParameters('try', script, {})).toThrow('try needs its parameter WHOM: to whom; required');
    expect(() => withParameters('try', script, { WHOM: 'a\nb' })).toThrow('must be one line');
  });
});

describe('composed scripts', () => {
  const filled = (main: string) => withParameters('try', bundled(main), { WHOM: "it's # me" });
  const own = '#!/bin/bash\nset -e\ntrap "echo own ends" EXIT\n# kept\necho "own: $unset"\n';

  it('run each part in its order and by itself, with one prelude and no comments', () => {
    const script = compose(
      [
        part('first', filled('echo "1 for $WHOM"; cd /; leaked=yes')),
        ownPart('./own.sh', Buffer.from(own), false),
        part('last', filled('echo "2 ${leaked:-alone}"')),
      ],
      '1.2.3',
    );
    const { status, stdout, stderr } = run(script);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const said = stdout.split('\n').map((line) => line.replace(/^\S+Z /, '').replace(/\d+ s$/, 'N s'));
    expect(said).toEqual([
      "1 for it's # me",
      'try: done in N s',
      './own.sh: starts, and may take N s',
      'own: ',
      'own ends',
      './own.sh: done in N s',
      '2 alone',
      'try: done in N s',
      '',
    ]);
    expect(script.match(/^say\(\)/gm)).toHaveLength(1);
    expect(script).not.toContain('a comment');
    expect(script).toContain('# kept');
    expect(composition(script)).toEqual({ version: '1.2.3', scripts: ['first', './own.sh', 'last'] });
  });

  it('go on after one that fails, and fail if it is one that may', () => {
    const failing = part('failing', filled('exit 3'));
    const after = part('after', filled('echo after'));
    expect(run(compose([failing, after], '1'))).toMatchObject({ status: 0, stdout: expect.stringContaining('after') });
    const enforced = part('failing', withParameters('try', bundled('exit 3'), { WHOM: 'x', ENFORCE: 'yes' }));
    expect(run(compose([enforced, after], '1'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('after'),
    });
    const own = ownPart('./own.sh', Buffer.from('#!/bin/sh\nset -e\nfalse\necho never\n'), true);
    const ended = run(compose([own, after], '1'));
    expect(ended).toMatchObject({ status: 1, stdout: expect.stringContaining('after') });
    expect(ended.stdout).not.toContain('never');
  });

  it('are refused when they cannot stand together', () => {
    expect(() => compose([part('a', bundled('true')), part('a', bundled('true'))], '1')).toThrow(
      'a is asked for twice',
    );
    const long = bundled('true', 200);
    expect(() => compose([part('a', long), part('b', long)], '1')).toThrow(
      'together the scripts may take 400 s, and a lifecycle configuration has 290 s for them: a 200 s, b 200 s',
    );
    expect(() =>
      compose([part('a', bundled('true', 288)), ownPart('./own.sh', Buffer.from('true\n'), false)], '1'),
    ).toThrow('293 s, and a lifecycle configuration has 290 s for them: a 288 s, ./own.sh at least 5 s; choose fewer');
  });

  it('are compressed where they would be too long, and run the same', () => {
    const many = Array.from({ length: 400 }, (_, index) => `echo line ${index} of what a script may say`).join('\n');
    const { base64 } = contentOf([part('long', filled(many))], '1.0.0');
    expect(base64.length).toBeLessThan(contentLimit);
    const content = Buffer.from(base64, 'base64').toString();
    expect(composition(content)).toEqual({ version: '1.0.0', scripts: ['long'] });
    expect(scriptOf(base64)).toContain('echo line 399');
    expect(execFileSync('bash', ['-c', content], { encoding: 'utf8' })).toContain('line 399 of what');
  });

  it('are refused when too long all the same, with what takes the space', () => {
    const noise = Array.from({ length: 600 }, (_, index) => `echo ${Math.sin(index)}${Math.cos(index)}`).join('\n');
    const parts = [part('short', filled('true')), part('noisy', filled(noise))];
    expect(() => contentOf(parts, '1')).toThrow(/a lifecycle configuration holds 16384; .*: noisy \d{5}, short \d{4}$/);
  });
});
