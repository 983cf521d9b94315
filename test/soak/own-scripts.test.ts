import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../src/admin/scripts/compose';
import { partsOf } from '../../src/admin/scripts/composition';
import { contentOf, scriptOf } from '../../src/admin/scripts/content';
import { copying, hostileBytes, hostileParts, ownOf } from '../admin/scripts/hostile-scripts';
import { countOf, tellCount } from './count';

jest.setTimeout(3_600_000);
const compositions = countOf('SOAK_COMPOSITIONS', 20_000);
const runs = countOf('SOAK_OWN_SCRIPTS', 500);

it(`brings the own scripts of ${compositions} compositions out as they went in, again and again`, () => {
  let scripts = 0;
  fc.assert(
    fc.property(hostileParts, (parts) => {
      const first = partsOf(scriptOf(contentOf(parts, '1.0.0').base64));
      // As an upgrade does it: what came out goes in again.
      expect(ownOf(partsOf(compose(first, '2.0.0')))).toEqual(ownOf(parts));
      scripts += ownOf(parts).length;
    }),
    { numRuns: compositions },
  );
  tellCount(`${compositions} compositions with ${scripts} own scripts`);
});

it(`gives ${runs} own scripts to their shell as they are`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-own-'));
  const target = path.join(folder, 'copy');
  try {
    fc.assert(
      fc.property(hostileBytes, (rest) => {
        const part = copying(target, rest);
        const script = Buffer.from(contentOf([part], '1').base64, 'base64').toString();
        expect(spawnSync('bash', ['-c', script], { env: { PATH: process.env['PATH'], HOME: folder } }).status).toBe(0);
        expect(readFileSync(target).equals(part.bytes)).toBe(true);
      }),
      { numRuns: runs },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  tellCount(`${runs} own scripts run`);
});
