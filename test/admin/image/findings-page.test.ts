import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { imageFindingsPage } from '../../../src/admin/image/findings-page';
import { readArchive } from '../../../src/admin/image/reading/archive';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { AppImageConfig } from '../../../src/admin/image/verify/app-image-config';
import { imageRules, verify } from '../../../src/admin/image/verify/verify';
import { goodImage } from './corpus/image-spec';
import { writeDockerArchive } from './corpus/write-image';
import { planned } from './dockerfile-text';

const page = path.resolve(__dirname, '../../../docs/image-findings.md');

test('the page of image findings is as the rules say (node scripts/generate-findings-page.mjs writes it)', () => {
  expect(readFileSync(page, 'utf8')).toBe(imageFindingsPage());
});

const shownByDockerfile = imageRules.filter(({ reads }) => reads.includes('image') || reads.includes('dockerfile'));
const isWhole = ({ wrong }: (typeof imageRules)[number]) => wrong.startsWith('FROM ');
const inDockerfiles = shownByDockerfile.filter(isWhole);
const inConfigs = imageRules.filter(({ reads }) => reads.includes('appImageConfig'));

test('a rule that a Dockerfile shows has a whole one as its example, but where a command spoils the file of accounts', () => {
  const others = shownByDockerfile.filter((one) => !isWhole(one));
  expect(others.map(({ code }) => code)).toEqual(['passwd-missing', 'passwd-no-entry']);
});

test.each(inDockerfiles)(
  '$code is found in its wrong Dockerfile, and not in its right one',
  ({ code, wrong, right }) => {
    const codes = (text: string) => verify(planned(text), ['JupyterLab']).map((finding) => finding.code);
    expect(codes(wrong)).toContain(code);
    expect(codes(right)).not.toContain(code);
  },
);

describe('beside a good image', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-examples-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(inConfigs)('$code is found in its wrong AppImageConfig, and not in its right one', async (rule) => {
    const image = await readArchive(await writeDockerArchive(path.join(folder, 'a.tar'), goodImage()), defaultLimits);
    const codes = (text: string) => {
      const appType = text.includes('KernelGateway') ? 'KernelGateway' : 'JupyterLab';
      return verify(image, [appType], AppImageConfig.parse(JSON.parse(text))).map(({ code }) => code);
    };
    expect(codes(rule.wrong)).toContain(rule.code);
    expect(codes(rule.right)).not.toContain(rule.code);
  });
});
