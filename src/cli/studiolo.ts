import { defineCommand } from 'citty';
import { appCommands } from './app/commands';
import type { Surroundings } from './app/surroundings';
import type { Command } from './command';
import type { Host } from './host';

/* eslint-disable @typescript-eslint/no-require-imports -- Each is read when it is asked for: together they take 80 MB. By
   `import()` every command would be a promise, also for whoever lists them. */

/** The program's commands: for whoever works in an app, and for administrators. */
export function studiolo(host: Host, surroundings: Surroundings, version: string): Command {
  const program = { version, home: surroundings.home };
  const root: Command = defineCommand({
    meta: { name: 'studiolo', version, description: 'See and steer your Amazon SageMaker Studio' },
    subCommands: {
      ...appCommands(host, surroundings),
      get plan() {
        return (require('./plan') as typeof import('./plan')).plan(host, program);
      },
      get apply() {
        return (require('./apply') as typeof import('./apply')).apply(host, program);
      },
      get drift() {
        return (require('./drift') as typeof import('./drift')).drift(host, program);
      },
      get destroy() {
        return (require('./destroy') as typeof import('./destroy')).destroy(host, program);
      },
      get import() {
        return (require('./import') as typeof import('./import')).importCommand(host);
      },
      get format() {
        return (require('./format') as typeof import('./format')).format(host);
      },
      get domain() {
        return (require('./domain/domain') as typeof import('./domain/domain')).domain(host, version);
      },
      get emulate() {
        return (require('./emulate/emulate') as typeof import('./emulate/emulate')).emulate(host, version);
      },
      get guardrails() {
        return (require('./guardrails/guardrails') as typeof import('./guardrails/guardrails')).guardrails(
          host,
          version,
        );
      },
      get image() {
        return (require('./image/image') as typeof import('./image/image')).image(host, version);
      },
      get network() {
        return (require('./network/network') as typeof import('./network/network')).network(host, version);
      },
      get completion() {
        const { administratorsCompletion } =
          require('./completion/administrators') as typeof import('./completion/administrators');
        return administratorsCompletion(host, surroundings, () => root);
      },
    },
  });
  return root;
}
