import { type Lab, openLab } from './lab';
import { accessibilityViolations } from './accessibility';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

describe('the sidebar of a user in a private space', () => {
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    lab = await openLab();
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

  const text = async (section: string) => (await sidebar.section(section).innerText()).replace(/\s+/g, ' ');

  it('says where one is, on what, and since when', async () => {
    const shown = await text('This app');
    expect(shown).toContain('ana-forecasting');
    expect(shown).toContain('JupyterLab');
    expect(shown).toContain('ml.g5.xlarge');
    expect(shown).toMatch(/4 vCPU · 16 GiB · 1 × NVIDIA A10G/);
    expect(shown).toContain('acme-forecasting');
    expect(shown).toContain('2.0');
    expect(shown).toMatch(/\d h/);
  });

  it('says when the app stops, who set the limit, and counts down without asking the server', async () => {
    const line = sidebar.section('This app').getByText(/stops in (\d+ min|1 h)/);
    await line.waitFor();
    expect(await text('This app')).toMatch(
      /Stops after 1 h without activity, as set for this space \(1 h to 8 h allowed\)/,
    );
    const meter = sidebar.section('This app').getByRole('meter');
    const before = Number(await meter.locator('div').evaluate((bar) => parseFloat(bar.style.width)));
    const asked: string[] = [];
    const listen = (request: { url(): string }) => asked.push(request.url());
    lab.page.on('request', listen);
    await lab.page.waitForFunction(
      (width) =>
        parseFloat(document.querySelector<HTMLElement>('.studiolo-Panel [role="meter"] div')?.style.width ?? '0') >
        width,
      before,
    );
    lab.page.off('request', listen);
    expect(asked.filter((url) => url.includes('/studiolo/'))).toEqual([]);
  });

  it('lists every app of the user, those that cost money first, and marks Classic leftovers', async () => {
    const rows = await sidebar.section('My apps').locator('li').allInnerTexts();
    const names = rows.map((row) => row.split('\n')[0]?.trim());
    const billed = ['ana-code', 'ana-forecasting', 'datascience-1-0-ml-t3-medium', 'demand-review', 'ml-team'];
    expect(names.slice(0, billed.length).sort()).toEqual(billed);
    // Last the failed one, and after the apps the spaces without any.
    expect(names.slice(-2)).toEqual(['ana-geo', 'ana-archive']);
    expect(rows.filter((row) => row.includes('Classic'))).toHaveLength(2);
    expect(rows.join()).not.toContain('bo-dashboards');
    expect(rows.find((row) => row.startsWith('ml-team'))).toContain('shared');
    expect(rows.find((row) => row.startsWith('ana-geo'))).toContain('Failed');
  });

  it('lists the suggested repositories of domain, user profile and space in that order, each once', async () => {
    const rows = await sidebar.section('Repositories').locator('li').allInnerTexts();
    expect(rows.map((row) => row.split('\n')[0]?.trim())).toEqual([
      'amazon-sagemaker-examples',
      'sagemaker-distribution',
      'prophet',
      'darts',
    ]);
  });

  it('lists the conda environments with their Python, and where they are kept', async () => {
    const base = await sidebar.row('Environments', 'base').innerText();
    expect(base).toMatch(/Python 3\.\d+\.\d+/);
    expect(base).toContain('lost when the app is recreated');
    expect(await sidebar.row('Environments', 'forecasting').innerText()).toContain('persistent');
    expect(await sidebar.row('Environments', 'geo-features').innerText()).toContain('no ipykernel');
  });

  it.each(['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'])(
    'has no accessibility violation in %s',
    async (theme) => {
      await lab.command('apputils:change-theme', { theme });
      await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
      await lab.picture(`panel-${theme.toLowerCase().replaceAll(' ', '-')}`);
      expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
    },
  );

  // JupyterLab's sidebar is 250 pixels wide at the least.
  it.each([250, 420])('fits a sidebar %i pixels wide', async (width) => {
    const handle = lab.page.locator('#jp-main-split-panel > .lm-SplitPanel-handle:not(.lm-mod-hidden)').first();
    const box = await handle.boundingBox();
    const left = (await sidebar.panel.boundingBox())!.x;
    await lab.page.mouse.move(box!.x + 2, box!.y + 300);
    await lab.page.mouse.down();
    await lab.page.mouse.move(left + width + 2, box!.y + 300, { steps: 5 });
    await lab.page.mouse.up();
    expect((await sidebar.panel.boundingBox())!.width).toBeCloseTo(width, -1);
    await lab.picture(`panel-${width}px`);
    const overflowing = await sidebar.panel.evaluate((panel) =>
      [...panel.querySelectorAll('.studiolo-Section')]
        .filter((section) => section.scrollWidth > section.clientWidth + 1)
        .map((section) => section.textContent?.slice(0, 40)),
    );
    expect(overflowing).toEqual([]);
  });

  it('asks for nothing while it is hidden', async () => {
    await sidebar.tab.click();
    await sidebar.panel.waitFor({ state: 'hidden' });
    await lab.page.waitForTimeout(1000);
    const asked: string[] = [];
    lab.page.on('request', (request) => asked.push(request.url()));
    await lab.page.waitForTimeout(33_000);
    expect(asked.filter((url) => url.includes('/studiolo/'))).toEqual([]);
    await sidebar.tab.click();
  });

  it('writes no error to the console', () => {
    expect(lab.errors).toEqual([]);
  });
});
