import { examplePrices, type PriceListServer, startPriceList } from '../../src/demo/price-list';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

const themes = ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'];

describe('the panel at a glance', () => {
  let prices: PriceListServer;
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    prices = await startPriceList(examplePrices);
    lab = await openLab({ otherServices: { pricing: prices.url } });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    await sidebar.button('Refresh').click();
    await sidebar
      .row('My apps', 'ana-forecasting')
      .getByText(/\$\d+\.\d+\/h/)
      .waitFor();
  });
  afterAll(async () => {
    await lab?.stop();
    await prices?.close();
  });

  /** What of the panel's rows and titles is wholly in view, as their names. */
  const inView = () =>
    sidebar.panel.evaluate((panel) => {
      const scroller = panel.querySelector('.jp-SidePanel-content')!;
      const room = scroller.getBoundingClientRect();
      return [...panel.querySelectorAll<HTMLElement>('[data-row]')]
        .filter((row) => {
          const box = row.getBoundingClientRect();
          return box.height > 0 && box.top >= room.top && box.bottom <= Math.min(room.bottom, window.innerHeight);
        })
        .map((row) => `${row.closest('[role="grid"]')?.getAttribute('aria-label')}: ${row.dataset['row']}`);
    });

  it('shows when this app stops, what runs at what price, all environments and repositories, at 245 × 900', async () => {
    await sidebar.resize(245);
    expect((await inView()).sort()).toEqual(
      [
        'Environments: base',
        'Environments: forecasting',
        'Environments: geo-features',
        'My apps: Stopped',
        'My apps: ana-code',
        'My apps: ana-forecasting',
        'My apps: ana-geo',
        'My apps: datascience-1-0-ml-t3-medium',
        'My apps: default',
        'My apps: demand-review',
        'My apps: ml-team',
        'Repositories: amazon-sagemaker-examples',
        'Repositories: darts',
        'Repositories: prophet',
        'Repositories: sagemaker-distribution',
      ].sort(),
    );
    await sidebar
      .section('This app')
      .getByText(/Stops at (?:\w{3} \d+, )?\d\d:\d\d/)
      .waitFor();
    // This is docs/panel.png, once it was looked at.
    await lab.picture('panel', { width: 620, height: 770 });
    for (const line of [/^Memory \d+ %/, /^Home volume: /])
      expect(await sidebar.section('This app').getByText(line).isVisible()).toBe(true);
    const figures = await sidebar.panel.locator('.studiolo-Row-figure').evaluateAll((nodes) =>
      nodes
        .filter((node) => node.textContent !== '')
        .map((node) => ({
          text: node.textContent,
          cut: node.scrollWidth > node.clientWidth,
          right: node.getBoundingClientRect().right,
        })),
    );
    expect(figures.map(({ text }) => text).filter((text) => /^\$\d+\.\d\d\d?\d?\/h$/.test(text ?? ''))).toHaveLength(5);
    expect(figures.filter(({ cut }) => cut)).toEqual([]);
    expect(new Set(figures.map(({ right }) => Math.round(right))).size).toBe(1);
    const costs = await sidebar.panel.evaluate((panel) =>
      [...panel.querySelectorAll('.studiolo-Detail')].map((node) => ({
        text: node.textContent,
        out: node.getBoundingClientRect().right > panel.getBoundingClientRect().right,
      })),
    );
    expect(costs.filter(({ text }) => /\$\d+\.\d\d/.test(text ?? '')).length).toBeGreaterThanOrEqual(4);
    expect(costs.filter(({ out }) => out)).toEqual([]);
  });

  it('has one scroller, rows of 24 and 38 pixels, and titles that carry the counts', async () => {
    const heights = async (section: string) =>
      new Set(
        await sidebar
          .section(section)
          .locator('.studiolo-Row')
          .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height)),
      );
    expect(await heights('Repositories')).toEqual(new Set([24]));
    expect(await heights('Environments')).toEqual(new Set([24]));
    expect(await heights('My apps')).toEqual(new Set([38, 24]));
    const scrollers = await sidebar.panel.evaluate((panel) =>
      [...panel.querySelectorAll('*')]
        .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowY))
        .map((node) => node.className),
    );
    expect(scrollers).toHaveLength(1);
    expect(await sidebar.title('My apps').innerText()).toMatch(/[56] running · \$\d+\.\d\d today/);
    // As many as there are green dots, whether or not the one that starts in the seed runs by now.
    const both = await sidebar.panel.evaluate((panel) => ({
      dots: panel.querySelectorAll('[aria-label="My apps"] .studiolo-Dot.studiolo-mod-inservice').length,
      told: Number(/(\d+) running/.exec(panel.textContent ?? '')?.[1]),
    }));
    expect(both.told).toBe(both.dots);
    expect(await sidebar.title('Environments').innerText()).toMatch(/3$/);
    expect(await sidebar.title('Repositories').innerText()).toMatch(/4$/);
    expect(await sidebar.title('This app').innerText()).toContain('ml.g5.xlarge');
    const fallenOut = await sidebar.panel.evaluate((panel) =>
      [...panel.querySelectorAll('.jp-AccordionPanel-title')].flatMap((title) => {
        const line = title.getBoundingClientRect();
        return [...title.querySelectorAll('.jp-ToolbarButton')]
          .map((button) => button.getBoundingClientRect())
          .filter((box) => box.bottom > line.bottom + 1 || box.right > line.right + 1 || box.width === 0);
      }),
    );
    expect(fallenOut).toEqual([]);
  });

  it('leaves no button pressed that was clicked', async () => {
    await sidebar.button('Refresh').click();
    await sidebar.button('More actions').click();
    await lab.page.locator('.lm-Menu').waitFor();
    await lab.page.keyboard.press('Escape');
    expect(await sidebar.panel.locator('[aria-pressed]').count()).toBe(0);
  });

  it('is walked through by no more than eight presses of Tab', async () => {
    await lab.page.keyboard.press('Escape');
    const stops = await sidebar.tabStops();
    expect(stops.length).toBeGreaterThan(4);
    expect(stops.length).toBeLessThanOrEqual(8);
  });

  it.each(
    themes.flatMap((theme) =>
      [245, 360].flatMap((width) => [900, 720].map((height) => [theme, width, height] as const)),
    ),
  )('in %s, %i × %i', async (theme, width, height) => {
    await lab.command('apputils:change-theme', { theme });
    await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
    await lab.page.setViewportSize({ width: 1280, height });
    await sidebar.resize(width);
    await lab.picture(`glance-${theme.toLowerCase().replaceAll(' ', '-')}-${width}x${height}`);
    const wide = await sidebar.panel.evaluate((panel) => {
      const scroller = panel.querySelector('.jp-SidePanel-content')!;
      return scroller.scrollWidth > scroller.clientWidth;
    });
    expect(wide).toBe(false);
    if (height === 900) expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
  });

  it('writes no error to the console', () => {
    expect(lab.errors).toEqual([]);
  });
});
