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

  it('says where one is, on what, and since when, to who wants to know', async () => {
    await sidebar.details();
    const shown = await text('This app');
    expect(shown).toContain('ana-forecasting');
    expect(shown).toContain('JupyterLab');
    expect(shown).toContain('ml.g5.xlarge');
    expect(shown).toMatch(/4 vCPU · 16 GiB · 1 × NVIDIA A10G/);
    expect(shown).toContain('acme-forecasting');
    expect(shown).toContain('2.0');
    expect(shown).toMatch(/\d h/);
    expect(shown).toMatch(/Stops after 1 h without activity, set for this space \(1 h to 8 h allowed\)/);
    await sidebar.details('hidden');
  });

  it('says when the app stops, and counts down without asking the server', async () => {
    await sidebar
      .section('This app')
      .getByText(/Stops at (?:\w{3} \d+, )?\d\d:\d\d/)
      .waitFor();
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
    expect(asked.filter((url) => url.includes('/studiolo/')).length).toBeLessThanOrEqual(1);
  });

  const names = (section: string) =>
    sidebar
      .section(section)
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));

  it('lists every app of the user: this one first, then what runs, what failed, and what is stopped', async () => {
    expect(await names('My apps')).toEqual([
      'ana-forecasting',
      'ana-code',
      'datascience-1-0-ml-t3-medium',
      'default',
      'demand-review',
      'ml-team',
      'ana-geo',
      'Stopped',
    ]);
    await sidebar.unfoldStopped();
    expect((await names('My apps')).at(-1)).toBe('ana-archive');
    const rows = sidebar.section('My apps').locator('[data-row]');
    expect(await rows.filter({ hasText: 'Classic' }).count()).toBe(2);
    expect(await sidebar.row('My apps', 'ml-team').innerText()).toContain('Shared');
    expect(await sidebar.row('My apps', 'ana-geo').innerText()).toContain('Failed');
    await sidebar
      .section('My apps')
      .getByRole('button', { name: /^Stopped/ })
      .click();
  });

  it('lists the suggested repositories of domain, user profile and space in that order, each once', async () => {
    expect(await names('Repositories')).toEqual([
      'amazon-sagemaker-examples',
      'sagemaker-distribution',
      'prophet',
      'darts',
    ]);
  });

  it('lists the conda environments with their Python, and says which are not saved', async () => {
    const base = await sidebar.row('Environments', 'base').innerText();
    expect(base).toMatch(/3\.\d+/);
    expect(base).toContain('Not saved');
    expect(await sidebar.row('Environments', 'forecasting').innerText()).not.toContain('Not saved');
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
