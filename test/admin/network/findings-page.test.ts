import { readFileSync } from 'node:fs';
import path from 'node:path';
import { networkFindingsPage } from '../../../src/admin/network/findings-page';

test('the page of network findings is as the rules say (node scripts/generate-findings-page.mjs writes it)', () => {
  const page = path.resolve(__dirname, '../../../docs/network-findings.md');
  expect(readFileSync(page, 'utf8')).toBe(networkFindingsPage());
});
