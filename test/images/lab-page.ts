import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { AppContainer } from './app-container';

/** Opens a browser that shares the app's network, and gives its page to `use`. */
export async function inBrowser(app: AppContainer, use: (page: Page) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-browser-'));
  const wrapper = path.join(folder, 'chromium');
  const command = app.reaching([process.env['STUDIOLO_BROWSER'] ?? '/usr/bin/chromium']);
  writeFileSync(wrapper, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const browser = await chromium.launch({ executablePath: wrapper, args: ['--no-sandbox'] });
  try {
    await use(await browser.newPage());
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Opens JupyterLab, makes a notebook with a kernel, by its card in the launcher, and runs one cell in it. A kernel that never
 * answers, as on a busy machine, is left for another one; rejects where none of three does.
 */
export async function runCell(page: Page, url: string, kernel: string, code: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    await page.goto(url);
    await page.locator('.jp-Launcher').first().waitFor({ timeout: 60_000 });
    if (await isAnswered(page, kernel, code)) return;
  }
  throw new Error(`no kernel ${kernel} answered; the page says:\n${await page.locator('body').innerText()}`);
}

/** Whether the kernel of a new notebook has run a cell. */
async function isAnswered(page: Page, kernel: string, code: string): Promise<boolean> {
  await page.locator(`.jp-LauncherCard[data-category="Notebook"][title^="${kernel}"]`).first().click();
  const cell = page.locator('.jp-Notebook:visible .jp-CodeCell .cm-content').first();
  await cell.waitFor();
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]:visible').waitFor({ timeout: 60_000 });
  // The editor is made anew when the kernel tells its language, and what was typed before is lost.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await cell.fill(code);
    await page.waitForTimeout(500);
    if ((await cell.textContent()) === code) break;
  }
  // On a busy machine the kernel's connection may not listen yet: then nothing was run, or its answer was lost.
  const answered = page
    .locator('.jp-Notebook:visible .jp-CodeCell .jp-InputPrompt')
    .first()
    .filter({ hasText: /\[\d+\]/ });
  for (let attempt = 0; attempt < 3 && (await answered.count()) === 0; attempt += 1) {
    await cell.press('Shift+Enter');
    await answered.waitFor({ timeout: 15_000 }).catch(() => undefined);
  }
  return (await answered.count()) > 0;
}
