import { execFileSync } from 'node:child_process';
import path from 'node:path';

test('programs for administrators, such as debootstrap, are found where the PATH of the user lacks their folders', () => {
  const setup = path.resolve(__dirname, '../../scripts/setup/debian.mjs');
  const script = `await import(${JSON.stringify(setup)}); process.stdout.write(process.env.PATH);`;
  const seen = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: '/home/ana/bin:/usr/bin:/bin:/usr/sbin' },
  });
  expect(seen).toBe('/home/ana/bin:/usr/bin:/bin:/usr/sbin:/usr/local/sbin:/sbin');
});
