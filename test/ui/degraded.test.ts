import { ana } from '../../src/demo/main';
import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

const shown = async (locator: { innerText(): Promise<string> }) => (await locator.innerText()).replace(/\s+/g, ' ');

describe('a role that lacks sagemaker:ListSpaces', () => {
  let lab: Lab;
  let sidebar: Sidebar;
  beforeAll(async () => {
    lab = await openLab({ identity: { ...ana, spaceName: 'bo-dashboards', accessKeyId: 'AKIAACMEBO0000000000' } });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

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
