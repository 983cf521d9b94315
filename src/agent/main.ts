/*
 * The agent: `node agent.mjs`, started by the Jupyter server's door or by `studiolo` in a terminal, which writes one
 * JSON line (`Startup`) on stdin and holds stdin open. When it ends, so does the agent: it never outlives the server,
 * however that ended. One that nobody has asked for a while says so, and its door ends it, takes the looks instead
 * (`keep-awake/main.ts`), and starts another when it is asked.
 */
import { setMaxListeners } from 'node:events';
import os from 'node:os';
import { createInterface } from 'node:readline';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { plainText } from '../protocol/plain-text';
import { runningAgentsFolder } from '../protocol/running-agent';
import { followPace } from './actions/follow-app';
import { Agent } from './agent';
import { Attendance } from './attendance';
import { behindTheDoor } from './behind-the-door';
import { Startup, type Runtime } from './configuration';
import { firstLine } from './first-line';
import { lastLook, lookFile } from './keep-awake/look-file';
import { whereaboutsOf } from './whereabouts';
import { Presence } from './presence';
import { routes } from './routes/routes';

declare const STUDIOLO_VERSION: string;

const minute = 60_000;
/** Milliseconds between two looks at whether anybody still asks. */
const attention = 1_000;

async function main(): Promise<void> {
  z.config(z.locales.en());
  // The SDK warns of Node versions that it will leave in time; whoever reads the server's log cannot do anything about it.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const ending = new AbortController();
  // As many programs as run beside each other wait for it; Node.js would warn of the eleventh.
  setMaxListeners(0, ending.signal);
  const input = createInterface({ input: process.stdin });
  const startup = await firstLine(input, Startup);
  const runtime: Runtime = {
    now: () => new Date(),
    uptime: os.uptime,
    random: Math.random,
    log: (line) => process.stderr.write(`studiolo agent: ${plainText(line)}\n`),
    ending: ending.signal,
  };
  const server = startup.server.url === undefined ? undefined : (startup.server.pid ?? process.ppid);
  const whereabouts = whereaboutsOf(process.env, { agent: process.pid, ...(server !== undefined && { server }) });
  const file = startup.looks === undefined ? undefined : lookFile(startup.looks, runtime.log);
  const looks = file && { file, before: await lastLook(file, runtime.log), lost: startup.lostLooks };
  const agent = new Agent(startup, whereabouts, runtime, followPace, looks);
  const attendance = startup.restsAfter === undefined ? undefined : new Attendance(runtime, startup.restsAfter * 1_000);
  const presence = presenceOf(startup, routes(agent, runtime, attendance), runtime);
  const end = () => {
    ending.abort();
    try {
      presence.end();
    } finally {
      process.exit(0);
    }
  };
  input.on('close', end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  await presence.begin();
  process.stdout.write('studiolo agent ready\n');
  agent.keepAwake.keepWatch();
  setInterval(() => presence.renew(), minute);
  await agent.resume().catch((error: unknown) => runtime.log(`what was begun can not be taken up: ${String(error)}`));
  if (attendance) {
    // The door ends it, by whom all questions come: so none is asked of an agent that is about to leave.
    const rest = async () => {
      if (!attendance.over || agent.busy) return;
      await agent.keepAwake.leave();
      process.stdout.write('studiolo agent rests\n');
    };
    setInterval(() => void rest(), attention);
  }
}

function presenceOf({ socket, server }: Startup, app: Hono, runtime: Runtime): Presence {
  const uid = process.getuid?.() ?? 0;
  const startedAt = new Date().toISOString();
  const told = behindTheDoor(server, STUDIOLO_VERSION, startedAt) ?? {
    pid: process.pid,
    socket,
    startedAt,
    version: STUDIOLO_VERSION,
    rootDir: server.rootDir,
    ...(server.url && { serverUrl: server.url }),
  };
  const folder = runningAgentsFolder(uid, process.env['STUDIOLO_AGENTS']);
  return new Presence(app, told, { folder, uid }, runtime, socket);
}

main().catch((error: unknown) => {
  process.stderr.write(`studiolo agent: cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
