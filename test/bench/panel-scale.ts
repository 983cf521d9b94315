// How smooth the panel is with 300 apps and 500 environments: a real JupyterLab in a real Chromium, scrolled by the wheel,
// walked through by keys, its menus and dialogs opened, while a new snapshot arrives every two seconds, as it does while
// something is followed.
// `npm run bench -- panel-scale [--apps 300] [--environments 500] [--seconds 12] [--traces FOLDER]`. Prints figures; asserts
// nothing. A trace can be looked at in Chromium's developer tools.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { furnishHome } from '../../src/demo/home';
import { ana } from '../../src/demo/main';
import { startStudio } from '../../src/demo/studio';
import { crowdedSnapshot } from './panel-scale/crowded-snapshot';
import { type Task, tasksOf } from './panel-scale/main-thread';

const { values } = parseArgs({
  options: {
    apps: { type: 'string', default: '300' },
    environments: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '12' },
    traces: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const need = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this by npm run bench`);
  return value;
};

if (values.traces !== undefined) mkdirSync(values.traces, { recursive: true });
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
  const panel = page.locator('.studiolo-Panel');
  const lists = ['My apps', 'Environments'];
  let answered = 0;
  // The real agent's answer, of a company that the emulator's seed does not have.
  await page.route(/\/studiolo\/api\/snapshot/, (route) =>
    route.fulfill({ json: crowdedSnapshot(Number(values.apps), Number(values.environments), (answered += 1)) }),
  );
  await page.goto(studio.url);
  await page.locator('.jp-Launcher').first().waitFor();
  await page.waitForTimeout(1500);

  /** Tells of all that happens in the page while `act` does, for some seconds. */
  const measure = async (what: string, span: number, act: (until: number) => Promise<void>) => {
    const before = answered;
    let frames: number[] = [];
    const file = values.traces && path.join(values.traces, `${what.replace(/\W+/g, '-')}.json`);
    const tasks = await tasksOf(
      page,
      async () => {
        const measured = framesOf(page, span * 1000);
        await act(performance.now() + span * 1000 - 200);
        frames = await measured;
      },
      file,
    );
    tell(`${what}, ${answered - before} snapshots`, frames, tasks);
  };

  await measure('opening', 4, async () => {
    const opened = performance.now();
    await page.locator('[data-id="studiolo:panel"]').click();
    await page.locator('.studiolo-Row').nth(Number(values.environments)).waitFor({ state: 'attached' });
    const complete = (performance.now() - opened).toFixed(0);
    console.log(`${values.apps} apps, ${values.environments} environments: panel opened to complete in ${complete} ms`);
  });
  await page.waitForTimeout(1500);
  await measure('at rest', seconds, () => Promise.resolve());
  for (const title of lists) {
    // By their place in the page: reckoning roles and names of all elements takes longer than anything that is measured.
    const list = panel.locator(`.studiolo-List[aria-label="${title}"]`);
    await list.evaluate((node) => node.scrollIntoView({ block: 'start' }));
    const box = await panel.locator('.jp-SidePanel-content').boundingBox();
    if (!box) throw new Error('no panel');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await measure(`scrolling ${title}`, seconds, async (until) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        await page.mouse.wheel(0, turn % 120 < 60 ? 240 : -240);
        await page.waitForTimeout(16);
      }
    });
    await list.locator('[data-row]').first().focus();
    await measure(`arrow keys in ${title}`, seconds / 2, async (until) => {
      while (performance.now() < until) await page.keyboard.press('ArrowDown');
    });
    await measure(`End, Home and first letters in ${title}`, seconds / 2, async (until) => {
      while (performance.now() < until) {
        for (const key of ['End', 'Home', 'e', 't']) {
          await page.keyboard.press(key);
          await page.waitForTimeout(50);
        }
      }
    });
    await measure(`menus of rows in ${title}`, seconds / 2, async (until) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        await page.keyboard.press(turn % 2 === 0 ? 'End' : 'Home');
        await page.evaluate(() =>
          document.activeElement?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click(),
        );
        await page.locator('.lm-Menu').waitFor();
        await page.keyboard.press('Escape');
      }
    });
  }
  const add = panel.locator('.jp-ToolbarButtonComponent[title^="New environment"]');
  await add.scrollIntoViewIfNeeded();
  const button = await add.boundingBox();
  if (!button) throw new Error('no button');
  await measure('opening a dialog', seconds / 2, async (until) => {
    while (performance.now() < until) {
      await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
      await page.locator('.jp-Dialog').waitFor();
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await page.locator('.jp-Dialog').waitFor({ state: 'detached' });
    }
  });
} finally {
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
}

function tell(what: string, frames: number[], tasks: Task[]): void {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
  const long = tasks.filter(({ wall }) => wall > 50);
  const longest = tasks.toSorted((a, b) => b.cpu - a.cpu)[0];
  const sum = tasks.reduce((all, { cpu }) => all + cpu, 0);
  console.log(
    `${what}: ${frames.length} frames: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms; ` +
      `${frames.filter((frame) => frame > 50).length} over 50 ms; tasks over 50 ms: ` +
      `${long.map(({ cpu, wall }) => `${wall.toFixed(0)} (CPU ${cpu.toFixed(0)})`).join(', ') || 'none'}; ` +
      `most CPU of a task ${longest?.cpu.toFixed(1)} ms; of all ${sum.toFixed(0)} ms`,
  );
}

/** The time of every frame from now on. */
function framesOf(page: Page, milliseconds: number): Promise<number[]> {
  return page.evaluate(
    (span) =>
      new Promise<number[]>((resolve) => {
        const result: number[] = [];
        const started = performance.now();
        let last = started;
        const frame = (now: number) => {
          if (now > last) result.push(now - last);
          last = now;
          if (now - started < span) requestAnimationFrame(frame);
          else resolve(result);
        };
        requestAnimationFrame(frame);
      }),
    milliseconds,
  );
}
