// Writes examples/studio-file.schema.json: the form of a Studio file, for editors.
// Run after changing src/admin/studio-file/studio-file-form.ts or the service model; a test fails when the two disagree.
import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { moduleOf } from './setup/module-of.mjs';
import { at } from './setup/paths.mjs';

const written = await moduleOf('src', 'admin', 'studio-file', 'json-schema.ts');
const file = at('examples', 'studio-file.schema.json');
const text = JSON.stringify(written.studioFileJsonSchema());
writeFileSync(file, await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }));
