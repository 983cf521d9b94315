// What the sidebar costs a JupyterLab: the same server and browser with and without it, in one run.
// `npm run bench -- sidebar [--rounds 9] [--minutes 2]`
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { furnishHome } from '../../src/demo/home';
import { ana } from '../../src/demo/main';
import { startStudio, type Studio } from '../../src/demo/studio';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, minutes: { type: 'string', default: '2' } },
});
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
const need = (name: string) => process.env[name] ?? fail(`${name} is not set: run this by npm run bench`);
const fail = (message: string): never => {
  throw new Error(message);
};
const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-bench-'));
const labEnvironment = need('STUDIOLO_LAB_ENV');
const environment = {
  PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`,
  LANG: 'C.UTF-8',
};

/** Counts the calls that reach the emulator. */
async function countingProxy(emulatorUrl: string): Promise<{ url: string; calls: string[]; close: () => void }> {
  const calls: string[] = [];
  const server = createServer((incoming, outgoing) => {
    calls.push(String(incoming.headers['x-amz-target']));
    incoming.pipe(
      request(emulatorUrl, { method: incoming.method ?? 'POST', headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, close: () => server.close() };
}

async function lab(
  name: string,
  withSidebar: boolean,
): Promise<{ studio: Studio; calls: string[]; stop: () => Promise<void> }> {
  const home = path.join(folder, name);
  await furnishHome(home, labEnvironment, environment);
  const config = path.join(folder, `${name}-config`);
  mkdirSync(path.join(config, 'labconfig'), { recursive: true });
  if (!withSidebar) {
    writeFileSync(
      path.join(config, 'labconfig', 'page_config.json'),
      JSON.stringify({ disabledExtensions: { studiolo: true } }),
    );
  }
  let proxy: Awaited<ReturnType<typeof countingProxy>> | undefined;
  const studio = await startStudio({
    labEnvironment,
    cli: need('STUDIOLO_CLI'),
    seed: path.join(need('STUDIOLO_ROOT'), 'examples', 'acme.studio.yaml'),
    speed: 60,
    home,
    work: path.join(folder, `${name}-work`),
    port: 0,
    identity: ana,
    environment: { ...environment, JUPYTER_CONFIG_PATH: config },
    serverArguments: withSidebar ? [] : ["--ServerApp.jpserver_extensions={'studiolo': False}"],
    endpoint: async (emulatorUrl) => {
      proxy = await countingProxy(emulatorUrl);
      return proxy.url;
    },
    progress: () => undefined,
  });
  return {
    studio,
    calls: proxy?.calls ?? [],
    stop: async () => {
      await studio.stop();
      proxy?.close();
    },
  };
}

/** Opens the Lab in a browser without cache; milliseconds to the launcher, and the bytes of our own files. */
async function load(
  browser: Browser,
  studio: Studio,
): Promise<{ milliseconds: number; ours: number; all: number; page: Page }> {
  const page = await (await browser.newContext()).newPage();
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  page.on('requestfinished', (finished) => {
    sizes.push(
      finished.response().then(
        async (response) => ({ url: finished.url(), bytes: (await response?.body())?.length ?? 0 }),
        () => ({ url: finished.url(), bytes: 0 }),
      ),
    );
  });
  const started = performance.now();
  await page.goto(studio.url);
  await page.locator('.jp-LauncherCard').first().waitFor();
  const milliseconds = performance.now() - started;
  await page.waitForTimeout(1500);
  const answers = await Promise.all(sizes);
  const total = (part: string) =>
    answers.filter(({ url }) => url.includes(part)).reduce((sum, { bytes }) => sum + bytes, 0);
  return { milliseconds, ours: total('/lab/extensions/studiolo/'), all: total('/'), page };
}

/** Requests per minute that a page sends to the server, and to our part of it, while nothing is done in it. */
async function requestsPerMinute(page: Page): Promise<{ all: number; ours: number }> {
  let all = 0;
  let ours = 0;
  const count = (sent: { url(): string }) => {
    all += 1;
    if (sent.url().includes('/studiolo/')) ours += 1;
  };
  page.on('request', count);
  await page.waitForTimeout(minutes * 60_000);
  page.off('request', count);
  return { all: all / minutes, ours: ours / minutes };
}

const browser = await chromium.launch({
  executablePath: need('STUDIOLO_BROWSER'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const bare = await lab('bare', false);
const ours = await lab('ours', true);
try {
  const times = { bare: [] as number[], ours: [] as number[] };
  let sizes = { ours: 0, all: 0 };
  // One unmeasured round: the servers' own caches fill.
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, { studio }] of round % 2
      ? ([
          ['bare', bare],
          ['ours', ours],
        ] as const)
      : ([
          ['ours', ours],
          ['bare', bare],
        ] as const)) {
      const loaded = await load(browser, studio);
      if (round >= 0) times[name].push(loaded.milliseconds);
      if (name === 'ours') sizes = { ours: loaded.ours, all: loaded.all };
      await loaded.page.context().close();
    }
  }
  const ratio = median(times.ours.map((time, index) => time / (times.bare[index] ?? NaN)));
  console.log(
    `page load to launcher, median of ${rounds}: bare ${median(times.bare).toFixed(0)} ms, with studiolo ${median(times.ours).toFixed(0)} ms, median ratio ${ratio.toFixed(3)}`,
  );
  console.log(`bytes at start, panel not shown: ${sizes.ours} of ${sizes.all}`);

  const bareAtRest = await load(browser, bare.studio);
  const bareRate = await requestsPerMinute(bareAtRest.page);
  await bareAtRest.page.context().close();
  const { page } = await load(browser, ours.studio);
  const hiddenCalls = ours.calls.length;
  const hidden = await requestsPerMinute(page);
  console.log(
    `panel hidden, ${minutes} min: ${hidden.ours} requests a minute of ours (${hidden.all} in all; bare ${bareRate.all}), ${ours.calls.length - hiddenCalls} AWS calls`,
  );

  const opened = performance.now();
  const complete = page.waitForResponse(
    (response) => response.url().includes('/studiolo/api/snapshot') && response.ok(),
  );
  await page.locator('[data-id="studiolo:panel"]').click();
  await complete;
  await page.locator('.studiolo-Panel [aria-busy="true"]').first().waitFor({ state: 'detached' });
  console.log(
    `panel opened to complete: ${(performance.now() - opened).toFixed(0)} ms, ${ours.calls.length - hiddenCalls} AWS calls`,
  );
  const visibleCalls = ours.calls.length;
  const visible = await requestsPerMinute(page);
  const since = ours.calls.length - visibleCalls;
  console.log(
    `panel visible, ${minutes} min: ${visible.ours} requests a minute of ours, ${since} AWS calls (${((since * 60) / minutes).toFixed(0)} an hour)`,
  );
} finally {
  await browser.close();
  await Promise.all([bare.stop(), ours.stop()]);
  rmSync(folder, { recursive: true, force: true });
}
