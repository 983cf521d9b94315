// What studiolo and its neighbours each add to the same JupyterLab, in one run: bytes and time at start, requests of an
// idle page, memory of the server with all its processes while nobody looks, and the time to list a hundred conda
// environments; then how soon studiolo's panel is there after a click.
// `npm run bench -- peers [--rounds 5] [--minutes 2]`
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import * as z from 'zod';
import { ana } from '../../src/demo/main';
import { startStudio, type Studio } from '../../src/demo/studio';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, minutes: { type: 'string', default: '2' } },
});
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
const need = (name: string) => process.env[name] ?? fail(`${name} is not set: run this by npm run bench`);
const fail = (message: string): never => {
  throw new Error(message);
};
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-peers-'));
/** Each peer's Python environment, all with the same JupyterLab; `bare` is that JupyterLab alone. */
const environments = z.record(z.string(), z.string()).parse(JSON.parse(need('STUDIOLO_PEERS')));
const environmentCount = 100;

/** A home with a hundred conda environments of 250 records each, as conda writes them. */
function furnish(home: string): void {
  for (let number = 0; number < environmentCount; number += 1) {
    const meta = path.join(home, '.conda', 'envs', `env-${number}`, 'conda-meta');
    mkdirSync(meta, { recursive: true });
    for (let record = 0; record < 250; record += 1)
      writeFileSync(path.join(meta, `package-${record}-1.${record}.0-py311_0.json`), '{}');
    writeFileSync(path.join(meta, 'python-3.11.9-h955ad1f_0.json'), '{}');
  }
}

/**
 * A `conda` that answers `conda info --json` at once, as the real one cannot be had here. What a peer takes to list with
 * it is what it takes when conda takes no time at all; the real program starts a Python and reads all configuration.
 */
function instantConda(home: string): string {
  const envs = path.join(home, '.conda', 'envs');
  const info = {
    conda_version: '25.1.0',
    root_prefix: '/opt/conda',
    default_prefix: '/opt/conda',
    envs_dirs: [envs],
    envs: readdirSync(envs).map((name) => path.join(envs, name)),
  };
  writeFileSync(path.join(home, 'info.json'), JSON.stringify(info));
  const program = path.join(home, 'conda');
  writeFileSync(program, `#!/bin/sh\nexec cat ${path.join(home, 'info.json')}\n`);
  chmodSync(program, 0o755);
  return program;
}

interface Peer {
  name: string;
  studio: Studio;
  times: number[];
  bytes: number;
  requests: number;
}

async function started(name: string, labEnvironment: string): Promise<Peer> {
  const home = path.join(folder, name);
  furnish(home);
  const studio = await startStudio({
    labEnvironment,
    cli: need('STUDIOLO_CLI'),
    seed: path.join(need('STUDIOLO_ROOT'), 'examples', 'acme.studio.yaml'),
    speed: 60,
    home,
    work: path.join(folder, `${name}-work`),
    port: 0,
    identity: ana,
    environment: {
      PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`,
      LANG: 'C.UTF-8',
      CONDA_EXE: instantConda(home),
    },
    // A minute is enough for the agent of the first page to have left, and a click finds it gone again.
    serverArguments: ['--Studiolo.rests_after=20'],
    progress: () => undefined,
  });
  return { name, studio, times: [], bytes: 0, requests: 0 };
}

/** Opens the Lab in a browser without cache: milliseconds to the launcher, and all that came over the wire. */
async function load(browser: Browser, { url }: Studio): Promise<{ page: Page; milliseconds: number; bytes: number }> {
  const page = await (await browser.newContext()).newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (finished) => {
    sizes.push(
      finished.sizes().then(
        ({ responseBodySize }) => responseBodySize,
        () => 0,
      ),
    );
  });
  const began = performance.now();
  await page.goto(url);
  await page.locator('.jp-LauncherCard').first().waitFor({ timeout: 120_000 });
  const milliseconds = performance.now() - began;
  await page.waitForTimeout(2000);
  return { page, milliseconds, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

/** What an open page asks of the server in a minute while nothing is done in it and no panel is open. */
async function requestsPerMinute(page: Page): Promise<number> {
  let requests = 0;
  page.on('request', () => (requests += 1));
  await page.waitForTimeout(minutes * 60_000);
  return requests / minutes;
}

/** Megabytes of a process and all that it started, each shared page counted by its share. */
function memory(pid: number): number {
  const pss = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + memory(child), pss);
}

/** Median milliseconds of nine answers to a request, after one that is not counted. */
async function answering({ baseUrl, token }: Studio, address: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const began = performance.now();
    const answer = await fetch(`${baseUrl}${address}`, { headers: { authorization: `token ${token}` } });
    const text = await answer.text();
    if (!answer.ok || !text.includes(`env-${environmentCount - 1}`)) throw new Error(`${address}: ${answer.status}`);
    if (turn > 0) times.push(performance.now() - began);
  }
  return median(times);
}

/** The tab of the panel, as a page that has just been loaded shows it. */
const tab = (page: Page) => page.locator('[data-id="studiolo:panel"]');

/** Milliseconds from the press on the tab to the first row and to the last section, by the page's own clock. */
async function opening(page: Page): Promise<{ rows: number; complete: number }> {
  const there = tab(page).and(page.locator('[aria-selected="true"]'));
  if ((await there.count()) > 0) await tab(page).click();
  await page.evaluate(() => {
    const times: Record<string, number> = {};
    const panel = () => document.querySelector('.studiolo-Panel');
    const look = () => {
      const now = performance.now();
      if (times['began'] === undefined) return requestAnimationFrame(look);
      const rows = panel()?.querySelector('.studiolo-Row');
      if (rows && times['rows'] === undefined) times['rows'] = now;
      if (rows && !panel()?.querySelector('[aria-busy="true"]') && answered(times['began'])) times['complete'] ??= now;
      return times['complete'] === undefined ? requestAnimationFrame(look) : undefined;
    };
    // The page notes each request when its answer is whole.
    const answered = (since: number) =>
      performance
        .getEntriesByType('resource')
        .some(({ name, startTime }) => startTime >= since && name.includes('/studiolo/api/snapshot'));
    document.addEventListener('pointerdown', () => (times['began'] ??= performance.now()), { capture: true });
    Object.assign(window, { studioloTimes: times });
    requestAnimationFrame(look);
  });
  await tab(page).click();
  const times = z.object({ began: z.number(), rows: z.number(), complete: z.number() });
  const told = await page.waitForFunction(() => {
    const { studioloTimes } = window as unknown as { studioloTimes: Record<string, number> };
    return studioloTimes['complete'] === undefined ? undefined : studioloTimes;
  });
  const { began, complete, rows } = times.parse(await told.jsonValue());
  return { rows: rows - began, complete: complete - began };
}

/** Whether the server has started a program that runs. */
const alone = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() === '';

/** How soon the panel is there: never seen and seen before, with no agent; and while it runs. */
async function openings(browser: Browser, { studio }: Peer): Promise<void> {
  const seen: Record<string, { rows: number; complete: number }[]> = {};
  const measured = async (name: string, page: Page) => (seen[name] ??= []).push(await opening(page));
  const gone = async (page: Page) => {
    await page.waitForTimeout(25_000);
    while (!alone(studio.serverPid)) await page.waitForTimeout(200);
  };
  for (let round = 0; round < rounds; round += 1) {
    const { page: first } = await load(browser, studio);
    await gone(first);
    await measured('never seen, no agent runs', first);
    const again = async () => {
      const page = await first.context().newPage();
      await page.goto(studio.url);
      await page.locator('.jp-LauncherCard').first().waitFor();
      await page.waitForTimeout(2000);
      return page;
    };
    await first.close({ runBeforeUnload: false });
    const warm = await again();
    await measured('seen before, the agent runs', warm);
    await tab(warm).click();
    await gone(warm);
    await warm.reload();
    await warm.locator('.jp-LauncherCard').first().waitFor();
    await warm.waitForTimeout(2000);
    await measured('seen before, no agent runs', warm);
    await warm.context().close();
  }
  for (const [name, times] of Object.entries(seen)) {
    const [rows, complete] = [median(times.map((time) => time.rows)), median(times.map((time) => time.complete))];
    console.log(`panel ${name}: first rows ${rows.toFixed(0)} ms, complete ${complete.toFixed(0)} ms after the click`);
  }
}

const browser = await chromium.launch({
  executablePath: need('STUDIOLO_BROWSER'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const peers: Peer[] = [];
try {
  for (const [name, environment] of Object.entries(environments)) peers.push(await started(name, environment));
  // One unmeasured round, in which the servers fill their own caches; then each in turn, so that all see the same machine.
  for (let round = -1; round < rounds; round += 1) {
    for (const peer of round % 2 ? peers : peers.toReversed()) {
      const { page, milliseconds, bytes } = await load(browser, peer.studio);
      if (round >= 0) peer.times.push(milliseconds);
      peer.bytes = bytes;
      await page.context().close();
    }
  }
  const pages = await Promise.all(peers.map(({ studio }) => load(browser, studio)));
  await Promise.all(
    peers.map(async (peer, index) => {
      const page = pages[index]?.page;
      if (page) peer.requests = await requestsPerMinute(page);
    }),
  );
  const bare = peers.find(({ name }) => name === 'bare') ?? fail('no bare JupyterLab to compare with');
  const bareMemory = memory(bare.studio.serverPid);
  console.log('added to bare JupyterLab        bytes at start   page load   requests a minute   server memory');
  for (const { name, studio, times, bytes, requests } of peers) {
    const ratio = median(times.map((time, round) => time / (bare.times[round] ?? NaN)));
    const figures =
      name === 'bare'
        ? [`(${(bytes / 1024).toFixed(0)} KB)`, `(${median(times).toFixed(0)} ms)`, `(${requests.toFixed(1)})`]
        : [
            `${((bytes - bare.bytes) / 1024).toFixed(0)} KB`,
            `${ratio.toFixed(2)} ×`,
            (requests - bare.requests).toFixed(1),
          ];
    const megabytes = memory(studio.serverPid);
    const held = name === 'bare' ? `(${megabytes.toFixed(0)} MB)` : `${(megabytes - bareMemory).toFixed(1)} MB`;
    console.log(`${name.padEnd(32)}${[...figures, held].map((text) => text.padEnd(17)).join('')}`);
  }
  const listing = { studiolo: 'studiolo/api/environments', 'mamba-gator': 'conda/environments' };
  for (const [name, address] of Object.entries(listing)) {
    const peer = peers.find((candidate) => candidate.name === name);
    if (!peer) continue;
    const what =
      name === 'studiolo' ? 'with versions, kernels and faults' : 'names alone, with a conda that takes no time';
    console.log(
      `${name}: ${environmentCount} environments answered in ${(await answering(peer.studio, address)).toFixed(0)} ms (${what})`,
    );
  }
  const ours = peers.find(({ name }) => name === 'studiolo');
  if (ours) await openings(browser, ours);
} finally {
  await browser.close();
  await Promise.all(peers.map(({ studio }) => studio.stop()));
  rmSync(folder, { recursive: true, force: true });
}
