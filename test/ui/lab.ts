import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { furnishHome } from '../../src/demo/home';
import { ana } from '../../src/demo/main';
import { type AppIdentity, type Studio, startStudio } from '../../src/demo/studio';

const root = path.resolve(__dirname, '..', '..');
const cli = process.env['STUDIOLO_CLI'] ?? path.join(root, 'dist', 'studiolo.cjs');
const artefacts = path.join(root, 'test-results', 'browser');

/** Chromium without the calls home that would only fail on a closed network. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

declare global {
  interface Window {
    /** `--LabApp.expose_app_in_browser`. */
    jupyterapp: { commands: { execute(id: string, args: Record<string, string | string[]>): Promise<unknown> } };
  }
}

export interface Lab {
  page: Page;
  studio: Studio;
  home: string;
  /** What the page wrote to its console as an error, less what JupyterLab itself writes without us. */
  errors: string[];
  /** Runs one of JupyterLab's commands. */
  command(id: string, args?: Record<string, string | string[]>): Promise<void>;
  /** Keeps a picture of the page, for people to look at. */
  picture(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface LabOptions {
  version?: '4.4' | '4.5' | '4.6';
  identity?: AppIdentity | 'outside';
  seed?: string;
  speed?: number;
  environment?: Record<string, string>;
  /** Where prices and logs are asked; nowhere, unless something is said. */
  otherServices?: { pricing?: string; logs?: string };
  /** Runs on the furnished home before the server starts. */
  prepare?: (home: string) => Promise<void> | void;
}

/** A real JupyterLab with studiolo on an emulated Studio, in a real Chromium. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-ui-'));
  const home = path.join(folder, 'home');
  const labEnvironment = path.join(root, '.venv', `lab-${options.version ?? '4.6'}`);
  const environment = {
    PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`,
    LANG: 'C.UTF-8',
    PIP_CACHE_DIR: path.join(root, '.cache', 'pip'),
    ...options.environment,
  };
  // Made once and copied: a Python environment of its own takes seconds to make.
  const furnished = path.join(root, '.cache', 'browser', `home-${path.basename(labEnvironment)}`);
  await furnishHome(furnished, labEnvironment, environment);
  cpSync(furnished, home, { recursive: true, verbatimSymlinks: true });
  await options.prepare?.(home);
  const studio = await startStudio({
    labEnvironment,
    cli,
    seed: options.seed ?? path.join(root, 'examples', 'acme.studio.yaml'),
    speed: options.speed ?? 60,
    home,
    work: path.join(folder, 'work'),
    port: 0,
    identity: options.identity ?? ana,
    environment,
    ...(options.otherServices && { otherServices: options.otherServices }),
    // Lets a test run JupyterLab's own commands.
    serverArguments: ['--LabApp.expose_app_in_browser=True'],
    progress: () => undefined,
  });
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await studio.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    browser = await chromium.launch({
      executablePath: process.env['STUDIOLO_BROWSER'] ?? '/usr/bin/chromium',
      args: quiet,
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(studio.url);
    await page.locator('.jp-Launcher').first().waitFor({ timeout: 60_000 });
    mkdirSync(artefacts, { recursive: true });
    return {
      page,
      studio,
      home,
      errors,
      command: (id, args = {}) =>
        page.evaluate(
          async ([name, given]) => {
            await window.jupyterapp.commands.execute(name, given);
          },
          [id, args] as const,
        ),
      picture: async (name) => void (await page.screenshot({ path: path.join(artefacts, `${name}.png`) })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
