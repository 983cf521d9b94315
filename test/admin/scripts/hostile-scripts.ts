import fc from 'fast-check';
import type { OwnPart, Part } from '../../../src/admin/scripts/part';

const pieces = [
  '#!/bin/bash\n',
  '#!/bin/sh -eu\n',
  '# what this is\n\n',
  'exit 0\nIt is done (that\'s all, "folks\n',
  'cat <<EOF\nwithout an end',
  "END_OF_SCRIPT\n'END_OF_SCRIPT'\nEND_OF_SCRIPT_\n",
  '\nEND_OF_SCRIPT\n}\npart_2() {\n',
  "own './x.sh' 'head -c 3' '290' '' '/bin/bash' <<'END_OF_SCRIPT'\n",
  '\n)\nresult=0\nexit $result\n',
  '\n)\npart_existing() (\n',
  '\n)\npart_2() (\n',
  '# Prelude: the same lines in every script.\n# End of prelude.\n',
  "ENFORCE='yes'\nSOURCE='s3://other/place'\n# End of parameters.\nSCRIPT=x LIMIT=9999\n",
  '# studiolo 9.9.9: a, b\n# Made by `studiolo domain install`: change it there.\n',
  'exec bash <(echo H4sI | base64 -d | gunzip)\n',
  'set +u\nunset -f say fail within start\n',
  "`$(true)`${x} \\\n$'\\x00'\"'\t\r\n",
  'if true; then\r\n',
  '\ufeff\u2028\u0085\ud83d\ude00é',
  '\n\n\n',
];

/** What a script of somebody's can hold: lines that look like ours, bytes of any encoding, no line end at the end. */
export const hostileBytes = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...pieces).map((text) => Buffer.from(text, 'utf8')) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => Buffer.from(text, 'utf8')) },
    ),
    { maxLength: 8 },
  )
  .map((all) => Buffer.concat(all));

const hostileName = fc
  .oneof(
    fc.constantFrom(
      'install-studiolo',
      'keep-conda-envs.sh',
      'existing.sh',
      'a-b.sh',
      'a_b.sh',
      'a b, c.sh',
      '$(id).sh',
    ),
    fc.constantFrom("it's.sh", '-rf.sh', 'x\ny.sh', '\\u{2c}.sh', '\u202eabc.sh', '# x', '<<EOF', '__proto__', 'ü.sh'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  )
  .map((name) => `./${name}`);

const own = fc.record({
  kind: fc.constant('own' as const),
  name: fc.oneof({ weight: 9, arbitrary: hostileName }, { weight: 1, arbitrary: fc.constant('existing') }),
  bytes: hostileBytes,
  enforce: fc.boolean(),
});
const bundled = (name: string) => ({
  kind: 'bundled' as const,
  name,
  text: `#!/bin/bash\nSOURCE='s3://b/p' # a comment\nENFORCE='' # x\n# End of parameters.\nSCRIPT=${name} LIMIT=9\n\nmain() {\n  say x\n}\n\nstart main\n`,
});

/** Bundled scripts with own ones between them, no two of one name. */
export const hostileParts: fc.Arbitrary<Part[]> = fc
  .tuple(
    fc.uniqueArray(own, { selector: ({ name }) => name, minLength: 1, maxLength: 6 }),
    fc.subarray(['install-studiolo', 'keep-conda-envs', 'git-identity']),
    fc.array(fc.nat()),
  )
  .map(([owns, names, order]) =>
    [...owns, ...names.map((name) => bundled(name))]
      .map((part, index) => ({ part, at: order[index] ?? index }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ part }) => part),
  );

/** What of the parts must come out as it went in. */
export const ownOf = (parts: readonly Part[]) =>
  parts.flatMap((part) => (part.kind === 'own' ? [{ ...part, bytes: Buffer.from(part.bytes).toString('hex') }] : []));

/** A script that copies itself, as it was given to a shell, and ends before the rest of it can do anything. */
export const copying = (target: string, rest: Uint8Array): OwnPart => ({
  kind: 'own',
  name: './copying.sh',
  bytes: Buffer.concat([Buffer.from(`#!/bin/bash\ncp "$0" '${target}'\nexit 0\n`), rest]),
  enforce: true,
});
