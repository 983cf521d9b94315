import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import schema from '../../schema/panel.json';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/** What a page loads of studiolo before the panel is first shown: bytes, uncompressed, as Jupyter's server sends them. */
const BUDGET = 20 * 1024;

describe('the panel before it is first looked at', () => {
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    lab = await openLab({ serverArguments: ['--Studiolo.rests_after=2'] });
    sidebar = new Sidebar(lab.page);
  });
  afterAll(() => lab?.stop());

  /** Whether the server has an agent. */
  const agentRuns = () => {
    const { serverPid } = lab.studio;
    const children = readFileSync(`/proc/${serverPid}/task/${serverPid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.some((child) => {
      try {
        return readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('agent.mjs');
      } catch {
        // It has ended in between.
        return false;
      }
    });
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await lab.page.waitForTimeout(50);
  };
  const rows = () => sidebar.panel.locator('[data-row]:visible');
  const updating = () => sidebar.panel.getByText(/^As of .*\d\d:\d\d\. Updating…$/);

  it('costs a page 20 KB at most, with the countdown in the status bar and all commands', async () => {
    const page = await lab.page.context().browser()!.newPage();
    const sizes = bytesOf(page, /\/lab\/extensions\/studiolo\/|\/studiolo\/api\//);
    await page.goto(lab.studio.url);
    await page.locator('.studiolo-StopItem:visible').waitFor({ timeout: 60_000 });
    await page.waitForLoadState('networkidle');
    const settings = JSON.stringify(schema).length;
    const told = await sizes();
    await page.close();
    // The page's one script, and when the app stops.
    expect(told.map(({ url }) => /start\.\w+\.js|api\/stop-time/.exec(url)?.[0]).toSorted()).toEqual([
      'api/stop-time',
      expect.stringMatching(/^start/),
    ]);
    expect(told.reduce((sum, { bytes }) => sum + bytes, settings)).toBeLessThanOrEqual(BUDGET);
  });

  it('has its agent started, and its parts loaded, when the pointer comes to its icon', async () => {
    await until(() => !agentRuns());
    const loaded = lab.page.waitForResponse(/\/lab\/extensions\/studiolo\//);
    await sidebar.tab.hover();
    await until(agentRuns);
    await loaded;
    expect(await sidebar.panel.isVisible()).toBe(false);
  });

  it('shows at once what it last showed, and of when that is, while the new comes', async () => {
    await sidebar.open();
    await sidebar.row('My apps', 'ana-code').waitFor();
    await sidebar.tab.click();
    await sidebar.panel.waitFor({ state: 'hidden' });
    let answer = () => undefined as void;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await lab.page.route(/\/studiolo\/api\/snapshot/, async (route) => {
      await held;
      await route.continue();
    });
    await lab.page.reload();
    await lab.page.locator('.jp-LauncherCard:visible').first().waitFor({ timeout: 60_000 });
    if (!(await sidebar.panel.isVisible())) await sidebar.tab.click();
    await sidebar.row('My apps', 'ana-code').waitFor();
    await sidebar.row('Environments', 'forecasting').waitFor();
    await updating().waitFor();
    // When it stops may be otherwise by now, and is not told from memory.
    await sidebar.section('This app').getByText('Asking when this app stops…').waitFor();
    await lab.picture('shown-before');
    const before = await rows().count();
    answer();
    await updating().waitFor({ state: 'detached' });
    await sidebar
      .section('This app')
      .getByText(/Stops at (?:\w{3} \d+, )?\d\d:\d\d/)
      .waitFor();
    expect(await rows().count()).toBe(before);
  });

  it('writes no error to the console', () => {
    expect(lab.errors).toEqual([]);
  });
});

/** Begins to note the answers to requests whose address fits; says how large they were once it is asked. */
function bytesOf(page: Page, address: RegExp): () => Promise<{ url: string; bytes: number }[]> {
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  page.on('requestfinished', (request: Request) => {
    const url = request.url();
    // Also what the browser had kept from another page.
    const body = async () => (await (await request.response())!.body()).length;
    if (address.test(url)) sizes.push(body().then((bytes) => ({ url, bytes })));
  });
  return () => Promise.all(sizes);
}
