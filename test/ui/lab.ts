import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
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
    jupyterapp: { commands: { execute(id: string, args: ReadonlyJSONObject): Promise<unknown> } };
  }
}

export interface Lab {
  page: Page;
  studio: Studio;
  home: string;
  /** What the page wrote to its console as an error, less what JupyterLab itself writes without us. */
  errors: string[];
  /** Runs one of JupyterLab's commands. */
  command(id: string, args?: ReadonlyJSONObject): Promise<void>;
  /** Starts a notebook's kernel, as another page would. */
  startKernel(notebook: string): Promise<void>;
  /** Keeps a picture of the page, or of a part of it from its corner, for people to look at. */
  picture(name: string, part?: { width: number; height: number }): Promise<void>;
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
  /** The home folder, where it is there already and stays after. */
  home?: string;
  /** For the Jupyter server, besides what every test gives it. */
  serverArguments?: string[];
  /** Runs on the furnished home before the server starts. */
  prepare?: (home: string) => Promise<void> | void;
}

/** A real JupyterLab with studiolo on an emulated Studio, in a real Chromium. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-ui-'));
  const home = options.home ?? path.join(folder, 'home');
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
    serverArguments: ['--LabApp.expose_app_in_browser=True', ...(options.serverArguments ?? [])],
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
      startKernel: async (notebook) => {
        const { status } = await fetch(`${studio.baseUrl}api/sessions`, {
          method: 'POST',
          headers: { Authorization: `token ${studio.token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ path: notebook, name: notebook, type: 'notebook', kernel: { name: 'python3' } }),
        });
        if (status !== 201) throw new Error(`the kernel of ${notebook} was not started: HTTP ${status}`);
      },
      picture: async (name, part) => {
        const file = path.join(artefacts, `${name}.png`);
        await page.screenshot({ path: file, ...(part && { clip: { x: 0, y: 0, ...part } }) });
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
