import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeAppCommand, ListAppsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { makeConda, useChannel } from '../conda/conda';
import { GitServer } from '../lifecycle/git-server';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/** A server that knows one user, with two branches of what the team suggests as unit8co/darts. */
async function startGitServer(): Promise<GitServer> {
  const server = await new GitServer().start();
  server.letsIn = (username, password) => username === 'ana' && password === token;
  server.commit('private', 'main', 'README.md', 'First\n');
  server.commit('private', 'release/2', 'environment.yml', 'name: darts-2\ndependencies: [alpha=1]\n');
  server.commit('private', 'release/2', 'model.py', 'Second\n');
  server.commit('notes', 'main', 'README.md', 'Notes\n');
  return server;
}

const token = 'glpat-of-ana';
/** Nobody suggests it. */
const notes = 'https://git.example.com/ana/notes.git';

/**
 * A home whose git finds one of the suggested repositories on that server, and nothing where others are: the addresses
 * stay what the team suggested, and git does all the rest as ever.
 */
function mirrorRepositories(home: string, server: GitServer): void {
  const certificate = path.join(home, '..', 'certificate.pem');
  writeFileSync(certificate, server.certificate);
  writeFileSync(
    path.join(home, '.gitconfig'),
    `[http]\n\tsslCAInfo = ${certificate}\n` +
      `[url "${server.url('private')}"]\n\tinsteadOf = https://github.com/unit8co/darts\n` +
      `[url "${server.url('notes')}"]\n\tinsteadOf = ${notes}\n` +
      `[url "http://127.0.0.1:9/"]\n\tinsteadOf = https://github.com/facebook/\n`,
  );
  mkdirSync(path.join(home, 'work', 'sagemaker-distribution'), { recursive: true });
  writeFileSync(path.join(home, 'work', 'sagemaker-distribution', 'notes.txt'), 'mine\n');
}

describe('acting on what the sidebar shows', () => {
  let folder: string;
  let git: GitServer;
  let lab: Lab;
  let sidebar: Sidebar;
  let sagemaker: SageMakerClient;

  beforeAll(async () => {
    git = await startGitServer();
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-conda-'));
    const conda = makeConda(folder, path.resolve('.venv', 'lab-4.6'));
    lab = await openLab({
      environment: { PATH: `${conda.bin}:${path.dirname(process.execPath)}:${process.env['PATH']}` },
      prepare: (home) => {
        mirrorRepositories(home, git);
        useChannel(home, conda.channel);
      },
    });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    sagemaker = new SageMakerClient({
      region: 'us-east-1',
      endpoint: lab.studio.emulatorUrl,
      credentials: { accessKeyId: 'AKIAADMIN00000000000', secretAccessKey: 'emulated' },
    });
  });
  afterEach(() => sidebar.dismissAll());
  afterAll(async () => {
    sagemaker?.destroy();
    await lab?.stop();
    await git?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const statusOf = async (spaceName: string, appType: 'JupyterLab' | 'CodeEditor') => {
    const { Apps = [] } = await sagemaker.send(
      new ListAppsCommand({ DomainIdEquals: 'd-acmemlplatf1', SpaceNameEquals: spaceName }),
    );
    return Apps.find((app) => app.AppType === appType)?.Status;
  };

  it('stops nothing when the question is answered with no', async () => {
    await sidebar.press('My apps', 'ana-code', /^Stop ana-code/);
    await sidebar.dialog().getByText('ana-code').first().waitFor();
    await lab.picture('stop-dialog');
    await sidebar.dialog().getByRole('button', { name: 'Cancel' }).click();
    await sidebar.dialog().waitFor({ state: 'detached' });
    expect(await statusOf('ana-code', 'CodeEditor')).toBe('InService');
  });

  it('stops an app that was asked for by name, and follows it until it is deleted', async () => {
    await sidebar.press('My apps', 'ana-code', /^Stop ana-code/);
    await sidebar.dialog().getByRole('button', { name: /^Stop/ }).click();
    await sidebar
      .row('My apps', 'ana-code')
      .getByText(/Stopping|Deleting/)
      .first()
      .waitFor();
    await lab.picture('app-stopping');
    expect(['Deleting', 'Deleted']).toContain(await statusOf('ana-code', 'CodeEditor'));
    await sidebar
      .row('My apps', 'ana-code')
      .getByText(/Stopped|is stopped/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await statusOf('ana-code', 'CodeEditor')).toBe('Deleted');
  });

  it('warns that the page ends with the current app, and names the kernels that are busy', async () => {
    await lab.command('docmanager:open', { path: 'train.ipynb' });
    await lab.page.locator('#jp-main-statusbar').getByText('| Idle').waitFor({ timeout: 60_000 });
    await lab.page.locator('.jp-Notebook .jp-CodeCell').first().click();
    await lab.page.keyboard.press('Shift+Enter');
    await lab.page.locator('#jp-main-statusbar').getByText('| Busy').waitFor();
    await sidebar.button('Refresh').click();
    await sidebar.details();
    await sidebar.section('This app').getByText('train.ipynb', { exact: true }).waitFor();
    await sidebar.section('This app').getByText(/busy/).first().waitFor();
    await lab.picture('busy-kernel');
    await sidebar.details('hidden');
    await sidebar.press('My apps', 'ana-forecasting', /^Stop ana-forecasting/);
    const question = await sidebar.dialogText();
    expect(question).toMatch(/this page ends/i);
    expect(question).toContain('train.ipynb');
    await lab.picture('stop-this-app');
    await sidebar.dialog().getByRole('button', { name: 'Cancel' }).click();
    await sidebar.dialog().waitFor({ state: 'detached' });
    const { Status } = await sagemaker.send(
      new DescribeAppCommand({
        DomainId: 'd-acmemlplatf1',
        SpaceName: 'ana-forecasting',
        AppType: 'JupyterLab',
        AppName: 'default',
      }),
    );
    expect(Status).toBe('InService');
  });

  it('tells how large an environment is when it is asked to', async () => {
    await sidebar.choose('Environments', 'forecasting', 'Show Size');
    await lab.page
      .getByText(/forecasting takes \d+ MB/)
      .first()
      .waitFor();
  });

  it('registers an environment as a kernel that the launcher shows without a reload, and that runs in it', async () => {
    await sidebar.button('Add a kernel for forecasting').click();
    await sidebar
      .row('Environments', 'forecasting')
      .getByText('kernel', { exact: true })
      .first()
      .waitFor({ timeout: 60_000 });
    await lab.command('launcher:create');
    const card = lab.page.locator('.jp-LauncherCard:visible', { hasText: /forecasting/ }).first();
    await card.waitFor();
    await lab.picture('kernel-in-launcher');
    const headers = { Authorization: `token ${lab.studio.token}` };
    const specs = await fetch(`${lab.studio.baseUrl}api/kernelspecs`, { headers }).then((answer) => answer.json());
    const found = Object.values(specs.kernelspecs as Record<string, { spec: { argv: string[] } }>).find(({ spec }) =>
      spec.argv[0]?.includes('/.conda/envs/forecasting/'),
    );
    expect(found).toBeDefined();
  });

  const darts = () => sidebar.row('Repositories', 'darts');
  const inDarts = (...words: string[]) =>
    execFileSync('git', ['-C', path.join(lab.home, 'work', 'darts'), ...words], { encoding: 'utf8' });

  const cloneInto = async (folder: string) => {
    await sidebar.dialog().getByLabel('Folder').fill(folder);
    await sidebar.dialog().getByRole('button', { name: 'Clone' }).click();
    await sidebar.dialog().waitFor({ state: 'detached' });
  };

  it('clones the branch that was chosen from the server’s, as deep as was asked for, with a token', async () => {
    await sidebar.button('Clone darts').click();
    const dialog = sidebar.dialog();
    await dialog.getByRole('button', { name: 'List branches' }).click();
    await dialog.getByText(/wants you to sign in/).waitFor();
    await dialog.getByText(/^Sign in to/).click();
    await dialog.getByLabel('User name').fill('ana');
    await dialog.getByLabel('Token').fill(token);
    await dialog.getByRole('button', { name: 'List branches' }).click();
    await dialog.getByRole('combobox', { name: 'Branch' }).selectOption('release/2');
    await dialog.getByLabel('History').selectOption('1');
    await lab.picture('clone-dialog');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await cloneInto('work');
    await darts().getByText('release/2 ✓').waitFor({ timeout: 60_000 });
    await darts()
      .getByTitle(/Cloned in work\/darts/)
      .waitFor();
    expect(inDarts('log', '--format=%s')).toBe('Second\n');
    expect(readFileSync(path.join(lab.home, 'work', 'darts', '.git', 'config'), 'utf8')).not.toContain(token);
    await lab.picture('repository-cloned');
  });

  it('shows what changed here and there, asks for the token again, and pulls', async () => {
    writeFileSync(path.join(lab.home, 'work', 'darts', 'model.py'), 'mine\n');
    git.commit('private', 'release/2', 'new.py', 'Third\n');
    await sidebar.choose('Repositories', 'darts', 'Fetch');
    await sidebar.button('Sign in for darts').click();
    await (await sidebar.form()).getByLabel('User name').fill('ana');
    await sidebar.dialog().getByLabel('Token').fill(token);
    await lab.picture('token-dialog');
    await sidebar.dialog().getByRole('button', { name: 'Try again' }).click();
    await darts().filter({ hasText: 'release/2 · 1 changed · 1 behind' }).waitFor({ timeout: 60_000 });
    // High enough that the whole row can be seen.
    await lab.page.setViewportSize({ width: 1280, height: 1600 });
    await darts().scrollIntoViewIfNeeded();
    await lab.picture('repository-behind');
    await lab.page.setViewportSize({ width: 1280, height: 900 });
    git.letsIn = () => true;
    await sidebar.choose('Repositories', 'darts', 'Pull');
    await darts().getByText('darts has 1 new commit.').waitFor({ timeout: 60_000 });
    await darts()
      .getByTitle(/^release\/2 · 1 changed · fetched/)
      .waitFor();
    expect(inDarts('log', '-1', '--format=%s')).toBe('Third\n');
  });

  it('does the same as a command, for the repository that is chosen when none is named', async () => {
    const pulling = lab.command('studiolo:pull-repository');
    await sidebar.dialog().getByText('Pull which repository?').waitFor();
    await sidebar.dialog().getByRole('button', { name: 'Choose' }).click();
    await pulling;
    await darts().getByText('darts is up to date.').waitFor({ timeout: 60_000 });
    await lab.command('studiolo:open-repository', { url: 'https://github.com/unit8co/darts' });
    await lab.page.locator('.jp-DirListing-item', { hasText: 'environment.yml' }).waitFor();
    await sidebar.tab.click();
  });

  it('makes the environment that the repository describes', async () => {
    await darts()
      .getByTitle(/Defined in environment\.yml: darts-2/)
      .waitFor();
    await lab.picture('project-environment');
    await sidebar.button('Create environment darts-2 from environment.yml').click();
    await sidebar
      .button('Create environment darts-2 from environment.yml')
      .waitFor({ state: 'detached', timeout: 60_000 });
    await sidebar.row('Environments', 'darts-2').waitFor();
    expect(existsSync(path.join(lab.home, '.conda', 'envs', 'darts-2', 'share', 'alpha.txt'))).toBe(true);
    await lab.picture('project-environment-made');
  });

  it('says in words that the network did not let it clone', async () => {
    await sidebar.button('Clone prophet').click();
    await cloneInto('');
    const trouble = sidebar.row('Repositories', 'prophet').getByRole('alert');
    await trouble.waitFor({ timeout: 60_000 });
    expect(await trouble.innerText()).toMatch(/network|connect|reach/i);
    await lab.picture('clone-without-network');
  });

  it('clones what nobody suggests by its address, judged while it is typed, by the keyboard alone', async () => {
    const { keyboard } = lab.page;
    await sidebar.title('Repositories').focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    const dialog = sidebar.dialog();
    await dialog.locator('input:focus').waitFor();
    expect(await dialog.count()).toBe(1);
    // The file browser is in a clone: beside that, not within it.
    expect(await dialog.getByLabel('Folder').inputValue()).toBe('work');
    const refused = dialog.locator('button:disabled', { hasText: 'Clone' });
    await refused.waitFor();
    await keyboard.type('git@git.example.com:ana/notes.git');
    await dialog.getByText(/^Enter an https address/).waitFor();
    await refused.waitFor();
    await dialog.getByLabel('Address').fill(`https://ana:${token}@git.example.com/ana/notes.git`);
    await dialog.getByText(/^Leave the password out/).waitFor();
    await refused.waitFor();
    await dialog.getByLabel('Address').fill(` ${notes}`);
    await dialog.getByText('Creates the folder “notes” in it.').waitFor();
    await dialog.getByText(/^Sign in to 127\.0\.0\.1/).waitFor();
    await lab.picture('clone-by-address');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await cloneInto('work');
    const row = sidebar.row('Repositories', 'notes');
    await row.getByText('main ✓').waitFor({ timeout: 60_000 });
    expect(readFileSync(path.join(lab.home, 'work', 'notes', 'README.md'), 'utf8')).toBe('Notes\n');
    expect(await sidebar.title('Repositories').innerText()).toMatch(/5$/);
    git.commit('notes', 'main', 'README.md', 'More\n');
    await sidebar.choose('Repositories', 'notes', 'Pull');
    await row.getByText('notes has 1 new commit.').waitFor({ timeout: 60_000 });
    await lab.picture('cloned-by-address');
  });

  it('tells in its row why an address could not be cloned, and tries once more', async () => {
    const asking = lab.command('studiolo:clone-address');
    await (await sidebar.form()).getByLabel('Address').fill('https://github.com/facebook/nothing-there.git');
    await cloneInto('');
    await asking;
    const row = sidebar.row('Repositories', 'nothing-there');
    await row.getByRole('alert').waitFor({ timeout: 60_000 });
    expect(await row.getByRole('alert').innerText()).toMatch(/network|connect|reach/i);
    await row.getByRole('button', { name: 'Clone nothing-there' }).click();
    await sidebar.dialog().getByText('Clone nothing-there', { exact: true }).waitFor();
    await sidebar.dismiss();
  });

  it('does not clone over a folder that holds something', async () => {
    await sidebar.button('Clone sagemaker-distribution').click();
    await cloneInto('work');
    const trouble = sidebar.row('Repositories', 'sagemaker-distribution').getByRole('alert');
    await trouble.waitFor();
    expect(await trouble.innerText()).toMatch(/exists|not empty/i);
  });

  it('is told by the agent again after the agent was killed', async () => {
    const agent = execFileSync('pgrep', ['-P', String(lab.studio.serverPid), '-f', 'agent.mjs'], {
      encoding: 'utf8',
    }).trim();
    process.kill(Number(agent), 'SIGKILL');
    await sidebar.button('Refresh').click();
    await lab.page.waitForTimeout(2500);
    await sidebar.button('Refresh').click();
    await sidebar.row('My apps', 'ana-forecasting').waitFor();
    await sidebar.panel.getByText(/agent is starting|has ended/).waitFor({ state: 'detached' });
  });
});
