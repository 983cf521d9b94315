import { contentOf } from '../../src/admin/scripts/content';
import { emptyBucket, stored } from './home-in-s3';
import { olderImage, until } from './idle-app';
import { Moto } from './moto';
import { script } from './script';
import { throwawayRoots } from './throwaway-roots';

jest.setTimeout(300_000);
const moto = new Moto();
const booted = throwawayRoots();
beforeAll(() => moto.start());
afterAll(() => moto.stop());

it('lets what stops an idle app and what copies its home work beside each other', async () => {
  await emptyBucket(moto);
  const root = await booted({ environment: moto.environment });
  await olderImage(root);
  await root.execute(['bash', '-c', 'mkdir work && echo work >work/notebook.ipynb']);
  const parts = [
    { kind: 'bundled', name: 'idle-shutdown-classic', text: script('idle-shutdown-classic') },
    { kind: 'bundled', name: 'backup-home', text: script('backup-home', { DESTINATION: 's3://homes/studio' }) },
  ] as const;
  const { status, output } = await root.run(contentOf(parts, '1.0.0').script);
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringMatching(/ idle-shutdown-classic: done in [^]* backup-home: done in /),
  });
  await until(
    async () => (await stored(moto, 'manifests')).length === 1,
    () => 'no backup',
  );
  const watched = await root.execute(['flock', '--nonblock', '/tmp/studiolo-idle-shutdown-1000.lock', 'true']);
  expect(watched.status).toBe(1);
});
