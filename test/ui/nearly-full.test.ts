import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { MemoryGroup } from './memory-group';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

const MB = 2 ** 20;

/** Folders of a home beside its conda environments, the largest first, in MB. The last is the sixth, which is not told of. */
const folders = { data: 48, models: 32, checkpoints: 24, exports: 16, plots: 12 };

/** A home on a volume of its own, which these folders and others leave so little of. */
function fill(home: string, freeMB: number): void {
  for (const [name, size] of Object.entries(folders)) {
    mkdirSync(path.join(home, name));
    writeFileSync(path.join(home, name, 'all'), Buffer.alloc(size * MB));
  }
  const { bavail, bsize } = statfsSync(home);
  writeFileSync(path.join(home, 'rest'), Buffer.alloc(Math.max(0, bavail * bsize - freeMB * MB)));
}

/** Has a notebook take 300 MB when it is run. */
function takeMemory(notebook: string): void {
  const content = JSON.parse(readFileSync(notebook, 'utf8'));
  content.cells[1].source = ["held = b'x' * (300 * 2**20)\n", "print('It', 'is held')"];
  writeFileSync(notebook, JSON.stringify(content));
}

describe('an app whose home volume and memory are nearly full', () => {
  let folder: string;
  let home: string;
  let lab: Lab;
  let sidebar: Sidebar;
  let memory: MemoryGroup;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-volume-'));
    home = path.join(folder, 'home');
    mkdirSync(home);
    const prepare = () => {
      takeMemory(path.join(home, 'train.ipynb'));
      fill(home, 12);
    };
    // Real, and small.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512m', 'studiolo-test', home]);
    memory = new MemoryGroup();
    lab = await openLab({ version: '4.5', home, prepare });
    memory.takeIn(lab.studio.serverPid);
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    await sidebar.resize(245);
  });
  afterAll(async () => {
    await lab?.stop();
    memory?.remove();
    execFileSync('umount', ['--lazy', home]);
    rmSync(folder, { recursive: true, force: true });
  });

  const here = () => sidebar.section('This app');
  const dialog = () => sidebar.dialog();
  const saveVolume = async (gigabytes: number) => {
    await here().getByRole('button', { name: 'Enlarge…' }).click();
    await (await sidebar.form()).getByLabel('Storage (GB)').fill(String(gigabytes));
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
  };

  it('is warned of its volume, and told the five largest folders when it asks', async () => {
    await here()
      .getByText(/^The home volume is nearly full: \d+ MiB of 512 MiB free\.$/)
      .waitFor();
    expect(await here().getByText('data', { exact: true }).count()).toBe(0);
    await here().getByRole('button', { name: 'Largest folders' }).click();
    await here().getByText('data', { exact: true }).waitFor({ timeout: 30_000 });
    const named = await here().locator('.studiolo-Folders dt').allInnerTexts();
    expect(named[0]).toMatch(/^\.conda/);
    expect(named.slice(1)).toEqual(Object.keys(folders).slice(0, 4));
    await lab.picture('volume-nearly-full');
    expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
  });

  it('enlarges the volume from there, and explains why Studio does not do so twice', async () => {
    await saveVolume(120);
    await sidebar
      .row('My apps', 'ana-forecasting')
      .getByTitle(/120 GB/)
      .waitFor({ timeout: 60_000 });
    await saveVolume(140);
    await sidebar
      .row('My apps', 'ana-forecasting')
      .getByText(/once every 6 hours/)
      .first()
      .waitFor({ timeout: 60_000 });
    await lab.picture('volume-six-hours');
  });

  it('is warned before its memory is full, with the kernel that holds most', async () => {
    await lab.startKernel('forecast.ipynb');
    await lab.command('docmanager:open', { path: 'train.ipynb' });
    await lab.page.locator('#jp-main-statusbar').getByText('| Idle').waitFor({ timeout: 60_000 });
    await lab.command('notebook:run-all-cells');
    await lab.page.locator('.jp-OutputArea-output').getByText('It is held').waitFor();
    memory.limitTo(0.93);
    await sidebar.button('Refresh').click();
    await here()
      .getByText(/^Memory is nearly full: [\d.]+ of [\d.]+ GiB\. train\.ipynb holds most: [3-5]\d\d MiB\.$/)
      .waitFor();
    await here()
      .getByText(/^Memory 9\d % · /)
      .waitFor();
    await lab.picture('memory-nearly-full');
    expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
  });
});
