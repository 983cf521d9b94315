import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { furnishHome } from './home';
import { examplePrices, startPriceList } from './price-list';
import { type AppIdentity, startStudio } from './studio';

export interface DemoOptions {
  labEnvironment: string;
  cli: string;
  seed: string;
  /** Kept between runs, as a home volume is. */
  home: string;
  port: number;
  speed: number;
  open: boolean;
  environment: Record<string, string>;
}

/** Ana's JupyterLab app of the example company. */
export const ana: AppIdentity = {
  accountId: '123456789012',
  region: 'us-east-1',
  domainId: 'd-acmemlplatf1',
  spaceName: 'ana-forecasting',
  appType: 'JupyterLab',
  accessKeyId: 'AKIAACMEANA000000000',
};

/** Runs the demo until it is interrupted; resolves when all that it started has ended. */
export async function demo(options: DemoOptions): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'studiolo-demo-'));
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const prices = await startPriceList(examplePrices);
  try {
    say('… furnishing the home folder');
    await furnishHome(options.home, options.labEnvironment, options.environment);
    const starting = startStudio({
      ...options,
      work,
      identity: ana,
      otherServices: { pricing: prices.url },
      progress: (what) => say(`… ${what}`),
    });
    const studio = await Promise.race([starting, interrupted]);
    if (studio) {
      process.stdout.write(`\nstudiolo is running: ${studio.url}\n\n`);
      say(`the emulated SageMaker answers at ${studio.emulatorUrl}`);
      say('press Ctrl-C to end it all');
      if (options.open) openInBrowser(studio.url);
      await interrupted;
      say('\nending …');
    }
    await (await starting).stop();
  } finally {
    await prices.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Asks the desktop to open the address; where there is no desktop, the printed address is enough. */
function openInBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
