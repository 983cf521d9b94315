// Writes examples/studio.schema.json: the form of a seed, for editors.
// Run after changing src/emulator/seed/form.ts or the service model; a test fails when the two disagree.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import prettier from 'prettier';
import { at } from './setup/paths.mjs';

const { outputFiles } = await esbuild.build({
  entryPoints: [at('src', 'emulator', 'seed', 'json-schema.ts')],
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
const file = at('examples', 'studio.schema.json');
const text = JSON.stringify(bundled.exports.seedJsonSchema());
writeFileSync(file, await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }));
