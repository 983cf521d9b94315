import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { accessibilityViolations } from './accessibility';

const root = path.resolve(__dirname, '../..');
const site = path.join(root, 'dist', 'site');
const pictures = path.join(root, 'test-results', 'site');
const pages = ['index', 'docs/panel', 'docs/install-for-a-domain', 'docs/images', 'src/emulator/README'];

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const executablePath = process.env['STUDIOLO_BROWSER'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser.close());
jest.setTimeout(120_000);

async function open(name: string, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  await page.goto(pathToFileURL(path.join(site, `${name}.html`)).href);
  return page;
}

test('there is a site', () => expect(existsSync(path.join(site, 'index.html'))).toBe(true));

describe.each(['light', 'dark'] as const)('in %s', (colors) => {
  test.each(pages)('axe finds nothing in %s, wide or narrow, and it does not scroll sideways', async (name) => {
    for (const width of [360, 1280]) {
      const page = await open(name, colors, width);
      await page.screenshot({ path: path.join(pictures, `${name.replaceAll('/', '-')}-${colors}-${width}.png`) });
      expect(await accessibilityViolations(page, 'main')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.close();
    }
  });
});

test('a search finds the page that says it', async () => {
  const page = await open('search', 'light', 1280);
  await page.goto(`${page.url()}?q=keep-awake`);
  await page.locator('#search-results li a').first().waitFor();
  expect((await page.locator('#search-results').innerText()).toLowerCase()).toContain('keep awake');
  await page.close();
});
