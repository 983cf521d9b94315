import { defineCommand } from 'citty';
import { completion } from '../completion/completion';
import type { Host } from '../host';
import type { Command } from '../command';
import { agent } from './agent';
import { env } from './env';
import { keepAwake } from './keep-awake';
import type { AppPlace } from './place';
import { space } from './space';
import { status } from './status';
import { volume } from './volume';
import { why } from './why';

/** The commands for whoever works in an app, by name. */
export const appCommands = (host: Host, place: AppPlace) => ({
  status: status(host, place),
  why: why(host, place),
  'keep-awake': keepAwake(host, place),
  volume: volume(host, place),
  space: space(host, place),
  env: env(host, place),
  agent: agent(host, place),
});

/** The program with these alone, as the wheel brings it. */
export function inApp(host: Host, place: AppPlace, version: string): Command {
  const root: Command = defineCommand({
    meta: {
      name: 'studiolo',
      version,
      description: 'See and steer your Amazon SageMaker Studio',
    },
    subCommands: { ...appCommands(host, place), completion: completion(host, () => root) },
  });
  return root;
}
