/*
 * The agent: `node agent.mjs`, started by the Jupyter server's door or by `studiolo` in a terminal, which writes one
 * JSON line (`Startup`) on stdin and holds stdin open. When it ends, so does the agent: it never outlives the server,
 * however that ended. Only one that is to last (`endsWith`) goes on without stdin.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { jsonText } from '../protocol/json-text';
import { runningAgentsFolder } from '../protocol/running-agent';
import { followPace } from './actions/follow-app';
import { Agent } from './agent';
import { announce } from './announcement';
import { Startup, type Place, type World } from './configuration';
import { routes } from './routes/routes';
import { listen } from './socket';

declare const STUDIOLO_VERSION: string;

async function main(): Promise<void> {
  // The socket is this user's alone from the moment that it is made.
  process.umask(0o077);
  // The SDK warns of Node versions that it will leave in time; whoever reads the server's log cannot do anything about it.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const ending = new AbortController();
  const input = createInterface({ input: process.stdin });
  const startup = await firstLine(input);
  let withdraw = () => {};
  let close = () => {};
  const end = () => {
    ending.abort();
    withdraw();
    close();
    process.exit(0);
  };
  if (startup.endsWith !== 'told') input.on('close', end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  const world: World = {
    now: () => new Date(),
    uptime: os.uptime,
    random: Math.random,
    log: (line) => process.stderr.write(`studiolo agent: ${line}\n`),
    ending: ending.signal,
  };
  const parent = startup.server.url === undefined ? 'terminal' : 'server';
  const agent = new Agent(startup, place(process.env, parent), world, followPace);
  await listen(routes(agent, world), startup.socket);
  // Until then it may be another agent's.
  close = () => rmSync(startup.socket, { force: true });
  try {
    withdraw = tellOf(startup, process.getuid?.() ?? 0);
  } catch (error) {
    world.log(error instanceof Error ? error.message : String(error));
  }
  process.stdout.write('studiolo agent ready\n');
  agent.keepAwake.keepWatch(60_000);
  await agent.resume().catch((error: unknown) => world.log(`what was begun can not be taken up: ${String(error)}`));
}

/** Tells this user's programs where the agent is; returns what takes it back. */
function tellOf({ socket, endsWith, server }: Startup, uid: number): () => void {
  const agent = {
    pid: process.pid,
    socket,
    startedAt: new Date().toISOString(),
    version: STUDIOLO_VERSION,
    lasting: endsWith === 'told',
    rootDir: server.rootDir,
    ...(server.url && { serverUrl: server.url }),
  };
  return announce(agent, runningAgentsFolder(uid, process.env['STUDIOLO_AGENTS']), uid);
}

async function firstLine(input: ReturnType<typeof createInterface>): Promise<Startup> {
  const line: unknown = await Promise.race([
    once(input, 'line').then(([text]) => text),
    once(input, 'close').then(() => undefined),
  ]);
  if (typeof line !== 'string') throw new Error('stdin ended before the line that says where to listen');
  const parsed = jsonText(Startup).safeParse(line);
  // The messages tell members, never values: the token is among them.
  if (!parsed.success) throw new Error(`the line on stdin does not fit: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** `parent`: whether a Jupyter server started this process, or a program in a terminal. */
function place(variables: NodeJS.ProcessEnv, parent: 'server' | 'terminal'): Place {
  const home = variables['HOME'] ?? '/home/sagemaker-user';
  const region = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'];
  const spaceName = variables['SAGEMAKER_SPACE_NAME'];
  const imageVersion = variables['IMAGE_VERSION'];
  const conda = variables['CONDA_EXE'];
  const roots = [
    variables['MAMBA_ROOT_PREFIX'],
    conda && path.dirname(path.dirname(conda)),
    variables['CONDA_ROOT'],
    '/opt/conda',
  ];
  return {
    home,
    metadataFile: variables['STUDIOLO_METADATA_FILE'] ?? '/opt/ml/metadata/resource-metadata.json',
    lastActiveFile: variables['STUDIOLO_LAST_ACTIVE_FILE'] ?? '/tmp/.sagemaker-last-active-timestamp',
    // No variable names another file: whoever sets variables could widen what the administrator allows.
    settings: { path: '/etc/studiolo/settings.json', owner: 0 },
    pids: { agent: process.pid, ...(parent === 'server' && { server: process.ppid }) },
    ...(region && { region }),
    ...(spaceName && { spaceName }),
    ...(imageVersion && { imageVersion }),
    condaRoots: roots.flatMap((root) => root || []),
    condaEnvironmentFolders: (variables['CONDA_ENVS_DIRS'] ?? variables['CONDA_ENVS_PATH'] ?? '')
      .split(':')
      .filter(Boolean),
    variables,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`studiolo agent: cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
