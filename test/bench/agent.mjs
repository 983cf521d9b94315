// What the agent costs a machine: resident memory against a bare Node HTTP server, and the time to the first answer.
// `npm run bench -- agent [flags…]`: flags are given to Node, for both programs. Prints figures; asserts nothing.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const flags = process.argv.slice(2);
const folder = mkdtempSync(path.join(os.tmpdir(), 'studiolo-bench-'));
const root = path.resolve(import.meta.dirname, '../..');
const bundle = process.env['STUDIOLO_AGENT'] ?? path.join(root, 'src/door/studiolo/agent/agent.mjs');
const metadataFile = path.join(folder, 'resource-metadata.json');

/** Megabytes resident, and of them those that no other process shares. */
function memory(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)[1]) / 1024;
  return { resident: megabytes('Rss'), private: megabytes('Private_Dirty') };
}

const get = (socketPath, url) =>
  new Promise((resolve, reject) => {
    request({ socketPath, path: url }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });

/** Starts a program, waits for its first line, lets `use` work with it, and ends it. */
async function running(args, input, env, use) {
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(input);
  await once(child.stdout, 'data');
  try {
    return await use(child.pid, performance.now() - started);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

const show = (name, { resident, private: own }, bare) =>
  console.log(
    `${name.padEnd(34)} ${resident.toFixed(1).padStart(6)} MB resident (${(resident / bare.resident).toFixed(2)} × bare), ${own.toFixed(1)} MB private`,
  );

try {
  const bareFile = path.join(folder, 'bare.cjs');
  const bareSocket = path.join(folder, 'bare.sock');
  writeFileSync(
    bareFile,
    `require('node:http').createServer((q, s) => s.end('{}')).listen(${JSON.stringify(bareSocket)}, () => console.log('ready')); process.stdin.resume();`,
  );
  const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:app/d-bench/space/JupyterLab/default';
  writeFileSync(
    metadataFile,
    JSON.stringify({
      AppType: 'JupyterLab',
      DomainId: 'd-bench',
      SpaceName: 'space',
      ResourceName: 'default',
      ResourceArn: arn,
    }),
  );
  mkdirSync(path.join(folder, 'home'));

  // AWS that answers everything with an empty list, and a Jupyter server that has nothing: the work of asking is the same.
  const aws = createServer((question, reply) => {
    question
      .resume()
      .on('end', () =>
        reply
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
          .end('{"Status":"InService","Apps":[],"Spaces":[]}'),
      );
  }).listen(0, '127.0.0.1');
  const lab = createServer((_, reply) => reply.writeHead(404).end()).listen(0, '127.0.0.1');
  await Promise.all([once(aws, 'listening'), once(lab, 'listening')]);
  const socket = path.join(folder, 'agent.sock');
  const server = { url: `http://127.0.0.1:${lab.address().port}/`, token: 'bench', rootDir: folder, prefix: folder };
  const env = {
    HOME: path.join(folder, 'home'),
    STUDIOLO_METADATA_FILE: metadataFile,
    AWS_ENDPOINT_URL_SAGEMAKER: `http://127.0.0.1:${aws.address().port}`,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  };

  const bare = await running([bareFile], '', {}, async (pid, ready) => {
    for (let i = 0; i < 20; i += 1) await get(bareSocket, '/');
    await wait(2000);
    return { ...memory(pid), ready };
  });
  const figures = await running([bundle], `${JSON.stringify({ socket, server })}\n`, env, async (pid, ready) => {
    await wait(2000);
    const hidden = memory(pid);
    const asked = performance.now();
    const status = await get(socket, '/api/snapshot');
    const first = performance.now() - asked;
    if (status !== 200) throw new Error(`the snapshot answered ${status}`);
    const again = performance.now();
    for (let i = 0; i < 20; i += 1) await get(socket, '/api/snapshot');
    const next = (performance.now() - again) / 20;
    await wait(2000);
    return { hidden, used: memory(pid), ready, first, next };
  });
  console.log(
    `node ${process.version} ${flags.join(' ')}; bundle ${(readFileSync(bundle).length / 1024).toFixed(0)} KB, ${os.cpus().length} cores`,
  );
  show('bare Node HTTP server', bare, bare);
  show('agent, panel hidden', figures.hidden, bare);
  show('agent after 21 snapshots', figures.used, bare);
  console.log(`start to listening: bare ${bare.ready.toFixed(0)} ms, agent ${figures.ready.toFixed(0)} ms`);
  console.log(
    `first snapshot ${figures.first.toFixed(0)} ms (loads the AWS SDK), the next ones ${figures.next.toFixed(1)} ms`,
  );
  await environments(folder);
  await looksForWork(folder, { socket, server });
  aws.close();
  lab.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A hundred environments of 250 records each, as conda writes them. */
async function environments(base) {
  const home = path.join(base, 'home');
  for (let number = 0; number < 100; number += 1) {
    const meta = path.join(home, '.conda', 'envs', `env-${number}`, 'conda-meta');
    mkdirSync(meta, { recursive: true });
    for (let record = 0; record < 250; record += 1)
      writeFileSync(path.join(meta, `package-${record}-1.${record}.0-py311_0.json`), '{}');
    writeFileSync(path.join(meta, 'python-3.11.9-h955ad1f_0.json'), '{}');
  }
  const reader = path.join(base, 'reader.cjs');
  await bundled('src/agent/sources/environments.ts', reader);
  const program = `
    const { EnvironmentsReader } = require(${JSON.stringify(reader)});
    const server = { get: async () => ({ kernelspecs: {} }) };
    const reader = new EnvironmentsReader({ home: ${JSON.stringify(home)}, condaRoots: [], condaEnvironmentFolders: [], variables: {} }, '/usr', server);
    (async () => {
      const times = [];
      for (let i = 0; i < 9; i += 1) { const t = performance.now(); const { value } = await reader.read(); times.push(performance.now() - t); if (value.length !== 100) throw new Error(value.length); }
      console.log('listing 100 environments: first ' + times[0].toFixed(0) + ' ms, then median ' + times.slice(1).sort((a, b) => a - b)[4].toFixed(0) + ' ms');
    })();`;
  process.stdout.write(execFileSync(process.execPath, ['-e', program]));
}

/** What it costs to look for work, which a hidden agent does once a minute, among the processes of this machine. */
async function looksForWork(base, startup) {
  const agent = path.join(base, 'agent-class.cjs');
  await bundled('src/agent/agent.ts', agent);
  const program = `
    const { Agent } = require(${JSON.stringify(agent)});
    const { readdirSync } = require('node:fs');
    const os = require('node:os');
    const whereabouts = { home: ${JSON.stringify(base)}, metadataFile: ${JSON.stringify(metadataFile)}, lastActiveFile: ${JSON.stringify(path.join(base, 'last-active'))},
      settings: { path: '/nowhere', owner: 0 }, pids: { agent: process.pid, server: process.ppid }, condaRoots: [], condaEnvironmentFolders: [], variables: process.env };
    const runtime = { now: () => new Date(), uptime: os.uptime, random: Math.random, log: () => {}, ending: new AbortController().signal };
    const agent = new Agent(${JSON.stringify(startup)}, whereabouts, runtime, {});
    (async () => {
      for (let i = 0; i < 5; i += 1) await agent.keepAwake.lookForWork();
      const { user, system } = process.cpuUsage();
      const looks = 100;
      for (let i = 0; i < looks; i += 1) await agent.keepAwake.lookForWork();
      const used = process.cpuUsage();
      const each = (used.user - user + used.system - system) / 1000 / looks;
      const processes = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length;
      console.log('looking for work among ' + processes + ' processes: ' + each.toFixed(1) + ' ms of CPU, once a minute: ' + (each / 600).toFixed(3) + ' % of a core');
    })();`;
  // This program answers for the Jupyter server meanwhile.
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '-e', program]);
  process.stdout.write(stdout);
}

/** Makes one file of a part of the agent, which a program of its own then loads. */
async function bundled(entry, outfile) {
  const esbuild = await import('esbuild');
  const options = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' };
  await esbuild.build({ entryPoints: [path.join(root, entry)], outfile, ...options });
}
