import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeAppCommand, ListAppsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(180_000);

/**
 * A home whose git finds two of the suggested repositories in folders beside it, and nothing where the others are:
 * the addresses stay what the team suggested, and git does all the rest as ever.
 */
function mirrorRepositories(home: string): void {
  const source = path.join(home, '..', 'source');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Acme', '-c', 'user.email=acme@acme.example', '-C', source, ...args]);
  mkdirSync(source);
  execFileSync('git', ['init', '--quiet', source]);
  writeFileSync(path.join(source, 'README.md'), '# Darts\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'First');
  writeFileSync(
    path.join(home, '.gitconfig'),
    `[url "file://${source}"]\n\tinsteadOf = https://github.com/unit8co/darts\n[url "http://127.0.0.1:9/"]\n\tinsteadOf = https://github.com/facebook/\n`,
  );
  mkdirSync(path.join(home, 'work', 'sagemaker-distribution'), { recursive: true });
  writeFileSync(path.join(home, 'work', 'sagemaker-distribution', 'notes.txt'), 'mine\n');
}

describe('acting on what the sidebar shows', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  let sagemaker: SageMakerClient;

  beforeAll(async () => {
    lab = await openLab({ prepare: mirrorRepositories });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    sagemaker = new SageMakerClient({
      region: 'us-east-1',
      endpoint: lab.studio.emulatorUrl,
      credentials: { accessKeyId: 'AKIAADMIN00000000000', secretAccessKey: 'emulated' },
    });
  });
  afterAll(async () => {
    sagemaker?.destroy();
    await lab?.stop();
  });

  const statusOf = async (spaceName: string, appType: 'JupyterLab' | 'CodeEditor') => {
    const { Apps = [] } = await sagemaker.send(
      new ListAppsCommand({ DomainIdEquals: 'd-acmemlplatf1', SpaceNameEquals: spaceName }),
    );
    return Apps.find((app) => app.AppType === appType)?.Status;
  };

  it('stops nothing when the question is answered with no', async () => {
    await sidebar.button(/Stop CodeEditor in ana-code/).click();
    await sidebar.dialog().getByText('ana-code').first().waitFor();
    await lab.picture('stop-dialog');
    await sidebar.dialog().getByRole('button', { name: 'Cancel' }).click();
    await sidebar.dialog().waitFor({ state: 'detached' });
    expect(await statusOf('ana-code', 'CodeEditor')).toBe('InService');
  });

  it('stops an app that was asked for by name, and follows it until it is deleted', async () => {
    await sidebar.button(/Stop CodeEditor in ana-code/).click();
    await sidebar.dialog().getByRole('button', { name: /^Stop/ }).click();
    await sidebar
      .row('My apps', 'ana-code')
      .getByText(/Deleting/)
      .first()
      .waitFor();
    await lab.picture('app-stopping');
    expect(['Deleting', 'Deleted']).toContain(await statusOf('ana-code', 'CodeEditor'));
    await sidebar
      .row('My apps', 'ana-code')
      .getByText(/Deleted|is stopped/)
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
    await sidebar.section('This app').getByText('train.ipynb').waitFor();
    await sidebar.section('This app').getByText(/busy/).first().waitFor();
    await lab.picture('busy-kernel');
    await sidebar.button(/Stop JupyterLab in ana-forecasting/).click();
    const question = await sidebar.dialog().innerText();
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
    await sidebar
      .row('Environments', 'forecasting')
      .getByRole('button', { name: /How large/ })
      .click();
    await sidebar
      .row('Environments', 'forecasting')
      .getByText(/\d+ MB/)
      .first()
      .waitFor();
  });

  it('registers an environment as a kernel that the launcher shows without a reload, and that runs in it', async () => {
    await sidebar.button(/Register.*forecasting/).click();
    await sidebar
      .row('Environments', 'forecasting')
      .getByText(/kernel: /)
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

  const clone = async (name: string, folder?: string) => {
    await sidebar.button(`Clone ${name}`).click();
    await sidebar.dialog().locator('.jp-DirListing-content').waitFor();
    if (folder !== undefined) {
      await sidebar.dialog().locator('.jp-DirListing-item', { hasText: folder }).click();
    }
    await sidebar
      .dialog()
      .getByRole('button', { name: /^(Select|Open|Clone)/ })
      .click();
    await sidebar.dialog().waitFor({ state: 'detached' });
  };

  it('clones a suggested repository into the chosen folder, and then says where it is', async () => {
    await clone('darts', 'work');
    await sidebar
      .row('Repositories', 'darts')
      .getByText(/work\/darts/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(
      execFileSync('git', ['-C', path.join(lab.home, 'work', 'darts'), 'log', '--format=%s'], { encoding: 'utf8' }),
    ).toBe('First\n');
    await lab.picture('repository-cloned');
  });

  it('says in words that the network did not let it clone', async () => {
    await clone('prophet');
    const trouble = sidebar.row('Repositories', 'prophet').getByRole('alert');
    await trouble.waitFor({ timeout: 60_000 });
    expect(await trouble.innerText()).toMatch(/network|connect|reach/i);
    await lab.picture('clone-without-network');
  });

  it('does not clone over a folder that holds something', async () => {
    await clone('sagemaker-distribution', 'work');
    const trouble = sidebar.row('Repositories', 'sagemaker-distribution').getByRole('alert');
    await trouble.waitFor();
    expect(await trouble.innerText()).toMatch(/exists|not empty/i);
  });

  it('is told by the agent again after the agent was killed', async () => {
    const agent = execFileSync('pgrep', ['-P', String(lab.studio.serverPid), '-f', 'agent.cjs'], {
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
