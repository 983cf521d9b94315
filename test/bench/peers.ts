// What studiolo and its neighbours each add to the same JupyterLab, in one run: bytes and time at start, requests of an
// idle page, memory of the server with all its processes while nobody looks, and the time to list a hundred conda
// environments; then how soon studiolo's panel is there after a click.
// `npm run bench -- peers [--rounds 5] [--minutes 2] [--panel]`: with `--panel` the last of it alone.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import * as z from 'zod';
import { ana } from '../../src/demo/main';
import { startStudio, type Studio } from '../../src/demo/studio';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '2' },
    panel: { type: 'boolean', default: false },
  },
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

let workspaces = 0;

/** The Lab in a workspace that nobody has used: the server keeps what stood open, and the next page would open it again. */
const fresh = ({ url }: Studio) => url.replace('/lab?', `/lab/workspaces/bench-${(workspaces += 1)}?`);

/** Opens the Lab in a browser without cache: milliseconds to the launcher, and all that came over the wire. */
async function load(browser: Browser, studio: Studio): Promise<{ page: Page; milliseconds: number; bytes: number }> {
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
  await page.goto(fresh(studio));
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

/** A panel in the sidebar: the id by which JupyterLab marks its icon, what it is, a row of it, what it asks for. */
interface SidePanel {
  tab: string;
  node: string;
  row: string;
  asks?: string;
}
const ours: SidePanel = {
  tab: 'studiolo:panel',
  node: '.studiolo-Panel',
  row: '.studiolo-Row',
  asks: '/studiolo/api/snapshot',
};
/** JupyterLab's own list of what runs, made while the page starts: no panel that is made when it is needed is there sooner. */
const running: SidePanel = {
  tab: 'jp-running-sessions',
  node: '#jp-running-sessions',
  row: '.jp-RunningSessions-item',
};

/** Milliseconds for which a hand that is in no doubt rests on the icon before it presses, and then presses. */
const hovered = 150;
const pressed = 80;

/** Milliseconds from the press on the icon, by the page's own clock, to each of these. */
interface Opening {
  click: number;
  /** The first row has been painted. */
  rows: number;
  /** All has been answered and painted. */
  complete: number;
}

/** Opens a panel. The pointer comes as a hand brings it, or is suddenly there. */
async function opening(page: Page, panel: SidePanel, pointer: 'comes' | 'is there'): Promise<Opening> {
  if (await page.locator(panel.node).isVisible()) throw new Error('the panel is open before it is opened');
  await page.evaluate(({ asks, node, row }) => {
    const times: Record<string, number> = {};
    // A message that is sent in a frame arrives when the frame has been painted.
    const painted = (name: string) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (times[name] ??= performance.now());
      port2.postMessage(undefined);
    };
    const look = () => {
      const panel = document.querySelector(node);
      const rows = panel?.querySelector(row)?.checkVisibility() === true;
      if (rows) painted('rows');
      if (rows && !panel?.querySelector('[aria-busy="true"]') && answered(times['began'] ?? Infinity))
        painted('complete');
      if (times['complete'] === undefined) requestAnimationFrame(look);
    };
    // The page notes each request when its answer is whole.
    const answered = (since: number) =>
      asks === undefined ||
      performance.getEntriesByType('resource').some(({ name, startTime }) => startTime >= since && name.includes(asks));
    document.addEventListener('pointerdown', ({ timeStamp }) => (times['began'] ??= timeStamp), { capture: true });
    document.addEventListener('click', ({ timeStamp }) => (times['click'] ??= timeStamp), { capture: true });
    Object.assign(window, { studioloTimes: times });
    requestAnimationFrame(look);
  }, panel);
  const box = await page.locator(`[data-id="${panel.tab}"]`).boundingBox();
  if (!box) throw new Error(`no icon of ${panel.tab}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  if (pointer === 'comes') await page.waitForTimeout(hovered);
  await page.mouse.down();
  await page.waitForTimeout(pressed);
  await page.mouse.up();
  const times = z.object({ began: z.number(), click: z.number(), rows: z.number(), complete: z.number() });
  const told = await page.waitForFunction(() => {
    const { studioloTimes } = window as unknown as { studioloTimes: Record<string, number> };
    return studioloTimes['complete'] === undefined || studioloTimes['click'] === undefined ? undefined : studioloTimes;
  });
  const { began, click, complete, rows } = times.parse(await told.jsonValue());
  return { click: click - began, rows: rows - began, complete: complete - began };
}

/** Whether the server has started a program that runs. */
const alone = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() === '';

/** How soon the panel is there: never seen and seen before, with no agent; and while it runs. */
async function openings(browser: Browser, { studio }: Peer): Promise<void> {
  const seen: Record<string, Opening[]> = {};
  const gone = async (page: Page) => {
    await page.waitForTimeout(25_000);
    while (!alone(studio.serverPid)) await page.waitForTimeout(200);
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const pointer of ['comes', 'is there'] as const) {
      const measured = async (name: string, page: Page, panel = ours) =>
        (seen[`${name}, the pointer ${pointer}`] ??= []).push(await opening(page, panel, pointer));
      const { page: first } = await load(browser, studio);
      await gone(first);
      await measured('never seen, no agent runs', first);
      const again = async () => {
        const page = await first.context().newPage();
        await page.goto(fresh(studio));
        await page.locator('.jp-LauncherCard').first().waitFor();
        await page.waitForTimeout(2000);
        return page;
      };
      const warm = await again();
      await first.close();
      await measured('seen before, the agent runs', warm);
      await measured('JupyterLab’s own of what runs', warm, running);
      const cold = await again();
      await warm.close();
      await gone(cold);
      await measured('seen before, no agent runs', cold);
      await cold.context().close();
    }
  }
  for (const [name, times] of Object.entries(seen)) {
    const told = (of: (time: Opening) => number) =>
      `${Math.min(...times.map(of)).toFixed(0)} (median ${median(times.map(of)).toFixed(0)}) ms`;
    const rows = `first rows ${told((time) => time.rows)} after the press, ${told(({ click, rows }) => rows - click)} after the click`;
    console.log(`panel ${name}: ${rows}, complete ${told((time) => time.complete)} after the press`);
  }
}

/** Prints what each adds to the one without any. */
async function compare(browser: Browser, peers: Peer[]): Promise<void> {
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
}

const browser = await chromium.launch({
  executablePath: need('STUDIOLO_BROWSER'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const peers: Peer[] = [];
try {
  for (const [name, environment] of Object.entries(environments))
    if (!values.panel || name === 'studiolo') peers.push(await started(name, environment));
  if (!values.panel) await compare(browser, peers);
  const studiolo = peers.find(({ name }) => name === 'studiolo');
  if (studiolo) await openings(browser, studiolo);
} finally {
  await browser.close();
  await Promise.all(peers.map(({ studio }) => studio.stop()));
  rmSync(folder, { recursive: true, force: true });
}
