import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

describe('the keyboard alone', () => {
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    lab = await openLab();
    sidebar = new Sidebar(lab.page);
  });
  afterAll(() => lab?.stop());

  const focused = () =>
    lab.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );

  /** Presses Tab until something whose name fits has the focus. */
  const tabTo = async (name: RegExp) => {
    const seen: string[] = [];
    for (let presses = 0; presses < 80; presses += 1) {
      const now = await focused();
      if (name.test(now)) return;
      seen.push(now.slice(0, 40));
      await lab.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${name}; it came to:\n${seen.join('\n')}`);
  };

  it('opens the panel from the command palette', async () => {
    await lab.page.keyboard.press('Control+Shift+C');
    await lab.page.locator('.lm-CommandPalette-input').waitFor();
    await lab.page.keyboard.type('My SageMaker Studio');
    await lab.page.keyboard.press('Enter');
    await sidebar.row('My apps', 'ana-code').waitFor();
  });

  it('reaches every action, sees where it is, and acts', async () => {
    await sidebar.panel.getByRole('button', { name: 'Refresh' }).focus();
    await tabTo(/Stop CodeEditor in ana-code/);
    const outline = await lab.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe('none');
    await lab.page.keyboard.press('Enter');
    await sidebar.dialog().locator('button:focus').waitFor();
    expect(await sidebar.dialog().innerText()).toContain('ana-code');
    await lab.page.keyboard.press('Escape');
    await sidebar.dialog().waitFor({ state: 'detached' });
    await tabTo(/How large is forecasting/);
    await tabTo(/Register.*forecasting/);
    await tabTo(/Clone darts/);
  });

  it('folds and unfolds a section', async () => {
    const title = sidebar.panel
      .locator('.jp-AccordionPanel-title, .lm-AccordionPanel-title')
      .filter({ hasText: 'My apps' });
    await title.focus();
    await lab.page.keyboard.press('Enter');
    await sidebar.row('My apps', 'ana-code').waitFor({ state: 'hidden' });
    await lab.page.keyboard.press('Enter');
    await sidebar.row('My apps', 'ana-code').waitFor();
  });
});
