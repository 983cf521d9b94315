import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { pullBase } from '../../../src/admin/image/registry/pull-base';
import { add, goodImage, type ImageSpec } from './corpus/image-spec';
import { digestOf, ociFiles } from './corpus/write-image';
import { startUnruly } from './unruly-registry';

jest.setTimeout(60_000);

/** Reads the base from a registry. Returns its account files, its user, and how many layers were asked for. */
async function base(spec: ImageSpec) {
  const files = await ociFiles(spec);
  const index: { manifests: { digest: string }[] } = JSON.parse(String(files.get('index.json')));
  const served = new Map([...files.values()].map((data) => [digestOf(data), data]));
  const [manifest] = index.manifests;
  const registry = await startUnruly(({ url = '' }, response) => {
    const name = url.split('/').at(-1) ?? '';
    response.end(served.get(name === '1' ? (manifest?.digest ?? '') : name));
  });
  try {
    const { image, whole } = await pullBase(
      { registry: registry.address, repository: 'library/python', reference: '1' },
      () => Promise.resolve(undefined),
      defaultLimits,
    );
    const text = (file: string) => {
      const found = image.files.resolve(file);
      return found.at === 'file' ? found.record.text : undefined;
    };
    const layers = registry.asked.filter(({ path }) => served.get(path.split('/').at(-1) ?? '')?.[0] === 0x1f).length;
    return { user: image.config.user, passwd: text('/etc/passwd'), group: text('/etc/group'), layers, whole };
  } finally {
    await registry.stop();
  }
}

describe('of a base in a registry', () => {
  it('config and account files are read, from the layers down to where the last of them is', async () => {
    expect(await base(goodImage())).toEqual({
      user: 'sagemaker-user',
      passwd: expect.stringContaining('sagemaker-user:x:1000:100'),
      group: expect.stringContaining('users:x:100'),
      layers: 3,
      whole: true,
    });
  });

  it('no layer below the account files is asked for', async () => {
    const spec = goodImage();
    add(spec, { name: 'etc/passwd', content: 'a:x:1:1::/:/bin/sh\n' }, { name: 'etc/group', content: 'g:x:1:\n' });
    expect(await base(spec)).toMatchObject({
      passwd: 'a:x:1:1::/:/bin/sh\n',
      group: 'g:x:1:\n',
      layers: 1,
      whole: false,
    });
  });

  it('account files that a layer removes are not looked for below it', async () => {
    const spec = goodImage();
    add(spec, { name: '.wh.etc', content: '' });
    expect(await base(spec)).toMatchObject({ passwd: undefined, group: undefined, layers: 1 });
  });

  it('account files that are links are followed', async () => {
    const spec = goodImage();
    add(spec, { name: 'etc/passwd', target: '../usr/etc/passwd' });
    add(spec, { name: 'usr/etc/passwd', content: 'linked:x:1:1::/:/bin/sh\n' });
    expect(await base(spec)).toMatchObject({ passwd: 'linked:x:1:1::/:/bin/sh\n' });
  });
});
