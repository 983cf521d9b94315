import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { withParameters } from '../../src/admin/scripts/parameters';
import { countOf, tellCount } from './count';

jest.setTimeout(3_600_000);
const count = countOf('SOAK_PARAMETERS', 3_000);
const script = `#!/bin/bash\nWHOM='' # to whom; required\n# End of parameters.\nprintf '%s' "<$WHOM>"\n`;

it(`gives ${count} values to a lifecycle script as they are, whatever a shell would make of them`, () => {
  let runs = 0;
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
      const WHOM = text.replaceAll(/[\0\r\n\ud800-\udfff]/gu, '');
      fc.pre(WHOM !== '');
      runs += 1;
      const { stdout } = spawnSync('bash', ['-c', withParameters('try', script, { WHOM })], { encoding: 'utf8' });
      expect(stdout).toBe(`<${WHOM}>`);
    }),
    { numRuns: count },
  );
  tellCount(`${runs} values of parameters`);
});
