import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { RunningAgent } from '../../protocol/running-agent';
import { CommandError } from '../host';
import type { Surroundings } from './surroundings';

/**
 * The agents of this user that answer, those that were started last first. What an agent that was killed left behind is
 * removed. Throws a CommandError where the folder is not this user's alone: somebody else may have laid it there.
 */
export async function runningAgents({
  agentsFolder,
  uid,
}: Pick<Surroundings, 'agentsFolder' | 'uid'>): Promise<RunningAgent[]> {
  const folder = await lstat(agentsFolder).catch(missing);
  if (!folder) return [];
  if (!alone(folder, uid)) {
    throw new CommandError(
      `${agentsFolder} is not a folder of your own alone, so what it says of running agents is not believed; ` +
        'ask whoever it belongs to, or root, to remove it, and restart the Jupyter server',
    );
  }
  const names = (await readdir(agentsFolder)).filter((name) => /^\d+\.json$/.test(name));
  const found = await Promise.all(names.map((name) => answering(path.join(agentsFolder, name), uid)));
  const agents = found.flatMap((agent) => agent ?? []).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  // Who answers on a socket is whoever has made it last: one before that was killed, and its number may be another's now.
  return agents.filter(({ socket }, at) => agents.findIndex((other) => other.socket === socket) === at);
}

/** Whether this is a folder of this user, which nobody else may enter. */
const alone = (found: Stats, uid: number) => found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;

async function answering(file: string, uid: number): Promise<RunningAgent | undefined> {
  const text = await readFile(file, 'utf8').catch(missing);
  if (text === undefined) return undefined;
  const parsed = RunningAgent.safeParse(json(text));
  // Of another version of studiolo: it is left to that one.
  if (!parsed.success) return undefined;
  const { socket } = parsed.data;
  // A cleaner may have taken its folder away, and somebody else made one of that name: they are not asked anything.
  const at = await lstat(path.dirname(socket)).catch(missing);
  if (at && !alone(at, uid)) return undefined;
  if (await answers(socket)) return parsed.data;
  await rm(file, { force: true });
  return undefined;
}

/** Whether somebody listens on a socket. One that may not be opened, or is busy, is somebody's. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}

/**
 * The agent that a command means: the one that is named by its process, else that of the Jupyter server whose terminal
 * this is, else that of the server that was started last. Never one that another command has
 * started for itself, and that ends with it.
 */
export function meant(all: RunningAgent[], { pid, serverUrl }: { pid?: number; serverUrl?: string }) {
  const agents = all.filter(({ serverUrl: of }) => of !== undefined);
  if (pid !== undefined) return agents.find((agent) => agent.pid === pid);
  const own = serverUrl && agents.find((agent) => agent.serverUrl && sameServer(agent.serverUrl, serverUrl));
  return own || agents[0];
}

/** One server has several names on its own machine; its port and its base URL are its own. */
function sameServer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => (URL.canParse(text) ? new URL(text) : undefined));
  return a !== undefined && a.port === b?.port && slashed(a.pathname) === slashed(b.pathname);
}

const slashed = (text: string) => (text.endsWith('/') ? text : `${text}/`);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
