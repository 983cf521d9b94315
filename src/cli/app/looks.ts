import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { kill } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import type { ThisApp } from '../../protocol/app';
import type { Section } from '../../protocol/notice';
import { CommandError, type Host } from '../host';
import type { Surroundings } from './surroundings';
import { runningAgents } from './running-agents';

/** A small shell (`looks.sh`) that takes a look for work each minute where no Jupyter server does, as in Code Editor. */
export interface Looks {
  pid: number;
  startedAt: string;
  rootDir: string;
  /** Where they leave what the next one, and an agent, must know. */
  looks: string;
}

/** The one that runs, if one does. */
export async function looksTaken({ agentsFolder, home }: Surroundings): Promise<Looks | undefined> {
  const noted = path.join(agentsFolder, 'looks.pid');
  const pid = Number(await readFile(noted, 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  // Its number may be another's by now.
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  if (!words.some((word) => path.basename(word) === program) || !words.includes(agentsFolder)) return undefined;
  const startedAt = (await stat(noted)).mtime.toISOString();
  return { pid, startedAt, rootDir: home, looks: path.join(agentsFolder, 'looks.json') };
}

/** Begins to take them where nobody does. Throws a CommandError where it cannot. */
export async function takeLooks(surroundings: Surroundings): Promise<Looks> {
  const { agentsFolder, home, node, prefix, programs, variables } = surroundings;
  // Looked at before anything is put there: it throws where the folder is not this user's alone.
  await runningAgents(surroundings);
  const before = await looksTaken(surroundings);
  if (before) return before;
  if (!programs) throw new CommandError('this program can’t check for work; run `pip install studiolo` in the app');
  mkdirSync(agentsFolder, { recursive: true, mode: 0o700 });
  const server = { token: '', rootDir: home, prefix };
  const startup = { looks: path.join(agentsFolder, 'looks.json'), alone: true, server };
  const child = spawn('/bin/sh', [programs.looks, agentsFolder, node, programs.look, JSON.stringify(startup)], {
    env: variables,
    cwd: '/',
    // It outlives the terminal.
    detached: true,
    stdio: 'ignore',
  });
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? `code ${code}`}`));
  child.unref();
  for (;;) {
    const looks = await looksTaken(surroundings);
    if (looks) return looks;
    if (ended !== undefined) throw new CommandError(`checking for work could not start: ${ended}`);
    await wait(20);
  }
}

/** Ends them, with one that is under way. */
export async function endLooks(surroundings: Surroundings, { pid }: Looks): Promise<void> {
  kill(-pid, 'SIGTERM');
  await rm(path.join(surroundings.agentsFolder, 'looks.pid'), { force: true });
}

/** Since when no look has succeeded, and why; nothing where the last one has. */
export async function lostLooks({ agentsFolder }: Surroundings): Promise<{ since: string; why: string } | undefined> {
  const text = await readFile(path.join(agentsFolder, 'looks.failed'), 'utf8').catch(() => '');
  const [since = '', why = ''] = text.split('\n');
  return Number.isNaN(Date.parse(since)) ? undefined : { since, why };
}

/** Tells it where nothing looks for work in Code Editor, as no Jupyter server of ours runs there. */
export async function tellUnwatched(host: Host, surroundings: Surroundings, thisApp: Section<ThisApp>): Promise<void> {
  if (thisApp.state !== 'ready' || thisApp.value.appType !== 'CodeEditor' || (await looksTaken(surroundings))) return;
  host.tell(
    'studiolo: nothing checks for running work in this app, so it does not keep the app awake; `studiolo agent start` begins that',
  );
}

const program = 'looks.sh';
