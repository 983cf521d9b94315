import { chromium, type Browser } from 'playwright-core';
import { picture } from '../../src/admin/network/picture';
import { addressPlan } from '../../src/admin/network/rules/address-plan';
import { demandOf } from '../../src/admin/network/rules/demand';
import { accessibilityViolations } from './accessibility';

jest.setTimeout(120_000);

let browser: Browser;
beforeAll(async () => {
  const executablePath = process.env['STUDIOLO_BROWSER'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

const each = { apps: 2, instanceTypes: 2, training: 1, processing: 0 };
const drawn = (users: number, zones: number) => {
  const surroundings = { network: 'ordinary', endpoints: 10, fileSystems: 1, zones, growth: 30 } as const;
  return picture(addressPlan(demandOf(users, each, surroundings), 'today'));
};
const page = (svg: string) =>
  `<!doctype html><html lang="en"><title>Network</title><main><h1>Network</h1>${svg}</main></html>`;

it.each([
  ['light', 100, 3],
  ['dark', 100, 3],
  ['light', 100, 16],
  ['dark', 0, 1],
  ['light', 1_000_000, 2],
  ['dark', 9_000, 4],
  ['light', 100_000_000, 6],
] as const)(
  'is without fault to axe, and its text stays within its boxes: %s, %i users, %i zones',
  async (colorScheme, users, zones) => {
    const context = await browser.newContext({ colorScheme });
    try {
      const shown = await context.newPage();
      await shown.setContent(page(drawn(users, zones)));
      expect(await accessibilityViolations(shown, 'html')).toEqual([]);
      const outside = await shown.evaluate(() => {
        const boxes = [...document.querySelectorAll('svg rect')].map((box) => box.getBoundingClientRect());
        return [...document.querySelectorAll('svg text')].flatMap((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          // The smallest box that a line begins in is the one that it belongs to.
          const around = boxes.filter(
            (box) => box.left <= left && left < box.right && box.top <= top && top < box.bottom,
          );
          const [own] = around.sort((a, b) => a.width * a.height - b.width * b.height);
          return own && right <= own.right && bottom <= own.bottom ? [] : text.textContent;
        });
      });
      expect(outside).toEqual([]);
      const image = shown.getByRole('img', { name: /address/ });
      expect(await image.count()).toBe(1);
    } finally {
      await context.close();
    }
  },
);

it('tells those who hear it all the numbers', () => {
  const [, description = ''] = /<desc[^>]*>(.*?)<\/desc>/.exec(drawn(100, 3)) ?? [];
  expect(description).toContain(
    '174 for apps and jobs, 10 for interface endpoints, 1 for EFS mount targets, 5 kept by AWS',
  );
});
