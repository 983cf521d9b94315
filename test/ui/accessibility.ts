import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

interface AxeViolation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

declare global {
  interface Window {
    axe: { run(context: string): Promise<{ violations: AxeViolation[] }> };
  }
}

/** What axe-core finds wrong in a part of the page: one line a finding. */
export async function accessibilityViolations(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(
    (context) => window.axe.run(context).then((found) => found.violations),
    selector,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // JupyterLab's own toolbar button says whether it is pressed where it may not.
      .filter(({ html }) => id !== 'aria-allowed-attr' || !html.startsWith('<jp-button'))
      .map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}
