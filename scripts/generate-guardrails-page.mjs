// Writes docs/guardrails.md from the guardrails' own files. Run after changing one; a test fails while the page is another.
import { writeFileSync } from 'node:fs';
import { moduleOf } from './setup/module-of.mjs';
import { at } from './setup/paths.mjs';

const written = await moduleOf('src', 'admin', 'guardrails', 'page.ts');
writeFileSync(at('docs', 'guardrails.md'), written.guardrailsPage());
