// What is paid while nobody looks: a real Jupyter server with and without studiolo, its looks, and the way back to an answer.
// `npm run bench -- looks [--processes 5000] [--apps 50]`. Prints figures; asserts nothing.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { processes: { type: 'string', default: '5000' }, apps: { type: 'string', default: '50' } },
});
const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const door = path.join(root, 'src/door');
const program = path.join(door, 'studiolo/agent/look.cjs');
const python = path.join(process.env['STUDIOLO_LAB_ENV'] ?? path.join(root, '.venv/lab-4.4'), 'bin/python');
const metadata = path.join(folder, 'metadata.json');
const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:app/d-bench/space/JupyterLab/default';
const app = {
  AppType: 'JupyterLab',
  DomainId: 'd-bench',
  SpaceName: 'space',
  ResourceName: 'default',
  ResourceArn: arn,
};
writeFileSync(metadata, JSON.stringify(app));
const environment = (home) => ({
  PATH: process.env['PATH'],
  HOME: home,
  STUDIOLO_METADATA_FILE: metadata,
  STUDIOLO_AGENTS: path.join(home, 'agents'),
  STUDIOLO_LAST_ACTIVE_FILE: path.join(home, 'last-active'),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_SAGEMAKER: 'http://127.0.0.1:9/',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
});
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const processes = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length;
const files = (home) => `${path.join(home, 'looks.json')}`;

/** Milliseconds of CPU that a program and what it waited for used, told by the shell that started it. */
function cpu(program, home) {
  mkdirSync(home, { recursive: true });
  const line = JSON.stringify({ looks: files(home), server: { token: '', rootDir: home, prefix: '/usr' } });
  const script = `{ printf '%s\\n' '${line}'; sleep 1; } | { TIMEFORMAT='%U %S'; time "$NODE" "$PROGRAM"; }`;
  const env = { ...environment(home), NODE: process.execPath, PROGRAM: program };
  const { stderr } = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return (user + system) * 1000;
}

function looks(rounds) {
  const bare = path.join(folder, 'bare.cjs');
  writeFileSync(bare, 'process.exit(0);');
  const home = path.join(folder, 'home');
  const times = { bare: [], look: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(cpu(bare, home));
    times.look.push(cpu(program, home));
  }
  const [one, other] = [median(times.look), median(times.bare)];
  const share = ((one / 60_000) * 100).toFixed(2);
  console.log(
    `a look among ${processes()} processes: ${one.toFixed(0)} ms of CPU once a minute, ${share} % of a core; a bare Node.js ${other.toFixed(0)} ms`,
  );
}

/** Many processes that do nothing, forked from one so that they share their memory. */
async function among(count, measure) {
  const script = `import os,sys,signal
for _ in range(${count}):
    if os.fork() == 0: signal.pause()
print('there', flush=True); sys.stdin.read(); os.killpg(0, signal.SIGKILL)`;
  const crowd = spawn('python3', ['-S', '-c', script], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  await once(crowd.stdout, 'data');
  try {
    measure();
  } finally {
    process.kill(-crowd.pid, 'SIGKILL');
    await once(crowd, 'exit');
  }
}

/** Kilobytes: of a process its own share, and of those that it started. */
function memory(pid) {
  const pss = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + memory(child), pss);
}

/** Kilobytes that `looks.sh` takes while it waits for the next look. */
async function looksShell() {
  const home = path.join(folder, 'editor');
  mkdirSync(home, { mode: 0o700 });
  const line = JSON.stringify({
    looks: files(home),
    alone: true,
    server: { token: '', rootDir: home, prefix: '/usr' },
  });
  const args = [path.join(door, 'studiolo/looks.sh'), home, process.execPath, program, line];
  const shell = spawn('/bin/sh', args, { env: environment(home), stdio: 'ignore', detached: true });
  const running = () =>
    readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').split(' ').filter(Boolean);
  const waits = () => running().some((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'sleep');
  try {
    while (!waits()) await wait(50);
    return memory(shell.pid);
  } finally {
    process.kill(-shell.pid, 'SIGKILL');
    await once(shell, 'exit');
  }
}

async function server(name, enabled, use) {
  const home = path.join(folder, name);
  mkdirSync(home);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const options = [
    `--ServerApp.jpserver_extensions={'studiolo': ${enabled ? 'True' : 'False'}}`,
    ...['--ServerApp.open_browser=False', '--ServerApp.allow_root=True', `--ServerApp.port=${port}`],
    ...[`--ServerApp.root_dir=${home}`, '--IdentityProvider.token=bench'],
  ];
  const env = { ...environment(home), PYTHONPATH: door, JUPYTER_NO_CONFIG: '1', XDG_RUNTIME_DIR: home };
  const child = spawn(python, ['-m', 'jupyter_server', ...options], { env, stdio: 'ignore' });
  const ask = (address) =>
    fetch(`http://127.0.0.1:${port}/${address}`, { headers: { authorization: 'token bench' } }).catch(() => undefined);
  try {
    while (!(await ask('api/status'))?.ok) await wait(200);
    return await use(child.pid, ask);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

try {
  looks(7);
  await among(Number(values.processes), () => looks(3));
  const home = (number) => path.join(folder, `app-${number}`);
  const sum = Array.from({ length: Number(values.apps) }, (_, number) => cpu(program, home(number)));
  const total = sum.reduce((all, one) => all + one, 0);
  console.log(
    `${values.apps} apps on one machine: ${(total / 1000).toFixed(1)} s of CPU a minute, ${(total / 600).toFixed(1)} % of a core; no process between the looks`,
  );
  const rest = 8_000;
  // Side by side: a process's share of a page depends on who else has it.
  const added = [];
  for (let turn = 0; turn < 3; turn += 1)
    await server(`without-${turn}`, false, (bare) =>
      server(`with-${turn}`, true, async (pid) => {
        await wait(rest);
        added.push(memory(pid) - memory(bare));
      }),
    );
  console.log(`server hidden, median of 3: ${(median(added) / 1024).toFixed(2)} MB added`);
  const shell = await looksShell();
  console.log(`Code Editor, the shell that takes the looks, between two: ${(shell / 1024).toFixed(2)} MB`);
  await server('with', true, async (pid, ask) => {
    await wait(rest);
    const hidden = memory(pid);
    const times = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const began = performance.now();
      await (await ask('studiolo/api/environments')).text();
      times.push(performance.now() - began);
    }
    console.log(
      `first question, which starts the agent: ${times[0].toFixed(0)} ms; the next ones ${median(times.slice(1)).toFixed(0)} ms`,
    );
    console.log(`with the agent: ${((memory(pid) - hidden) / 1024).toFixed(1)} MB more`);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
