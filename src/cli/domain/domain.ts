import { defineCommand } from 'citty';
import { domainInstall } from './install';
import { domainStatusCommand } from './status';
import { domainTemplateCommand } from './template';
import { domainRollback, domainUninstall } from './take-back';
import { domainUpgrade } from './upgrade';
import type { Host } from '../host';

/** `studiolo domain …`: studiolo for everyone in a domain. */
export const domain = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'domain', description: 'Install studiolo for a whole domain; upgrade, roll back, remove it' },
    subCommands: {
      install: domainInstall(host, version),
      status: domainStatusCommand(host),
      upgrade: domainUpgrade(host, version),
      rollback: domainRollback(host),
      uninstall: domainUninstall(host),
      template: domainTemplateCommand(host, version),
    },
  });
