import { readFileSync } from 'node:fs';
import path from 'node:path';
import { composition, partsOf } from '../../../src/admin/scripts/composition';
import { scriptOf } from '../../../src/admin/scripts/content';
import { valuesOf } from '../../../src/admin/scripts/parameters';
import type { Part } from '../../../src/admin/scripts/part';

// As studiolo 0.1.0 put them together: a built-in script of before, two bundled ones, and own ones beside them.
const script = readFileSync(path.join(__dirname, 'former-composition.sh'), 'utf8');
const packed = readFileSync(path.join(__dirname, 'former-content.txt'), 'utf8').trim();

const texts = (parts: readonly Part[]) =>
  parts.map((part) => [
    part.name,
    part.kind === 'own' ? Buffer.from(part.bytes).toString() : valuesOf(part.text)['ENFORCE'],
  ]);

describe('a script that was composed as at first', () => {
  it('is read: what is bundled with its values, what is not as it stood there, under a name of its own', () => {
    expect(composition(script)?.version).toBe('0.1.0');
    const parts = partsOf(script);
    expect(texts(parts)).toEqual([
      ['existing', '#!/bin/bash\necho house rules\n'],
      ['install-studiolo', ''],
      ['./keep-conda-envs.sh', '#!/bin/bash\n# ours, not the bundled one\necho "conda envs, the way of our team"\n'],
      ['git-identity', ''],
      ['./count.sh', '#!/bin/bash\n(\n echo sub\n)\nresult=0\necho "tail $result"\n'],
    ]);
    const [, install, , identity] = parts;
    expect(install?.kind === 'bundled' && valuesOf(install.text)).toMatchObject({
      SOURCE: 's3://tools/studiolo/d-plain/0123456789abcdef',
      SHA256: 'a'.repeat(64),
    });
    expect(identity?.kind === 'bundled' && valuesOf(identity.text)).toEqual({
      EMAIL_DOMAIN: 'acme.example',
      ENFORCE: '',
    });
  });

  it('is read where it is compressed, too', () => {
    const parts = partsOf(scriptOf(packed));
    expect(parts.map(({ name }) => name)).toEqual([...partsOf(script).map(({ name }) => name), './long.sh']);
    expect(texts(parts).at(-1)).toEqual(['./long.sh', `#!/bin/sh\n${'echo line\n'.repeat(900)}`]);
  });

  it('enforced its own scripts if it enforced the bundled ones', () => {
    const enforcing = (text: string) => partsOf(text).flatMap((part) => (part.kind === 'own' ? [part.enforce] : []));
    expect(enforcing(script)).toEqual([false, false, false]);
    expect(enforcing(script.replaceAll("ENFORCE=''", "ENFORCE='yes'"))).toEqual([true, true, true]);
  });
});
