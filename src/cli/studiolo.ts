import { defineCommand } from 'citty';
import { apply } from './apply';
import { appCommands } from './app/commands';
import type { AppPlace } from './app/place';
import { completion } from './completion/completion';
import { domain } from './domain/domain';
import { emulate } from './emulate';
import { format } from './format';
import type { Host } from './host';
import { importCommand } from './import';
import { image } from './image/image';
import { network } from './network/network';
import { plan } from './plan';
import type { Command } from './run';

/** The program's commands: for whoever works in an app, and for administrators. */
export function studiolo(host: Host, place: AppPlace, version: string): Command {
  const root: Command = defineCommand({
    meta: { name: 'studiolo', version, description: 'See and steer your Amazon SageMaker Studio' },
    subCommands: {
      ...appCommands(host, place),
      plan: plan(host, version),
      apply: apply(host, version),
      import: importCommand(host),
      format: format(host),
      domain: domain(host, version),
      emulate: emulate(host),
      image: image(host, version),
      network: network(host, version),
      completion: completion(host, () => root),
    },
  });
  return root;
}
