import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunningAgent } from '../protocol/running-agent';

/**
 * Tells this user's programs of the agent, in a folder that is this user's alone. Returns the file and what takes it back; throws
 * where the folder is somebody else's or open to others, who could then lead those programs to an agent of their own.
 */
export function announce(agent: RunningAgent, folder: string, uid: number): { file: string; withdraw(): void } {
  if (!ownFolder(folder, uid))
    throw new Error(
      `${folder} is not a folder of this user alone; \`studiolo\` in a terminal will not find this agent`,
    );
  const file = path.join(folder, `${agent.pid}.json`);
  // Who reads it sees all of it or nothing.
  const part = `${file}.part`;
  writeFileSync(part, JSON.stringify(agent), { mode: 0o600 });
  renameSync(part, file);
  return { file, withdraw: () => rmSync(file, { force: true }) };
}

/** Whether this is a folder of this user, which nobody else may enter; made where there is none. */
export function ownFolder(folder: string, uid: number): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}
