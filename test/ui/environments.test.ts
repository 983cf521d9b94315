import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeConda, useChannel, type Conda } from '../conda/conda';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

describe('environments, made and changed from the sidebar', () => {
  let folder: string;
  let conda: Conda;
  let lab: Lab;
  let sidebar: Sidebar;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-conda-'));
    conda = makeConda(folder, path.resolve('.venv', 'lab-4.6'));
    lab = await openLab({
      environment: { PATH: `${path.dirname(process.execPath)}:${conda.bin}:${process.env['PATH']}` },
      prepare: (home) => useChannel(home, conda.channel),
    });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (name: string) => sidebar.row('Environments', name);
  const choose = async (name: string, item: string) => {
    await row(name)
      .getByRole('button', { name: `Actions for ${name}` })
      .click();
    await lab.page.locator('.lm-Menu').getByText(item).click();
  };

  it('makes one that is named and filled in a dialog, and shows how that goes, live', async () => {
    await sidebar.button('New environment…').click();
    await (await sidebar.form()).getByLabel('Name').fill('no good');
    await sidebar
      .dialog()
      .getByLabel(/^Packages, /)
      .fill('python ipykernel slow');
    await lab.picture('new-environment');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await sidebar.dialog().getByRole('button', { name: 'Create' }).click();
    await sidebar
      .dialog()
      .getByText(/[Oo]nly letters/)
      .waitFor();
    await sidebar.dialog().getByLabel('Name').fill('demand');
    await sidebar.dialog().getByRole('button', { name: 'Create' }).click();
    await row('demand').getByText('Log').click();
    await row('demand')
      .getByRole('log')
      .getByText(/Linking slow/)
      .waitFor();
    await row('demand').getByRole('button', { name: 'Cancel: demand' }).waitFor();
    await row('demand').getByRole('log').scrollIntoViewIfNeeded();
    await lab.picture('environment-being-made');
    writeFileSync(path.join(lab.home, 'go-on'), '');
    await row('demand').getByText('kernel', { exact: true }).waitFor({ timeout: 60_000 });
    expect(await row('demand').getByText('Not saved').count()).toBe(0);
  });

  it('shows its kernel in the launcher without a reload, and runs what is computed in it', async () => {
    await lab.command('launcher:create');
    const card = lab.page.locator('.jp-LauncherCard:visible', { hasText: 'Python (demand)' }).first();
    await card.waitFor();
    await lab.picture('new-kernel-in-launcher');
    await card.click();
    await lab.page.locator('#jp-main-statusbar').getByText('| Idle').waitFor({ timeout: 60_000 });
    await lab.page.locator('.jp-Notebook .jp-CodeCell').first().click();
    await lab.page.keyboard.type('import sys; print(sys.prefix)');
    await lab.page.keyboard.press('Shift+Enter');
    await lab.page
      .locator('.jp-OutputArea-output')
      .getByText(/\.conda\/envs\/demand/)
      .waitFor({ timeout: 60_000 });
  });

  it('installs a package by keyboard alone', async () => {
    await row('demand').getByRole('button', { name: 'Actions for demand' }).focus();
    await lab.page.keyboard.press('Enter');
    await lab.page.locator('.lm-Menu').getByText('Install Packages…').waitFor();
    await lab.picture('environment-menu');
    await lab.page.keyboard.press('ArrowDown');
    await lab.page.keyboard.press('Enter');
    await sidebar.dialog().locator('input[name="packages"]:focus').waitFor();
    await lab.page.keyboard.type('alpha=1');
    await lab.page.keyboard.press('Enter');
    await row('demand').getByText('alpha=1 is installed in demand.').waitFor({ timeout: 60_000 });
    const record = path.join(lab.home, '.conda', 'envs', 'demand', 'conda-meta', 'alpha-1.0-0.json');
    expect(existsSync(record)).toBe(true);
  });

  it('says in conda’s own words what does not fit, and leaves nothing of it', async () => {
    await lab.command('studiolo:create-environment', { from: 'packages', name: 'odd', packages: ['beta', 'gamma'] });
    const trouble = row('odd').getByRole('alert');
    await trouble.waitFor({ timeout: 60_000 });
    expect(await trouble.innerText()).toMatch(/don’t fit together.*alpha/s);
    await lab.picture('packages-do-not-fit');
    expect(existsSync(path.join(lab.home, '.conda', 'envs', 'odd'))).toBe(false);
  });

  it('exports it beside what the file browser shows, and opens that', async () => {
    await choose('demand', 'Export…');
    await sidebar.dialog().getByRole('button', { name: 'Export' }).click();
    await lab.page.locator('.lm-TabBar-tabLabel', { hasText: 'demand.yml' }).waitFor();
    expect(readFileSync(path.join(lab.home, 'demand.yml'), 'utf8')).toContain('  - alpha=1.0\n');
  });

  it('is made from an environment file by the file browser’s menu, which other files do not have', async () => {
    writeFileSync(path.join(lab.home, 'environment.yml'), 'name: small\ndependencies: [alpha=1]\n');
    const menu = lab.page.locator('.lm-Menu');
    const openMenuOf = async (name: string) => {
      await lab.command('filebrowser:activate');
      await lab.command('filebrowser:refresh');
      await lab.page.locator('.jp-DirListing-item', { hasText: name }).first().click({ button: 'right' });
      await menu.getByText('Rename').waitFor();
    };
    await openMenuOf('demand.yml');
    expect(await menu.getByText(/Conda Environment/).isVisible()).toBe(false);
    await lab.page.keyboard.press('Escape');
    await openMenuOf('environment.yml');
    await lab.picture('environment-file-menu');
    await menu.getByText('Create Conda Environment…').click();
    await (await sidebar.form()).getByLabel('Name').fill('small');
    await sidebar.dialog().getByRole('button', { name: 'Create' }).click();
    await row('small').getByRole('button', { name: 'Actions for small' }).waitFor({ timeout: 60_000 });
    expect(existsSync(path.join(lab.home, '.conda', 'envs', 'small', 'share', 'alpha.txt'))).toBe(true);
  });

  it('removes it after it has named it and the notebook that uses it', async () => {
    await choose('demand', 'Remove…');
    const question = await sidebar.dialogText();
    expect(question).toContain('Untitled.ipynb');
    expect(question).toContain('.conda/envs/demand');
    await lab.picture('remove-environment');
    await sidebar.dialog().getByRole('button', { name: 'Remove', exact: true }).click();
    await row('demand').getByText('demand is removed.').waitFor({ timeout: 60_000 });
    expect(existsSync(path.join(lab.home, '.conda', 'envs', 'demand'))).toBe(false);
    await lab.command('launcher:create');
    // There are two, for notebooks and for consoles, until JupyterLab has asked for its kernels again.
    const cards = lab.page.locator('.jp-LauncherCard:visible', { hasText: 'Python (demand)' });
    await cards.first().waitFor({ state: 'detached' });
  });
});
