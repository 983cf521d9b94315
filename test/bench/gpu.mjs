// On a machine with an NVIDIA GPU, after `node scripts/build.mjs agent`: node test/bench/gpu.mjs
// What the agent tells of a real GPU that is idle, that holds memory, that computes and that has stopped, and whether it
// keeps the app awake meanwhile. Takes five minutes: the agent looks once a minute.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

try {
  execFileSync('nvidia-smi');
} catch {
  console.error('this machine has no NVIDIA GPU');
  process.exit(2);
}

const root = path.resolve(import.meta.dirname, '../..');
const home = mkdtempSync(path.join(tmpdir(), 'studiolo-gpu-'));
const lastActive = path.join(home, 'last-active');
const socketPath = path.join(home, 'agent.sock');
writeFileSync(lastActive, '');
// As Studio writes it for an app of a space.
const metadata = {
  AppType: 'JupyterLab',
  DomainId: 'd-acmemlplatf1',
  SpaceName: 'ana-forecasting',
  ExecutionRoleArn: 'arn:aws:iam::123456789012:role/studio',
  ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:app/d-acmemlplatf1/ana-forecasting/JupyterLab/default',
  ResourceName: 'default',
  AppImageVersion: '',
};
writeFileSync(path.join(home, 'metadata.json'), JSON.stringify(metadata));

const agent = spawn(process.execPath, [path.join(root, 'src/door/studiolo/agent/agent.mjs')], {
  env: {
    PATH: process.env.PATH,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
    HOME: home,
    STUDIOLO_METADATA_FILE: path.join(home, 'metadata.json'),
    STUDIOLO_AGENTS: path.join(home, 'agents'),
    STUDIOLO_LAST_ACTIVE_FILE: lastActive,
  },
  stdio: ['pipe', 'inherit', 'inherit'],
});
const server = { url: 'http://127.0.0.1:9/', token: '', rootDir: home, prefix: '/usr' };
agent.stdin.write(`${JSON.stringify({ socket: socketPath, server })}\n`);
const load = spawn('python3', [path.join(root, 'test/bench/gpu/load.py')], { stdio: ['pipe', 'pipe', 'inherit'] });

function snapshot() {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: '/api/snapshot' }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part)).on('end', () => resolve(JSON.parse(text)));
    })
      .on('error', reject)
      .end();
  });
}

/** Tells what the agent says after it has looked at least once more. */
async function tell(what) {
  const before = statSync(lastActive).mtimeMs;
  await wait(65_000);
  const { keepAwake } = await snapshot();
  const nvidia = execFileSync('nvidia-smi', ['--query-gpu=name,utilization.gpu,memory.used', '--format=csv,noheader']);
  console.log(
    JSON.stringify({
      what,
      nvidia: nvidia.toString().trim(),
      work: keepAwake.value?.work ?? keepAwake,
      written: statSync(lastActive).mtimeMs > before,
    }),
  );
}

await wait(2_000);
try {
  await tell('idle');
  load.stdin.write('hold\n');
  await tell('memory is held');
  load.stdin.write('work 70\n');
  await tell('computes');
  await wait(10_000);
  await tell('has stopped');
} finally {
  load.kill();
  agent.stdin.end();
  rmSync(home, { recursive: true, force: true });
}
