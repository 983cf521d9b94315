import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeAppCommand, DescribeSpaceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { examplePrices, type PriceListServer, startPriceList } from '../../src/demo/price-list';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/** By the name in AWS's error text, which is that of Service Quotas. */
const fullQuota = 'Studio JupyterLab Apps running on ml.m5.large instances';

describe('my apps and spaces', () => {
  let folder: string;
  let prices: PriceListServer;
  let lab: Lab;
  let sidebar: Sidebar;
  let sagemaker: SageMakerClient;
  const DomainId = 'd-acmemlplatf1';

  beforeAll(async () => {
    prices = await startPriceList(examplePrices);
    const acme = readFileSync(path.resolve('examples', 'acme.studio.yaml'), 'utf8');
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-seed-'));
    const seed = path.join(folder, 'acme.studio.yaml');
    writeFileSync(seed, acme.replace(/^accountQuotas:$/m, `accountQuotas:\n  ${fullQuota}: 0`));
    lab = await openLab({ otherServices: { pricing: prices.url }, seed });
    // Tall enough that the pictures show the whole list.
    await lab.page.setViewportSize({ width: 1280, height: 2000 });
    sidebar = new Sidebar(lab.page);
    await lab.page.locator('.jp-LauncherCard', { hasText: 'SageMaker Studio' }).click();
    await sidebar.panel.locator('.studiolo-Row').first().waitFor();
    sagemaker = new SageMakerClient({
      region: 'us-east-1',
      endpoint: lab.studio.emulatorUrl,
      credentials: { accessKeyId: 'AKIAADMIN00000000000', secretAccessKey: 'emulated' },
    });
  });
  afterAll(async () => {
    sagemaker?.destroy();
    await lab?.stop();
    await prices?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const appOf = (SpaceName: string) =>
    sagemaker.send(new DescribeAppCommand({ DomainId, SpaceName, AppType: 'JupyterLab', AppName: 'default' }));

  it('tells the price of each app and of all together, when the Price List has answered', async () => {
    await sidebar.row('My apps', 'ana-forecasting').waitFor();
    await sidebar.button('Refresh').click();
    await sidebar.row('My apps', 'ana-forecasting').getByText('$1.40/h').waitFor();
    const asking = lab.command('studiolo:show-costs');
    const dialog = sidebar.dialog();
    await dialog.getByText(/AWS Price List, \d{4}-/).waitFor();
    await dialog.getByText(/GB · \$\d+\.\d\d a month/).waitFor();
    const chart = dialog.getByRole('img', { name: /\d{4}-\d\d-\d\d: \$/ });
    await chart.waitFor();
    // Title and chart tell one sum.
    const today = (await dialog.innerText()).match(/Today\s+(\$[\d.]+)/)?.[1];
    expect(await chart.getAttribute('aria-label')).toContain(`: ${today} in`);
    await lab.picture('costs');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await asking;
  });

  it.each(['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast'])(
    'has no accessibility violation in %s, with a failed app explained',
    async (theme) => {
      await lab.command('apputils:change-theme', { theme });
      await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
      const why = sidebar.button('Why did ana-geo fail?');
      if (await why.isVisible()) await why.click();
      await sidebar.row('My apps', 'ana-geo').getByText('LifecycleConfigOnStart').first().waitFor();
      await lab.picture(`apps-${theme.toLowerCase().replaceAll(' ', '-')}`);
      expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
    },
  );

  it('starts the app of a space with the instance type that is chosen, and follows it until it runs', async () => {
    await sidebar.unfoldStopped();
    await sidebar.press('My apps', 'ana-archive', 'Start ana-archive');
    const dialog = sidebar.dialog();
    await dialog.getByLabel('Instance type').selectOption('ml.m5.xlarge');
    await dialog.getByText('$0.23 an hour while it runs').waitFor();
    await lab.picture('apps-start-dialog');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await dialog.getByRole('button', { name: 'Start' }).click();
    await sidebar.row('My apps', 'ana-archive').getByRole('progressbar').waitFor();
    // Closing the panel does not stop what goes on.
    await sidebar.tab.click();
    await sidebar.panel.waitFor({ state: 'hidden' });
    await sidebar.tab.click();
    await sidebar.row('My apps', 'ana-archive').getByText('is running on ml.m5.xlarge').waitFor({ timeout: 60_000 });
    expect((await appOf('ana-archive')).Status).toBe('InService');
  });

  it('restarts an app on another instance type', async () => {
    await sidebar.choose('My apps', 'ana-archive', 'Change Instance Type…');
    await sidebar.dialog().getByLabel('Instance type').selectOption('ml.m5.2xlarge');
    await sidebar.dialog().getByRole('button', { name: 'Restart' }).click();
    await sidebar.row('My apps', 'ana-archive').getByText('is running on ml.m5.2xlarge').waitFor({ timeout: 90_000 });
    expect((await appOf('ana-archive')).ResourceSpec?.InstanceType).toBe('ml.m5.2xlarge');
  });

  it('makes the volume of a space larger', async () => {
    await sidebar.choose('My apps', 'ana-archive', 'Idle Time and Storage…');
    await (await sidebar.form()).getByLabel('Storage (GB)').fill('64');
    await lab.picture('apps-space-dialog');
    await sidebar.dialog().getByRole('button', { name: 'Save' }).click();
    await sidebar.row('My apps', 'ana-archive').getByTitle(/64 GB/).waitFor({ timeout: 60_000 });
    const { SpaceSettings } = await sagemaker.send(new DescribeSpaceCommand({ DomainId, SpaceName: 'ana-archive' }));
    expect(SpaceSettings?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb).toBe(64);
  });

  it('opens a space in a new tab that knows nothing of this page', async () => {
    // The emulated address leads nowhere: something is put there.
    await lab.page.context().route(/\/auth\?token=/, (route) => route.fulfill({ body: 'signed in' }));
    const [tab] = await Promise.all([
      lab.page.waitForEvent('popup'),
      sidebar.press('My apps', 'ana-archive', 'Open ana-archive in a new tab'),
    ]);
    await tab.getByText('signed in').waitFor();
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await tab.close();
  });

  it('offers what can be done with an app at a right click, and asks before it stops it', async () => {
    await sidebar.row('My apps', 'ana-archive').getByText('ana-archive', { exact: true }).click({ button: 'right' });
    const menu = lab.page.locator('.lm-Menu');
    for (const item of ['Open in New Tab', 'Change Instance Type…', 'Idle Time and Storage…'])
      await menu.getByText(item, { exact: true }).waitFor();
    await lab.picture('app-menu');
    await menu.getByText('Stop…', { exact: true }).click();
    await sidebar.dialog().getByRole('button', { name: 'Stop ana-archive' }).click();
    await sidebar
      .row('My apps', 'ana-archive')
      .getByText(/is stopped/)
      .waitFor({ timeout: 60_000 });
  });

  it('asks which one where a command names none, among those with which that can be done', async () => {
    const starting = lab.command('studiolo:start-app');
    await sidebar.dialog().getByText('Start which app?').waitFor();
    const offered = await sidebar.dialog().locator('option').allInnerTexts();
    expect(offered.map((text) => text.split(' ')[0]).sort()).toEqual(['ana-archive', 'ana-geo']);
    await sidebar.dialog().getByRole('button', { name: 'Cancel' }).click();
    await starting;
    const asking = lab.command('studiolo:why-app-failed', { spaceName: 'ana-geo' });
    await sidebar.dialog().getByText('d-acmemlplatf1/ana-geo/JupyterLab/default/LifecycleConfigOnStart').waitFor();
    await lab.picture('why-failed-dialog');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await sidebar.dialog().getByRole('button', { name: 'Close' }).click();
    await asking;
  });

  it('names the quota that has no room, and how to ask for more', async () => {
    const asked = lab.command('studiolo:start-app', { spaceName: 'ana-archive', instanceType: 'ml.m5.large' });
    await sidebar.dialog().waitFor();
    const told = await sidebar.dialogText();
    expect(told).toContain(`“${fullQuota}”`);
    expect(told).toContain('Service Quotas');
    await lab.picture('quota');
    await sidebar.dialog().getByRole('button').last().click();
    await asked;
  });

  it('writes no error to the console of its own', () => {
    // What the server refused, the browser itself writes there.
    expect(lab.errors.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
