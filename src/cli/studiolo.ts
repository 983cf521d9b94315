import { defineCommand } from 'citty';
import { apply } from './apply';
import { appCommands } from './app/commands';
import type { AppPlace } from './app/place';
import { completion } from './completion/completion';
import { bundledScripts } from '../admin/scripts/bundled-scripts';
import { domainsForCompletion } from './completion/domains';
import { domain } from './domain/domain';
import { explained } from './failure';
import { destroy } from './destroy';
import { drift } from './drift';
import { emulate } from './emulate';
import { guardrails } from './guardrails/guardrails';
import { format } from './format';
import type { Host } from './host';
import { importCommand } from './import';
import { image } from './image/image';
import { network } from './network/network';
import type { Command } from './command';
import { plan } from './plan';

/** The program's commands: for whoever works in an app, and for administrators. */
export function studiolo(host: Host, place: AppPlace, version: string): Command {
  const program = { version, home: place.home };
  const root: Command = defineCommand({
    meta: { name: 'studiolo', version, description: 'See and steer your Amazon SageMaker Studio' },
    subCommands: {
      ...appCommands(host, place),
      plan: plan(host, program),
      apply: apply(host, program),
      drift: drift(host, program),
      destroy: destroy(host, program),
      import: importCommand(host),
      format: format(host),
      domain: domain(host, version),
      emulate: emulate(host, version),
      guardrails: guardrails(host, version),
      image: image(host, version),
      network: network(host, version),
      completion: completion(host, () => root, {
        scripts: Object.keys(bundledScripts),
        domains: () => explained(() => domainsForCompletion(host, place.variables, place.home)),
      }),
    },
  });
  return root;
}
