import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeSpaceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { examplePrices, type PriceListServer, startPriceList } from '../../src/demo/price-list';
import { accessibilityViolations } from './accessibility';
import { type Lab, openLab } from './lab';
import { ana } from '../../src/demo/main';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

/** The example company, with Ana's role denied some actions. */
function acmeWithout(folder: string, actions: string[]): string {
  const acme = readFileSync(path.resolve('examples', 'acme.studio.yaml'), 'utf8');
  const statement = (Effect: string, Action: string) => `{ Effect: ${Effect}, Action: ${Action}, Resource: '*' }`;
  const denials = actions.map((action) => statement('Deny', `'${action}'`));
  const policy = `{ Version: '2012-10-17', Statement: [${[statement('Allow', "'*'"), ...denials].join(', ')}] }`;
  const seed = path.join(folder, 'acme.studio.yaml');
  writeFileSync(seed, acme.replace("allow: ['sagemaker:*']", `policies: [${policy}]`));
  return seed;
}

const DomainId = 'd-acmemlplatf1';

// Both in the newest JupyterLab, and in the oldest.
describe.each([
  ['allowed', '4.6'],
  ['denied', '4.6'],
  ['allowed', '4.4'],
  ['denied', '4.4'],
] as const)('what users ask for, %s, in JupyterLab %s', (role, version) => {
  const denied = role === 'denied';
  let folder: string;
  let prices: PriceListServer;
  let lab: Lab;
  let sidebar: Sidebar;
  let sagemaker: SageMakerClient;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'studiolo-seed-'));
    prices = await startPriceList(examplePrices);
    const actions = ['sagemaker:UpdateSpace', 'sagemaker:CreateSpace', 'sagemaker:DeleteSpace'];
    const seed = acmeWithout(folder, denied ? actions : []);
    lab = await openLab({ version, otherServices: { pricing: prices.url }, seed });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    await sidebar.button('Refresh').click();
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

  const dialog = () => sidebar.dialog();
  const field = (name: string) => dialog().getByRole('combobox', { name, exact: true });
  const here = () => sidebar.section('This app');
  afterEach(() => sidebar.dismissAll());
  /** All of a question is seen at once. */
  const seenWhole = async () =>
    expect(
      await dialog().evaluate((node) =>
        [...node.querySelectorAll('*')].filter(
          (part) => /auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight,
        ),
      ),
    ).toEqual([]);
  const picture = (name: string) => lab.picture(`wish-${name}-${role}-${version}`);
  const spaceExists = (SpaceName: string) =>
    sagemaker.send(new DescribeSpaceCommand({ DomainId, SpaceName })).then(
      () => true,
      () => false,
    );
  /** Closes what tells of a refusal, once it names what is missing. */
  const toldMissing = async (action: string) => {
    await dialog().getByText(action).first().waitFor();
    await dialog().getByRole('button').last().click();
    await dialog().waitFor({ state: 'detached' });
  };

  it('offers each where one looks for it: in menus, and in the palette', async () => {
    const items = async (open: () => Promise<void>) => {
      await open();
      const menu = lab.page.locator('.lm-Menu');
      await menu.waitFor();
      const labels = await menu.locator('.lm-Menu-item:not(.lm-mod-hidden) .lm-Menu-itemLabel').allInnerTexts();
      await lab.page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
      return labels.filter(Boolean);
    };
    const ofRow = (name: string) => async () => {
      await sidebar.row('My apps', name).focus();
      await lab.page.keyboard.press('Shift+F10');
    };
    expect(await items(ofRow('ana-forecasting'))).toEqual(
      expect.arrayContaining(['Change Instance Type…', 'Idle Time and Storage…', 'Stop…']),
    );
    await sidebar.unfoldStopped();
    expect(await items(ofRow('ana-archive'))).toEqual(expect.arrayContaining(['Start…', 'Delete Space…']));
    expect(await items(() => sidebar.button('Actions for my apps').click())).toEqual([
      'Start an App…',
      'Open a Space…',
      'New Space…',
      'Change Idle Time and Storage of a Space…',
      'Show My Costs',
    ]);
    expect(await items(() => sidebar.button('More actions').click())).toEqual(
      expect.arrayContaining([
        'Change Instance Type of This App…',
        'Copy ARN of This App’s Execution Role',
        'Show Memory, CPU and GPU Use',
        'Show Home Volume…',
        'Shut Down Idle Kernels and Terminals…',
        'Show My Costs',
      ]),
    );
    await lab.page.keyboard.press('Control+Shift+C');
    await lab.page.locator('.lm-CommandPalette-input').waitFor();
    await lab.page.keyboard.type('SageMaker Studio');
    const labels = lab.page.locator('.lm-CommandPalette-itemLabel');
    await labels.filter({ hasText: 'Shut Down Idle Kernels and Terminals…' }).waitFor();
    expect(await labels.allInnerTexts()).toEqual(
      expect.arrayContaining([
        'Change Instance Type of This App…',
        'Show Home Volume…',
        'Show Memory, CPU and GPU Use',
        'Start an App…',
        'New Space…',
        'Delete a Space…',
        'Shut Down Idle Kernels and Terminals…',
        'Copy ARN of This App’s Execution Role',
        'Show My Costs',
      ]),
    );
    await lab.page.keyboard.press('Escape');
    await sidebar.tab.click();
    if (!(await sidebar.panel.isVisible())) await sidebar.tab.click();
  });

  // It is the same program, whatever the JupyterLab.
  if (version === '4.6')
    describe('in a terminal', () => {
      beforeAll(async () => {
        await lab.command('terminal:create-new');
        await lab.page.locator('.jp-Terminal .xterm-helper-textarea').waitFor({ state: 'attached' });
      });
      afterAll(async () => {
        await lab.page.locator('.jp-Terminal').click();
        await lab.page.keyboard.type('exit\n');
      });

      /** What `studiolo` with these words printed, and its exit code. */
      const typed = async (words: string) => {
        // A login shell need not have the environment of the server on its path.
        // Other servers may run on this machine; an agent is told apart by its server’s process.
        const program = path.resolve('.venv', `lab-${version}`, 'bin', 'studiolo');
        const command = `${program} ${words} --agent ${lab.studio.serverPid}`;
        const file = path.join(lab.home, 'printed.txt');
        rmSync(file, { force: true });
        await lab.page.locator('.jp-Terminal').click();
        await lab.page.keyboard.type(`${command} >p.txt 2>&1; echo "exit $?" >>p.txt; mv p.txt ~/printed.txt\n`);
        for (let tries = 0; tries < 300 && !existsSync(file); tries += 1) await lab.page.waitForTimeout(100);
        return readFileSync(file, 'utf8');
      };

      it('studiolo tells the same story of the stop as the panel and the status bar', async () => {
        let [at, printed] = [/never/, ''];
        // What is typed is activity itself: where a minute passes meanwhile, once more.
        for (let tries = 0; tries < 4; tries += 1) {
          printed = await typed('why');
          await sidebar.button('Refresh').click();
          await lab.page.waitForTimeout(1000);
          const headline = await here()
            .getByText(/^Stops at (?:\w{3} \d+, )?\d\d:\d\d$/)
            .innerText();
          // Near midnight each tells the day in its own way.
          at = new RegExp(`stops at (?:\\d+ \\w{3,4} )?${/\d\d:\d\d$/.exec(headline)?.[0]}`);
          if (at.test(printed)) break;
        }
        expect(printed).toMatch(at);
        expect(printed).toMatch(/exit 0/);
        expect(await lab.page.locator('.studiolo-StopItem').innerText()).toMatch(/^Stops in \d+ min$/);
      });

      it('studiolo tells what is used, and the role', async () => {
        const status = await typed('status');
        expect(status).toMatch(/Stops at (?:\d+ \w{3,4} )?\d\d:\d\d/);
        expect(status).toMatch(/Role +StudioExecutionRole \(arn:aws:iam::/);
        expect(status).toMatch(/Memory +[\d.]+ of [\d.]+ GiB used/);
        expect(status).toMatch(/Volume +[\d.]+ of [\d.]+ GiB free/);
      });

      it('studiolo tells the home volume, and what the month has cost', async () => {
        expect(await typed('volume')).toMatch(/[\d.]+ GiB free[\s\S]*exit 0/);
        expect(await typed('status --month')).toMatch(/so far \(UTC\)[\s\S]*ana-forecasting[\s\S]*exit 0/);
      });

      it('studiolo creates a space and deletes it, or names the permission that is missing', async () => {
        const created = await typed('space create ana-typed --volume 20');
        if (denied) expect(created).toMatch(/sagemaker:CreateSpace[\s\S]*exit 1/);
        else expect(created).toMatch(/ana-typed is created\.[\s\S]*exit 0/);
        expect(await spaceExists('ana-typed')).toBe(!denied);
        const name = denied ? 'ana-archive' : 'ana-typed';
        const deleted = await typed(`space delete ${name} --yes`);
        if (denied) expect(deleted).toMatch(/sagemaker:DeleteSpace[\s\S]*exit 1/);
        else expect(deleted).toMatch(/is deleted[\s\S]*exit 0/);
        expect(await spaceExists(name)).toBe(denied);
      });
    });

  it('shows memory, CPU and home volume in quiet lines, without being asked for AWS', async () => {
    await here()
      .getByText(/^Memory \d+ % · CPU \d+ %$/)
      .waitFor();
    await here()
      .getByText(/^Home volume: [\d.]+ of [\d.]+ GiB free$/)
      .waitFor();
    await sidebar.resize(245);
    await picture('resources');
  });

  it('shows the execution role in the details, and copies its ARN', async () => {
    await sidebar.details();
    await here().getByText('StudioExecutionRole', { exact: true }).waitFor();
    await here().getByRole('button', { name: 'Copy ARN' }).click();
    await here().getByText('copied').first().waitFor();
    await lab.command('studiolo:copy-role');
    await lab.page.getByText('Copied the ARN of StudioExecutionRole.').waitFor();
    await picture('role');
    expect(await accessibilityViolations(lab.page, '.studiolo-Panel')).toEqual([]);
    await sidebar.details('hidden');
  });

  it('shows the home volume with its largest folders, and leads to a larger one', async () => {
    const asking = lab.command('studiolo:show-storage');
    await dialog()
      .getByText(/GiB free in/)
      .waitFor();
    await dialog().getByText('.conda', { exact: false }).first().waitFor({ timeout: 40_000 });
    await picture('volume');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Enlarge…' }).click();
    await asking;
    await (await sidebar.form()).getByLabel('Storage (GB)').fill('120');
    await dialog().getByRole('button', { name: 'Save' }).click();
    if (denied) return toldMissing('sagemaker:UpdateSpace');
    await sidebar
      .row('My apps', 'ana-forecasting')
      .getByTitle(/120 GB/)
      .waitFor({ timeout: 60_000 });
    // AWS lets a volume be enlarged once in six hours.
    await lab.command('studiolo:change-space', { spaceName: 'ana-forecasting', volumeGb: 130 });
    await sidebar
      .row('My apps', 'ana-forecasting')
      .getByText(/once every 6 hours/)
      .first()
      .waitFor({ timeout: 60_000 });
    await picture('six-hours');
  });

  it('creates a space, judging its name while it is typed', async () => {
    const asking = lab.command('studiolo:create-space');
    await dialog().locator('input:focus').waitFor();
    await lab.page.keyboard.type('ana new');
    await dialog().getByText('Spaces aren’t allowed.').waitFor();
    await dialog().locator('button:disabled', { hasText: 'Create' }).waitFor();
    await dialog().getByLabel('Name').fill('ana-new');
    await dialog().getByLabel('Storage (GB)').fill('30');
    await picture('new-space');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Create' }).click();
    if (denied) {
      await dialog().getByText('sagemaker:CreateSpace').first().waitFor();
      expect(await dialog().getByLabel('Name').inputValue()).toBe('ana-new');
      await picture('new-space-refused');
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await asking;
      expect(await spaceExists('ana-new')).toBe(false);
      return;
    }
    await asking;
    await sidebar.unfoldStopped();
    await sidebar.row('My apps', 'ana-new').getByText('30 GB').waitFor({ timeout: 60_000 });
    expect(await spaceExists('ana-new')).toBe(true);
  });

  it('deletes a space once its name is typed', async () => {
    const asking = lab.command('studiolo:delete-space', { spaceName: denied ? 'ana-archive' : 'ana-new' });
    const name = denied ? 'ana-archive' : 'ana-new';
    await dialog()
      .getByText(/Its volume of \d+ GB and all files on it are deleted\.|Its volume and all files on it are deleted\./)
      .waitFor();
    await dialog().locator('button:disabled', { hasText: 'Delete' }).waitFor();
    await dialog().locator('input').fill(name);
    await picture('delete-space');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    if (denied) await toldMissing('sagemaker:DeleteSpace');
    await asking;
    if (!denied) await sidebar.row('My apps', name).waitFor({ state: 'detached', timeout: 60_000 });
    expect(await spaceExists(name)).toBe(denied);
  });

  it('tells what the month has cost so far', async () => {
    const asking = lab.command('studiolo:show-costs');
    await dialog()
      .getByText(/so far \(UTC\)/)
      .waitFor();
    await dialog()
      .getByRole('row', { name: /^ana-forecasting/ })
      .waitFor();
    await dialog().getByText('Without discounts, taxes and other services.').waitFor();
    await picture('month');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await asking;
  });

  it('asks in one dialog for all that a start needs, and tells what it will cost', async () => {
    const asking = lab.command('studiolo:start-app', { spaceName: 'ana-archive' });
    await field('GPU').selectOption('with');
    const offered = await field('Instance type').locator('option').allInnerTexts();
    expect(offered.every((text) => / × /.test(text))).toBe(true);
    await field('GPU').selectOption('without');
    await field('Memory').selectOption('16');
    await field('Instance type').selectOption('ml.m5.xlarge');
    await dialog().getByLabel('Storage (GB)').fill('64');
    await dialog().getByLabel('Idle timeout').fill('60');
    await dialog()
      .getByText(/^If unused, it stops after 1 h and will have cost \$0\.23\.$/)
      .waitFor();
    await picture('start');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Start' }).click();
    if (denied) await toldMissing('sagemaker:UpdateSpace');
    await asking;
    if (denied) return;
    await sidebar.row('My apps', 'ana-archive').getByText('is running on ml.m5.xlarge').waitFor({ timeout: 90_000 });
    const { SpaceSettings } = await sagemaker.send(new DescribeSpaceCommand({ DomainId, SpaceName: 'ana-archive' }));
    expect(SpaceSettings?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb).toBe(64);
  });

  it('lists what is idle, and shuts it down', async () => {
    await lab.command('docmanager:open', { path: 'forecast.ipynb' });
    await lab.page.locator('#jp-main-statusbar').getByText('| Idle').waitFor({ timeout: 60_000 });
    // Here it is the server that may refuse.
    if (denied)
      await lab.page.route(/\/api\/sessions\//, (route) =>
        route.request().method() === 'DELETE'
          ? route.fulfill({ status: 403, json: { message: 'Forbidden' } })
          : route.continue(),
      );
    const asking = lab.command('studiolo:shut-down-idle');
    await dialog()
      .getByRole('checkbox', { name: /forecast\.ipynb/ })
      .waitFor({ timeout: 15_000 });
    await picture('idle');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Shut down' }).click();
    if (denied) {
      await dialog()
        .getByText(/Not shut down: forecast\.ipynb: .*Forbidden/)
        .waitFor();
      await dialog().getByRole('button').last().click();
    } else await lab.page.getByText('Shut down: forecast.ipynb').first().waitFor();
    await asking;
    const headers = { Authorization: `token ${lab.studio.token}` };
    const sessions = await fetch(`${lab.studio.baseUrl}api/sessions`, { headers }).then((answer) => answer.json());
    expect(sessions).toHaveLength(denied ? 1 : 0);
  });

  it('changes the instance type of this app, and shows how to come back', async () => {
    const asking = lab.command('studiolo:change-instance-type', {
      key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName: 'ana-forecasting' } },
    });
    await dialog().getByText('You are in this app.').waitFor();
    if (!denied) await dialog().getByText('ana-archive can restart this app for you').waitFor();
    await field('Instance type').selectOption('ml.m5.xlarge');
    await picture('change-type');
    expect(await accessibilityViolations(lab.page, '.jp-Dialog')).toEqual([]);
    await seenWhole();
    await dialog().getByRole('button', { name: 'Change and stop' }).click();
    if (denied) {
      await toldMissing('sagemaker:UpdateSpace');
      await asking;
      return;
    }
    await dialog().getByText('It runs on ml.m5.xlarge when ana-forecasting is started again.').waitFor();
    await dialog()
      .getByRole('link', { name: /^https:/ })
      .waitFor();
    await picture('way-back');
    const { SpaceSettings } = await sagemaker.send(
      new DescribeSpaceCommand({ DomainId, SpaceName: 'ana-forecasting' }),
    );
    expect(SpaceSettings?.JupyterLabAppSettings?.DefaultResourceSpec?.InstanceType).toBe('ml.m5.xlarge');
    await dialog().getByRole('button', { name: 'Close' }).click();
    await asking;
  });
});

describe('a role that may read little', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  beforeAll(async () => {
    // It lacks sagemaker:ListSpaces.
    const identity = { ...ana, spaceName: 'bo-dashboards', accessKeyId: 'AKIAACMEBO0000000000' };
    lab = await openLab({ version: '4.5', identity });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

  it('is shown its resources and its role all the same, which need no permission', async () => {
    const here = sidebar.section('This app');
    await here.getByText(/^Memory \d+ % · CPU \d+ %$/).waitFor();
    await sidebar.details();
    await here.getByText('StudioExecutionRole', { exact: true }).waitFor();
    await lab.picture('wish-little');
  });

  it('is told what is missing for the costs of the month', async () => {
    const asking = lab.command('studiolo:show-costs');
    const dialog = sidebar.dialog();
    await dialog.getByText('sagemaker:ListSpaces').first().waitFor();
    await lab.picture('wish-month-little');
    await dialog.getByRole('button').last().click();
    await asking;
  });
});
