import { defineCommand } from 'citty';
import { completion } from '../completion/completion';
import type { Host } from '../host';
import type { Command } from '../command';
import { agent } from './agent';
import { env } from './env';
import { keepAwake } from './keep-awake';
import type { Surroundings } from './surroundings';
import { space } from './space';
import { status } from './status';
import { volume } from './volume';
import { why } from './why';

/** The commands for whoever works in an app, by name. */
export const appCommands = (host: Host, surroundings: Surroundings) => ({
  status: status(host, surroundings),
  why: why(host, surroundings),
  'keep-awake': keepAwake(host, surroundings),
  volume: volume(host, surroundings),
  space: space(host, surroundings),
  env: env(host, surroundings),
  agent: agent(host, surroundings),
});

/** The program with these alone, as the wheel brings it. */
export function inApp(host: Host, surroundings: Surroundings, version: string): Command {
  const root: Command = defineCommand({
    meta: {
      name: 'studiolo',
      version,
      description: 'See and control your Amazon SageMaker Studio',
    },
    subCommands: { ...appCommands(host, surroundings), completion: completion(host, () => root) },
  });
  return root;
}
