import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { Program } from '../emulator/program';
import { Sidebar } from '../ui/sidebar';
import { Lab } from './lab';
import { Moto } from './moto';
import { script } from './script';
import { space } from './studio-environment';
import { seed } from './studio-seed';
import { throwawayRoots } from './throwaway-roots';
import { fromS3, upload } from './wheel';

jest.setTimeout(300_000);
const moto = new Moto();
const program = new Program();
const booted = throwawayRoots();
const install = script('install-studiolo', fromS3);
let environment: Record<string, string>;

beforeAll(async () => {
  await moto.start();
  upload(moto);
  writeFileSync(program.at('seed.yaml'), seed);
  const emulator = await program.start('--seed', program.at('seed.yaml'));
  environment = { ...moto.environment, AWS_ENDPOINT_URL_SAGEMAKER: emulator.url };
});
afterAll(async () => {
  await moto.stop();
  await program.close();
});

it('restarts a Jupyter server that runs already, once, and its panel is there in a browser', async () => {
  const root = await booted({ environment });
  const lab = await Lab.start(root);
  const before = await lab.process();
  expect((await root.run(install)).output).toContain('restarted the Jupyter server');
  await lab.answers('/studiolo/api/snapshot');
  const after = await lab.process();
  expect(after).not.toBe(before);

  const again = await root.run(install);
  expect(again.output).toContain(`${fromS3.WHEEL} is there`);
  expect(again.output).not.toContain('restarted');
  expect(await lab.process()).toBe(after);

  const browser = await chromium.launch({
    executablePath: process.env['STUDIOLO_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${lab.url}/lab`);
    const sidebar = new Sidebar(page);
    await sidebar.open();
    await sidebar.panel.getByText(space.name).first().waitFor();
  } finally {
    await browser.close();
  }
});

it('restarts no server when none runs yet: the one that then starts has it', async () => {
  const root = await booted({ environment });
  expect((await root.run(install)).output).not.toContain('restarted');
  const lab = await Lab.start(root);
  await lab.answers('/studiolo/api/snapshot');
});
