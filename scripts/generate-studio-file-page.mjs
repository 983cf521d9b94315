// Writes docs/studio-file-reference.md from the form of a Studio file. Run after changing its words; a test fails while the
// page is another.
import { writeFileSync } from 'node:fs';
import { moduleOf } from './setup/module-of.mjs';
import { at } from './setup/paths.mjs';

const written = await moduleOf('src', 'admin', 'studio-file', 'page.ts');
writeFileSync(at('docs', 'studio-file-reference.md'), written.referencePage());
