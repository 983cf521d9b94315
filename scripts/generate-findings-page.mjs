// Writes docs/image-findings.md and docs/network-findings.md from what stands beside the rules. Run after changing a rule;
// a test fails while a page is another.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import { at } from './setup/paths.mjs';

for (const [subject, page] of [
  ['image', 'imageFindingsPage'],
  ['network', 'networkFindingsPage'],
]) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [at('src', 'admin', subject, 'findings-page.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const bundled = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(
    bundled,
    bundled.exports,
    createRequire(import.meta.url),
  );
  writeFileSync(at('docs', `${subject}-findings.md`), bundled.exports[page]());
}
