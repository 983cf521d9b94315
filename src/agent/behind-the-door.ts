import type { RunningAgent } from '../protocol/running-agent';
import type { LookStartup } from './configuration';

/** What is told of an agent to this user's programs, whether or not it runs: its server's door starts it when it is asked. */
export function behindTheDoor(
  { door, pid, rootDir, url }: LookStartup['server'],
  version: string,
  startedAt: string,
): RunningAgent | undefined {
  if (door === undefined || pid === undefined) return undefined;
  return {
    pid,
    socket: door,
    startedAt,
    version,
    rootDir,
    ...(url !== undefined && { serverUrl: url }),
  };
}
