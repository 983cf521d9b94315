// Writes examples/studio.schema.json: the form of a seed, for editors.
// Run after changing src/emulator/seed/form.ts or the service model; a test fails when the two disagree.
import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { moduleOf } from './setup/module-of.mjs';
import { at } from './setup/paths.mjs';

const written = await moduleOf('src', 'emulator', 'seed', 'json-schema.ts');
const file = at('examples', 'studio.schema.json');
const text = JSON.stringify(written.seedJsonSchema());
writeFileSync(file, await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }));
