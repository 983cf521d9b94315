import { DescribeAppCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ana } from '../../src/demo/main';
import { examplePrices, type PriceListServer, startPriceList } from '../../src/demo/price-list';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

const shown = async (locator: { innerText(): Promise<string> }) => (await locator.innerText()).replace(/\s+/g, ' ');

describe('a role that lacks sagemaker:ListSpaces', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  let prices: PriceListServer;
  beforeAll(async () => {
    prices = await startPriceList(examplePrices);
    const identity = { ...ana, spaceName: 'bo-dashboards', accessKeyId: 'AKIAACMEBO0000000000' };
    lab = await openLab({ identity, otherServices: { pricing: prices.url } });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
    await sidebar.button('Refresh').click();
  });
  afterAll(async () => {
    await lab?.stop();
    await prices?.close();
  });

  it('is told which action to allow', async () => {
    const told = await shown(sidebar.panel);
    expect(told.match(/sagemaker:ListSpaces/g)).toHaveLength(1);
    await lab.picture('permission-missing');
  });

  it('still sees the rest', async () => {
    expect(await shown(sidebar.title('This app'))).toContain('ml.m5.xlarge');
    expect(await shown(sidebar.section('This app'))).toContain(
      'Never stops: idle shutdown is off for your user profile',
    );
    expect(await shown(sidebar.section('Repositories'))).toContain('sagemaker-distribution');
    expect(await shown(sidebar.section('Environments'))).toContain('forecasting');
  });

  it('is warned of an app that never stops, what it costs a day, and stops it', async () => {
    const here = sidebar.section('This app');
    await here.getByText(/^Running for 9 d( \d+ h)? · \$5\.52 a day$/).waitFor();
    await sidebar.resize(245);
    await lab.picture('never-stops');
    await here.getByRole('button', { name: 'Stop this app' }).click();
    await sidebar.dialog().getByRole('button', { name: 'Stop bo-dashboards' }).click();
    await sidebar
      .row('My apps', 'bo-dashboards')
      .getByText(/Stopping|is stopped/)
      .first()
      .waitFor();
    const sagemaker = new SageMakerClient({
      region: 'us-east-1',
      endpoint: lab.studio.emulatorUrl,
      credentials: { accessKeyId: 'AKIAADMIN00000000000', secretAccessKey: 'emulated' },
    });
    const { Status } = await sagemaker.send(
      new DescribeAppCommand({
        DomainId: 'd-acmemlplatf1',
        SpaceName: 'bo-dashboards',
        AppType: 'JupyterLab',
        AppName: 'default',
      }),
    );
    sagemaker.destroy();
    expect(Status).toMatch(/^(Deleting|Deleted)$/);
  });
});

describe('a JupyterLab outside Studio', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  beforeAll(async () => {
    lab = await openLab({ identity: 'outside' });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

  it('says so in a friendly line, and still shows the environments', async () => {
    expect(await shown(sidebar.panel)).toContain('Not in SageMaker Studio');
    expect(await shown(sidebar.section('Environments'))).toContain('forecasting');
    await lab.picture('outside-studio');
  });
});

describe('a server without Node.js', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  beforeAll(async () => {
    lab = await openLab({ environment: { STUDIOLO_NODE: '/nowhere/node' } });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

  it('says what to do', async () => {
    expect(await shown(sidebar.panel)).toContain("pip install 'studiolo[node]'");
    await lab.picture('no-node');
  });
});
