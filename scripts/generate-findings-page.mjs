// Writes docs/image-findings.md and docs/network-findings.md from what stands beside the rules. Run after changing a rule;
// a test fails while a page is another.
import { writeFileSync } from 'node:fs';
import { moduleOf } from './setup/module-of.mjs';
import { at } from './setup/paths.mjs';

for (const [subject, page] of [
  ['image', 'imageFindingsPage'],
  ['network', 'networkFindingsPage'],
]) {
  const written = await moduleOf('src', 'admin', subject, 'findings-page.ts');
  writeFileSync(at('docs', `${subject}-findings.md`), written[page]());
}
