// Writes docs/guardrails.md from the guardrails' own files. Run after changing one; a test fails while the page is another.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import { at } from './setup/paths.mjs';

const { outputFiles } = await esbuild.build({
  entryPoints: [at('src', 'admin', 'guardrails', 'page.ts')],
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
writeFileSync(at('docs', 'guardrails.md'), bundled.exports.guardrailsPage());
