import { type Lab, openLab } from './lab';
import { Sidebar } from './sidebar';

jest.setTimeout(120_000);

describe.each(['4.4', '4.5'] as const)('the same wheel in JupyterLab %s', (version) => {
  let lab: Lab;
  let sidebar: Sidebar;
  beforeAll(async () => {
    lab = await openLab({ version });
    sidebar = new Sidebar(lab.page);
    await sidebar.open();
  });
  afterAll(() => lab?.stop());

  it('shows all sections, and writes no error or warning about shared modules', async () => {
    for (const [section, part] of [
      ['This app', 'Stops at'],
      ['My apps', 'ana-code'],
      ['Environments', 'forecasting'],
      ['Repositories', 'darts'],
    ] as const) {
      expect(await sidebar.section(section).innerText()).toContain(part);
    }
    await lab.picture(`panel-in-${version}`);
    expect(lab.errors).toEqual([]);
  });
});
