import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/** This app stops after an hour: so much of it is left when the page is opened. */
const LEFT_MINUTES = 8;

/** As a program in the app says that it is in use: the content counts (fact sheet). */
function lastActive(home: string, minutesAgo: number): void {
  const work = path.join(path.dirname(home), 'work');
  mkdirSync(work, { recursive: true });
  const moment = new Date(Date.now() - minutesAgo * 60_000).toISOString().replace('Z', '000Z');
  writeFileSync(path.join(work, 'sagemaker-last-active-timestamp'), moment);
}

describe('an app that is about to stop', () => {
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    lab = await openLab({ prepare: (home) => lastActive(home, 60 - LEFT_MINUTES) });
    sidebar = new Sidebar(lab.page);
  });
  afterAll(() => lab?.stop());

  const statusItem = () => lab.page.locator('#jp-main-statusbar .studiolo-StopItem button');
  const toast = () => lab.page.locator('.Toastify__toast').filter({ hasText: /This app stops in/ });
  const thisApp = () => sidebar.section('This app');
  /** As a browser tells a page that another tab is in front of it. */
  const putInBackground = (hidden: boolean) =>
    lab.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  it('says so without the panel: by a notification, and in the status bar', async () => {
    await toast().waitFor();
    expect(await toast().innerText()).toMatch(/This app stops in [78] min \(at .*\d\d:\d\d\)/);
    await statusItem()
      .getByText(/Stops in [67] min/)
      .waitFor();
    // Once it has slid in.
    await toast().getByRole('button', { name: 'Save all' }).click({ trial: true });
    await lab.picture('before-it-stops');
    expect(await accessibilityViolations(lab.page, '.studiolo-StopItem')).toEqual([]);
  });

  it('says it in the title alone while the page is in the background', async () => {
    const own = await lab.page.title();
    await putInBackground(true);
    expect(await lab.page.title()).toMatch(/^\(stops in [67] min\) /);
    expect(await lab.page.title()).toContain(own);
    await putInBackground(false);
    expect(await lab.page.title()).toBe(own);
  });

  it('is kept awake by one click on the notification, and the event can be read in the panel', async () => {
    await toast().getByRole('button', { name: 'Keep awake' }).click();
    await lab.page
      .getByText(/Awake until .*\d\d:\d\d\./)
      .first()
      .waitFor();
    await toast().waitFor({ state: 'detached' });
    await statusItem()
      .getByText(/Awake until .*\d\d:\d\d/)
      .waitFor();
    await statusItem().click();
    await thisApp()
      .getByText(/^Awake until .*\d\d:\d\d/)
      .first()
      .waitFor();
    await thisApp().getByText('History').click();
    await thisApp().locator('.studiolo-KeepAwake li').first().waitFor();
    await lab.picture('kept-awake');
  });

  it('is let go again, and kept awake for a time and a reason of the user’s choice', async () => {
    await sidebar.button('Stop keeping awake').click();
    await sidebar.button('Keep awake for another time').click();
    await lab.page.locator('.lm-Menu').getByText('Another Time…').click();
    await sidebar.dialog().getByLabel('How long').selectOption({ index: 0 });
    await sidebar
      .dialog()
      .getByLabel(/^Reason/)
      .fill('the long run');
    await lab.picture('keep-awake-dialog');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await sidebar.dialog().getByRole('button', { name: 'Keep awake' }).click();
    await thisApp().getByText('(the long run)').waitFor();
    await lab.command('studiolo:release');
    await sidebar.button('Keep awake 2 h').waitFor();
  });

  it('is held open by a forgotten terminal, which is found and shut down in the panel', async () => {
    await lab.command('terminal:create-new');
    await lab.page.locator('.jp-Terminal').waitFor();
    await lab.page.locator('.jp-Terminal').click();
    await lab.page.keyboard.type('while sleep 1; do date; done\n');
    await expectSoon(async () => {
      await sidebar.button('Refresh').click();
      return thisApp()
        .getByText(/Terminal \d keeps this app open: it printed something (just now|\d+ min ago)/)
        .isVisible();
    });
    await lab.picture('forgotten-terminal');
    await sidebar.button(/^Shut down Terminal/).click();
    await sidebar.button(/^Shut down Terminal/).waitFor({ state: 'detached' });
    await lab.page.locator('.jp-Terminal').waitFor({ state: 'detached' });
    const answer = await fetch(`${lab.studio.baseUrl}api/terminals`, {
      headers: { Authorization: `token ${lab.studio.token}` },
    });
    expect(await answer.json()).toEqual([]);
    await thisApp()
      .getByText(/in something that has ended/)
      .waitFor();
  });

  it('is explained by commands of the palette and by the keyboard', async () => {
    await sidebar.tab.click();
    await sidebar.panel.waitFor({ state: 'hidden' });
    await lab.page.keyboard.press('Control+Alt+y');
    await sidebar.panel.waitFor();
    await expectSoon(() => lab.page.evaluate(() => document.activeElement?.textContent?.includes('This app') === true));
    await lab.page.keyboard.press('Control+Shift+C');
    await lab.page.locator('.lm-CommandPalette-input').fill('This App');
    for (const label of ['Why Does This App Stop?', 'Keep This App Awake…', 'Stop Keeping This App Awake'])
      await lab.page.locator('.lm-CommandPalette-item', { hasText: label }).first().waitFor();
    await lab.page.keyboard.press('Escape');
  });

  it('can be set in the Settings Editor', async () => {
    await lab.command('settingeditor:open', { query: 'SageMaker Studio' });
    await lab.page.getByText('Show the countdown in the status bar').first().waitFor();
    await lab.picture('settings');
    await lab.page.getByLabel('Show the countdown in the status bar').first().uncheck();
    await statusItem().waitFor({ state: 'hidden' });
  });

  it.each(['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'])(
    'has no accessibility violation in %s',
    async (theme) => {
      await lab.command('apputils:change-theme', { theme });
      await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
      // JupyterLab hides itself while it changes.
      await lab.page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
      await lab.picture(`why-${theme.toLowerCase().replaceAll(' ', '-')}`);
      expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
    },
  );

  it('writes no error to the console', () => {
    expect(lab.errors).toEqual([]);
  });
});

/** Waits until something holds, as long as a test may take. */
async function expectSoon(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 300));
}
