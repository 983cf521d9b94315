import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../../src/admin/scripts/compose';
import { composition, partsOf } from '../../../src/admin/scripts/composition';
import { contentOf, scriptOf } from '../../../src/admin/scripts/content';
import { ownPart } from '../../../src/admin/scripts/own-script';
import type { OwnPart } from '../../../src/admin/scripts/part';
import { copying, hostileBytes, hostileParts, ownOf } from './hostile-scripts';

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-own-'));
afterAll(() => rmSync(folder, { recursive: true }));

const own = (text: string | Buffer, name = './own.sh') => ownPart(name, Buffer.from(text), false);
/** Runs a script's content as Studio does: from a file. */
function run(bytes: Uint8Array): { status: number | null; said: string } {
  const file = path.join(folder, 'on-start.sh');
  writeFileSync(file, bytes, { mode: 0o755 });
  const env = { PATH: process.env['PATH'], HOME: folder };
  const { status, stdout } = spawnSync('bash', ['-c', `exec 2>&1; "$0"`, file], {
    env,
    cwd: folder,
    encoding: 'latin1',
  });
  return { status, said: stdout };
}
const composed = (...parts: OwnPart[]) => run(Buffer.from(contentOf(parts, '1').base64, 'base64'));
/** What the script itself says, with the places where it stands made the same. */
const itself = (said: string) =>
  said
    .replaceAll(/^\S+Z \S+: (starts, and may take|done in|failed with exit code) .*\n/gm, '')
    .replaceAll(/\S*(on-start\.sh|studiolo-own\.\w+\/script)/g, 'FILE');

describe("a script of the customer's own that cannot work", () => {
  it.each([
    ['', /^\.\/own\.sh is empty$/],
    ['\ufeff#!/bin/bash\necho bom\n', /line 1, begins with a byte order mark, .*: save it as UTF-8 without BOM$/],
    [Buffer.from('#!/bin/bash\necho x\n', 'utf16le'), /line 1, is no text that a shell reads: save it as UTF-8/],
    [Buffer.from('\ufeff#!/bin/bash\necho x\n', 'utf16le'), /line 1, is no text that a shell reads: save it as UTF-8/],
    ['#!/bin/bash\r\necho x\r\n', /line 1, ends in CRLF, .*: save it with LF line ends, or run dos2unix on it$/],
    ['# first\necho x\r\necho y\r\necho z\r\n', /line 2, ends in CRLF/],
    ['#!/bin/bash\recho x\r', /line 1, ends in CRLF/],
    [
      '#!/usr/bin/python3\nprint()\n',
      /line 1, begins with "#!\/usr\/bin\/python3"; only scripts for bash or sh can be put/,
    ],
    ['#!/usr/bin/env python3\n', /only scripts for bash or sh .*: call it from one that begins with #!\/bin\/bash$/],
    ['#!/bin/bash -e -u\n', /Linux passes "-e -u" as one option: write options together, such as -eux$/],
    ['#!/usr/bin/env bash -eu\n', /Linux passes "bash -eu" as one word: write #!\/bin\/bash -eu$/],
    ['#!bash\n', /only scripts for bash or sh/],
  ])('is refused with the line and what to do: %j', (text, message) => {
    expect(() => own(text)).toThrow(message);
  });
});

describe("a script of the customer's own", () => {
  it.each<[string, string | Buffer]>([
    ['text after its end', "#!/bin/bash\necho hi\nexit 0\nIt is done (that's all, folks\n"],
    ['a heredoc without an end', '#!/bin/bash\ncat <<EOF\nunterminated'],
    ['a syntax error', '#!/bin/bash\necho before\nif true; then echo x\n'],
    ['extended patterns', '#!/bin/bash\nshopt -s extglob\necho !(*)\n'],
    ['aliases', '#!/bin/bash\nshopt -s expand_aliases\nalias hi="echo hi"\nhi there\n'],
    ['options in its first line', '#!/bin/bash -ex\necho a\nfalse\necho after\n'],
    ['options of env', '#!/usr/bin/env -S bash -eu\necho "$-"\nfalse\necho after\n'],
    ['a plain shell', '#!/bin/sh\necho "${BASH_VERSION-none}"\n'],
    ['a plain shell with options', '#! /bin/sh -eu \necho "$-"\n: "$unset"\n'],
    ['a comment before its first line', '# what this is\n\n#!/bin/bash\nset -eu\necho "${BASH_VERSION:0:1}"\n'],
    ['no first line', 'echo "$BASH_VERSION"\n'],
    ['another encoding', Buffer.from('#!/bin/bash\nprintf %s "caf\xe9" | od -c\n', 'latin1')],
    ['no line end', '#!/bin/bash\necho x'],
    [
      'bytes behind its end that it reads itself',
      Buffer.from('#!/bin/bash\ntail -n 1 "$0" | od -c\nexit\n\0\x01\xff', 'latin1'),
    ],
    ['some CRs', '#!/bin/bash\nprintf "a\r\n" | od -c\n: \r\n: x\n: y\n'],
    ['a program in its place', '#!/bin/bash\nexec bash -c "exit 4"\n'],
    ['nothing to read', '#!/bin/bash\ncat; echo "read $?"\n'],
    ['signals', '#!/bin/bash\ntrap "echo int; exit 5" INT\nkill -INT $$\n'],
    ['a death', '#!/bin/bash\nkill -KILL $$\n'],
    ['a function named as one of ours', '#!/bin/bash\ntype say own start 2>&1 | grep -c "not found"\n'],
    ['variables named as ours', '#!/bin/bash\necho "${SCRIPT-}${LIMIT-}${ENFORCE-}${name-}${began-}" "$-"\n'],
  ])('runs as it does alone, and stops neither the next one nor the app: %s', (_what, text) => {
    const bytes = Buffer.from(text);
    const alone = run(bytes);
    const together = composed(own(text, './first.sh'), own('#!/bin/bash\necho next\n', './next.sh'));
    expect(together).toMatchObject({ status: 0, said: expect.stringContaining('next\n') });
    expect(itself(together.said).replace(/next\n$/, '')).toBe(itself(alone.said));
    const code = alone.status ?? 137;
    expect(together.said).toMatch(
      code === 0
        ? /first\.sh: done in/
        : new RegExp(`first\\.sh: failed with exit code ${code}: the app starts all the same`),
    );
    expect(composed({ ...own(text), enforce: true }).status).toBe(code === 0 ? 0 : 1);
  });

  it('runs beside others of nearly the same name, and beside the bundled one of its name', () => {
    const names = [
      './a-b.sh',
      './a_b.sh',
      './a.b.sh',
      './install-studiolo',
      './existing',
      './x, y.sh',
      './line\nbreak.sh',
    ];
    const parts = names.map((name, index) => own(`#!/bin/bash\necho "this is ${index}"\n`, name));
    const script = compose(parts, '1');
    expect(run(Buffer.from(script)).said.match(/this is \d/g)).toEqual(names.map((_, index) => `this is ${index}`));
    expect(composition(script)?.scripts).toEqual(names);
  });

  it('comes out of what it was put into as it was, whatever it holds and is named', () => {
    fc.assert(
      fc.property(hostileParts, (parts) => {
        const out = partsOf(scriptOf(contentOf(parts, '1.0.0').base64));
        expect(ownOf(out)).toEqual(ownOf(parts));
        expect(out.map(({ kind, name }) => ({ kind, name }))).toEqual(parts.map(({ kind, name }) => ({ kind, name })));
      }),
      { numRuns: 300 },
    );
  });

  it('is given to its shell as it was', () => {
    const target = path.join(folder, 'copy');
    fc.assert(
      fc.property(hostileBytes, (rest) => {
        const part = copying(target, rest);
        expect(composed(part).status).toBe(0);
        expect(readFileSync(target).equals(part.bytes)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('can be larger than an argument of a program, where it can be compressed', () => {
    const long = own(`#!/bin/bash\necho long\nexit\n${'# the same line\n'.repeat(20_000)}`);
    expect(composed(long)).toMatchObject({ status: 0, said: expect.stringContaining('long\n') });
  });
});
