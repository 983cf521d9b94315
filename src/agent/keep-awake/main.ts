/*
 * A look: `node look.cjs`, started once a minute by the Jupyter server's door while no agent runs, or by `looks.sh`, which write one JSON line
 * (`LookStartup`) on stdin. It looks for work, keeps the app awake where there is some, tells when the app stops, leaves that
 * in a file (`LookRecord`) and ends. It asks nothing of AWS.
 */
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { plainText } from '../../protocol/plain-text';
import { runningAgentsFolder } from '../../protocol/running-agent';
import { announce, ownFolder } from '../announcement';
import { behindTheDoor } from '../behind-the-door';
import { LookStartup } from '../configuration';
import { elapsed } from '../elapsed';
import { firstLine } from '../first-line';
import { labServer } from '../lab-server';
import { whereaboutsOf } from '../whereabouts';
import { idleOf } from '../sources/idle';
import { readMetadata } from '../sources/metadata';
import { KeepAwakeVerbs } from '../verbs/keep-awake-verbs';
import { lastLook, lookFile } from './look-file';

declare const STUDIOLO_VERSION: string;

/** Milliseconds that a source may take. */
const patience = 8_000;

async function main(): Promise<void> {
  // Each schema is used once: to compile it would take longer than to walk it.
  z.config({ ...z.locales.en(), jitless: true });
  const input = createInterface({ input: process.stdin });
  const startup = await firstLine(input, z.required(LookStartup, { looks: true }));
  // It does not outlive the server.
  if (!startup.alone) input.on('close', () => process.exit(0));
  const uid = process.getuid?.() ?? 0;
  const folder = path.dirname(startup.looks);
  if (startup.alone && !ownFolder(folder, uid)) throw new Error(`${folder} is not a folder of this user alone`);
  const runtime = {
    now: () => new Date(),
    uptime: os.uptime,
    random: Math.random,
    log: (line: string) => process.stderr.write(`studiolo agent: ${plainText(line)}\n`),
    ending: new AbortController().signal,
  };
  // Where no server runs there is none among the processes: `looks.sh` is not one.
  const lab = startup.server.url === undefined ? undefined : (startup.server.pid ?? process.ppid);
  const whereabouts = whereaboutsOf(process.env, { agent: process.pid, ...(lab !== undefined && { server: lab }) });
  const server = labServer(startup.server);
  const file = lookFile(startup.looks, runtime.log);
  const before = await lastLook(file, runtime.log);
  const settings = { stated: () => Promise.resolve({ levels: {}, unread: [], notices: [] }) };
  const keepAwake = new KeepAwakeVerbs({
    whereabouts,
    server,
    runtime,
    looks: { file, before },
    until: () => elapsed(runtime) + patience,
    studio: async () => {
      const metadata = await readMetadata(whereabouts);
      return {
        idle: (idle ??= idleOf({
          settings,
          metadata,
          startup,
          whereabouts,
          runtime,
          server,
          highest: before?.highest,
        })),
      };
    },
  });
  let idle: ReturnType<typeof idleOf> | undefined;
  tell(startup, uid);
  await keepAwake.lookForWork();
  process.exit(0);
}

/** `studiolo` in a terminal finds the agent though it does not run; told again each minute, as cleaners of `/tmp` forget it. */
function tell({ server }: LookStartup, uid: number): void {
  const agent = behindTheDoor(server, STUDIOLO_VERSION, new Date().toISOString());
  if (agent) announce(agent, runningAgentsFolder(uid, process.env['STUDIOLO_AGENTS']), uid);
}

main().catch((error: unknown) => {
  process.stderr.write(`studiolo agent: cannot look: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
