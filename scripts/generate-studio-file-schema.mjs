// Writes examples/studio-file.schema.json: the form of a Studio file, for editors.
// Run after changing src/admin/studio-file/studio-file-form.ts or the service model; a test fails when the two disagree.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import prettier from 'prettier';
import { at } from './setup/paths.mjs';

const { outputFiles } = await esbuild.build({
  entryPoints: [at('src', 'admin', 'studio-file', 'json-schema.ts')],
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
const file = at('examples', 'studio-file.schema.json');
const text = JSON.stringify(bundled.exports.studioFileJsonSchema());
writeFileSync(file, await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }));
