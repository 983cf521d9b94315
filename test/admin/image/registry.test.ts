import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { readOciLayout } from '../../../src/admin/image/reading/oci-layout';
import { pullImage } from '../../../src/admin/image/registry/pull';
import { deleteManifest, pushLayout } from '../../../src/admin/image/registry/push';
import { verify } from '../../../src/admin/image/verify/verify';
import { goodImage } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import type { DockerRegistry } from './docker-registry';
import { startRegistry } from './docker-registry';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

describe.each([
  { name: 'a registry that anybody may use', login: false },
  { name: 'a registry that asks for a login', login: true },
])('$name', ({ login }) => {
  let registry: DockerRegistry;
  let folder: string;
  let layout: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-push-'));
    layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
    registry = await startRegistry({ login });
  });
  afterAll(async () => {
    await registry.stop();
    rmSync(folder, { recursive: true });
  });
  const credentials = () => Promise.resolve(login ? registry.authorization : undefined);
  const at = (reference: string, repository = 'team/studio') => ({ registry: registry.address, repository, reference });

  it('takes an image, and gives the same image back', async () => {
    const first = await pushLayout(layout, at('1'), credentials);
    expect(first.sent).toBeGreaterThan(0);
    const pulled = await pullImage(at('1'), credentials, defaultLimits);
    const local = await readOciLayout(layout, defaultLimits);
    expect([...pulled.files.below('/')]).toEqual([...local.files.below('/')]);
    expect(pulled.config).toEqual(local.config);
    expect(verify(pulled, ['JupyterLab'])).toEqual([]);
    const byDigest = await pullImage(at(first.digest), credentials, defaultLimits);
    expect(byDigest.layers).toEqual(pulled.layers);
  });

  it('is sent no blob twice', async () => {
    await pushLayout(layout, at('1'), credentials);
    expect((await pushLayout(layout, at('2'), credentials)).sent).toBe(0);
  });

  it('holds what skopeo can read', async () => {
    const { digest } = await pushLayout(layout, at('3'), credentials);
    const login_ = login ? ['--creds', 'AWS:a-password'] : [];
    const seen: unknown = JSON.parse(
      execFileSync(
        'skopeo',
        ['inspect', '--tls-verify=false', ...login_, `docker://${registry.address}/team/studio:3`],
        { encoding: 'utf8' },
      ),
    );
    expect(seen).toMatchObject({ Digest: digest, Architecture: 'amd64' });
  });

  it('says what is missing', async () => {
    await expect(pullImage(at('none'), credentials, defaultLimits)).rejects.toThrow(/404, MANIFEST_UNKNOWN/);
    await expect(pullImage(at('1', 'team/other'), credentials, defaultLimits)).rejects.toThrow(/404/);
  });

  it('forgets an image that is deleted', async () => {
    const { digest } = await pushLayout(layout, at('4', 'gone'), credentials);
    expect(await deleteManifest(at(digest, 'gone'), credentials)).toBe(true);
    expect(await deleteManifest(at(digest, 'gone'), credentials)).toBe(false);
    await expect(pullImage(at('4', 'gone'), credentials, defaultLimits)).rejects.toThrow(/404/);
  });

  if (login) {
    it('refuses who has no or wrong credentials, and says so', async () => {
      await expect(pullImage(at('1'), () => Promise.resolve(undefined), defaultLimits)).rejects.toThrow(
        /asks for credentials/,
      );
      await expect(pullImage(at('1'), () => Promise.resolve('Basic eDp5'), defaultLimits)).rejects.toThrow(
        /refuses these credentials/,
      );
    });
  }
});

it('a registry that is not there is told from one that refuses', async () => {
  const nowhere = { registry: '127.0.0.1:9', repository: 'a', reference: '1' };
  await expect(pullImage(nowhere, () => Promise.resolve(undefined), defaultLimits)).rejects.toThrow(/did not answer/);
});
