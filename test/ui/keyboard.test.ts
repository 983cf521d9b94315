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
    lab.page.evaluate(() => {
      const active = document.activeElement;
      return active?.getAttribute('data-row') ?? active?.getAttribute('aria-label') ?? active?.textContent ?? '';
    });
  const press = async (...keys: string[]) => {
    for (const key of keys) await lab.page.keyboard.press(key);
    return focused();
  };

  it('opens the panel from the command palette', async () => {
    await lab.page.keyboard.press('Control+Shift+C');
    await lab.page.locator('.lm-CommandPalette-input').waitFor();
    await lab.page.keyboard.type('My SageMaker Studio');
    await lab.page.keyboard.press('Enter');
    await sidebar.row('My apps', 'ana-code').waitFor();
  });

  it('walks through the panel in eight stops at most, and comes to every list', async () => {
    const stops = await sidebar.tabStops();
    expect(stops.length).toBeLessThanOrEqual(8);
    // Every section open, also what rests on a closer look.
    await sidebar.details();
    await sidebar.unfoldStopped();
    await sidebar
      .row('My apps', 'ana-geo')
      .getByRole('button', { name: /^Why did/ })
      .click();
    await sidebar.panel.locator('.studiolo-Failure').waitFor();
    expect((await sidebar.tabStops()).length).toBeLessThanOrEqual(8);
    await sidebar.details('hidden');
    const fold = sidebar.section('My apps').getByRole('button', { name: /^Stopped/ });
    await fold.click();
    await sidebar.row('My apps', 'ana-archive').waitFor({ state: 'detached' });
    expect(stops).toEqual(expect.arrayContaining(['ana-forecasting', 'base', 'amazon-sagemaker-examples']));
  });

  it('comes from the title of a section to its button, and back', async () => {
    await sidebar.title('Repositories').focus();
    expect(await press('ArrowRight')).toBe('Clone a repository…');
    expect(await press('ArrowRight')).toBe('Clone a repository…');
    // The button is now the stop of all titles.
    expect(await sidebar.tabStops()).toContain('Clone a repository…');
    await sidebar.button('Clone a repository…').focus();
    expect(await press('ArrowLeft')).toMatch(/^Repositories/);
    expect(await press('ArrowUp', 'ArrowRight')).toBe('New environment…');
    await lab.page.keyboard.press('Enter');
    await sidebar.dialog().waitFor();
    expect(await sidebar.dialog().count()).toBe(1);
    await sidebar.dismiss();
    await sidebar.row('Environments', 'base').waitFor();
  });

  it('walks through a list by arrows, Home, End and first letters, and sees where it is', async () => {
    await sidebar.row('My apps', 'ana-forecasting').focus();
    expect(await press('ArrowDown')).toBe('ana-code');
    const outline = await lab.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe('none');
    expect(await press('End')).toBe('Stopped');
    expect(await press('Home')).toBe('ana-forecasting');
    expect(await press('m')).toBe('ml-team');
  });

  it('comes to the buttons of a row, acts, and returns to it', async () => {
    await sidebar.row('My apps', 'ana-code').focus();
    const seen: string[] = [];
    for (let presses = 0; presses < 6; presses += 1) {
      const now = await press('ArrowRight');
      if (/^Stop ana-code/.test(now)) break;
      seen.push(now);
    }
    expect(await focused()).toMatch(/^Stop ana-code/);
    await lab.page.keyboard.press('Enter');
    // What takes something away does not happen by one key more.
    await sidebar.dialog().locator('button:focus', { hasText: 'Cancel' }).waitFor();
    expect(await sidebar.dialogText()).toContain('ana-code');
    await sidebar.dismiss();
    expect(await focused()).toMatch(/^Stop ana-code/);
    expect(await press('ArrowDown')).not.toBe('ana-code');
  });

  it('does what a row is mostly there for by Enter, and all else by its menu', async () => {
    await sidebar.row('Repositories', 'darts').focus();
    await lab.page.keyboard.press('Enter');
    await sidebar.dialog().locator('input:focus').waitFor();
    await sidebar.dismiss();
    await sidebar.row('Environments', 'forecasting').focus();
    await lab.page.keyboard.press('Shift+F10');
    await lab.page.locator('.lm-Menu').getByText('Install Packages…').waitFor();
    await lab.page.keyboard.press('Escape');
    expect(await focused()).toBe('forecasting');
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
