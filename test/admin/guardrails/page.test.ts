import { readFileSync } from 'node:fs';
import path from 'node:path';
import { guardrailsPage } from '../../../src/admin/guardrails/page';

test('the page of guardrails is as their files say (node scripts/generate-guardrails-page.mjs writes it)', () => {
  expect(readFileSync(path.resolve(__dirname, '../../../docs/guardrails.md'), 'utf8')).toBe(guardrailsPage());
});
