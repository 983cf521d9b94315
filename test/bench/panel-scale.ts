// How smooth the panel is with 300 apps and 500 environments: a real JupyterLab in a real Chromium, scrolled by the wheel
// while a new snapshot arrives every two seconds, as it does while something is followed.
// `npm run bench -- panel-scale [--apps 300] [--environments 500] [--seconds 12]`. Prints figures; asserts nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { furnishHome } from '../../src/demo/home';
import { ana } from '../../src/demo/main';
import { startStudio } from '../../src/demo/studio';
import { crowdedSnapshot } from './panel-scale/crowded-snapshot';

const { values } = parseArgs({
  options: {
    apps: { type: 'string', default: '300' },
    environments: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '12' },
  },
});
const seconds = Number(values.seconds);
const need = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this by npm run bench`);
  return value;
};

interface Frames {
  frames: number[];
  longTasks: number[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-bench-'));
const environment = { PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`, LANG: 'C.UTF-8' };
const labEnvironment = need('STUDIOLO_LAB_ENV');
const home = path.join(folder, 'home');
await furnishHome(home, labEnvironment, environment);
const studio = await startStudio({
  labEnvironment,
  cli: need('STUDIOLO_CLI'),
  seed: path.join(need('STUDIOLO_ROOT'), 'examples', 'acme.studio.yaml'),
  speed: 60,
  home,
  work: path.join(folder, 'work'),
  port: 0,
  identity: ana,
  environment,
  progress: () => undefined,
});
const browser = await chromium.launch({
  executablePath: need('STUDIOLO_BROWSER'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  let answered = 0;
  // The real agent's answer, of a company that the emulator's seed does not have.
  await page.route(/\/studiolo\/api\/snapshot/, (route) =>
    route.fulfill({ json: crowdedSnapshot(Number(values.apps), Number(values.environments), (answered += 1)) }),
  );
  await page.goto(studio.url);
  await page.locator('.jp-Launcher').first().waitFor();
  const opened = performance.now();
  await page.locator('[data-id="studiolo:panel"]').click();
  await page.locator('.studiolo-Row').nth(700).waitFor({ state: 'attached' });
  console.log(
    `${values.apps} apps, ${values.environments} environments: panel opened to complete in ${(performance.now() - opened).toFixed(0)} ms`,
  );
  await page.waitForTimeout(1500);
  for (const title of ['My apps', 'Environments']) {
    const before = answered;
    const { frames, longTasks } = await scrolled(page, title);
    const sorted = [...frames].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
    console.log(
      `${title.padEnd(13)} ${frames.length} frames in ${seconds} s, ${answered - before} snapshots: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms; ` +
        `${frames.filter((frame) => frame > 50).length} over 50 ms; tasks over 50 ms: ${longTasks.length ? longTasks.map((task) => task.toFixed(0)).join(', ') : 'none'}`,
    );
  }
} finally {
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Turns the wheel over a section, down and up again, and takes the time of every frame meanwhile. */
async function scrolled(page: Page, title: string): Promise<Frames> {
  const section = page.locator('.studiolo-Panel').getByRole('region', { name: title });
  const box = await section.boundingBox();
  if (!box) throw new Error(`no section ${title}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const measured = page.evaluate(
    (milliseconds) =>
      new Promise<Frames>((resolve) => {
        const result: Frames = { frames: [], longTasks: [] };
        const observer = new PerformanceObserver((list) =>
          result.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
        );
        observer.observe({ entryTypes: ['longtask'] });
        const started = performance.now();
        let last = started;
        const frame = (now: number) => {
          if (now > last) result.frames.push(now - last);
          last = now;
          if (now - started < milliseconds) return void requestAnimationFrame(frame);
          observer.disconnect();
          resolve(result);
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  const until = performance.now() + seconds * 1000 - 200;
  for (let turn = 0; performance.now() < until; turn += 1) {
    await page.mouse.wheel(0, turn % 120 < 60 ? 240 : -240);
    await page.waitForTimeout(16);
  }
  return measured;
}
