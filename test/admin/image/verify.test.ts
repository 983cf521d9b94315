import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArchive } from '../../../src/admin/image/reading/archive';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { AppImageConfig } from '../../../src/admin/image/verify/app-image-config';
import type { ImageAppType } from '../../../src/admin/image/verify/app-type';
import { imageRules, verify } from '../../../src/admin/image/verify/verify';
import { defects } from './corpus/broken';
import { goodImages } from './corpus/good';
import { goodImage, type ImageSpec } from './corpus/image-spec';
import { writeDockerArchive } from './corpus/write-image';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function findings(spec: ImageSpec, appType: ImageAppType) {
  const file = await writeDockerArchive(path.join(folder, 'image.tar'), spec);
  const image = await readArchive(file, defaultLimits);
  return verify(image, [appType], spec.appImageConfig && AppImageConfig.parse(spec.appImageConfig));
}

/** What a defect brings with it beyond its own code: a wrong AppImageConfig is wrong in two ways, and so on. */
const consequences: Record<string, string[]> = {
  'no Code Editor': [],
  'Code Editor with a token': ['code-editor-missing'],
  'no /etc/passwd': [],
  'an AppImageConfig with 0/0 for JupyterLab': ['config-uid', 'config-gid'],
  'an AppImageConfig with UID 1000 for a root image': ['config-ids'],
  'an AppImageConfig with another GID': ['config-ids'],
};

describe('a broken image', () => {
  it.each(defects)('$name: $code', async ({ name, code, appType = 'JupyterLab', break: breakIt, file }) => {
    const spec = goodImage();
    breakIt(spec);
    const found = await findings(spec, appType);
    const finding = found.find((one) => one.code === code);
    expect(found.map((one) => one.code)).toContain(code);
    const others = found.filter((one) => one.code !== code && one.severity !== 'note').map((one) => one.code);
    expect(others).toEqual(consequences[name] ?? []);
    if (file) expect(finding?.where).toMatchObject({ in: 'layer', file });
    expect(finding?.reason).not.toMatch(/undefined|NaN|\[object/);
    expect(finding?.remedy).not.toBe('');
  });

  it('has a defect for every code that an image can have', () => {
    const codes: string[] = imageRules.map(({ code }) => code);
    const tried = new Set<string>(defects.map(({ code }) => code));
    // Tried elsewhere: what only a Dockerfile shows or does not tell, and sizes that are made in another test.
    const elsewhere = ['base-unpinned', 'base-by-version', 'size-limit', 'size-large'];
    const planned = ['user-not-known', 'start-not-known', 'server-not-known'];
    expect(codes.filter((code) => !tried.has(code)).toSorted()).toEqual([...elsewhere, ...planned].toSorted());
    expect([...tried].filter((code) => !codes.includes(code))).toEqual([]);
  });
});

describe('a good image', () => {
  it.each(goodImages)('$name draws neither error nor warning', async ({ appType, spec }) => {
    const found = await findings(spec(), appType);
    expect(found.filter(({ severity }) => severity !== 'note').map(({ code, reason }) => `${code}: ${reason}`)).toEqual(
      [],
    );
  });
});

describe('size', () => {
  const sized = async (gigabytes: number, appType: ImageAppType) => {
    const file = await writeDockerArchive(path.join(folder, 'sized.tar'), goodImage());
    const image = await readArchive(file, defaultLimits);
    const [first] = image.layers;
    if (first) first.size = gigabytes * 1e9;
    return verify(image, [appType]).map(({ code }) => code);
  };

  it('beyond 25 GB is an error for KernelGateway, for which Studio documents it', async () => {
    expect(await sized(26, 'KernelGateway')).toContain('size-limit');
    expect(await sized(24, 'KernelGateway')).not.toContain('size-limit');
  });

  it('beyond 25 GB is a warning for JupyterLab, for which no limit is documented', async () => {
    expect(await sized(26, 'JupyterLab')).toContain('size-large');
    expect(await sized(24, 'JupyterLab')).not.toContain('size-large');
  });
});
