import { defineCommand } from 'citty';
import type { Host } from '../host';
import { networkCheck } from './check';
import { networkPlan } from './plan';
import { networkTemplateCommand } from './template';

/** `studiolo network …`: how many addresses a Studio needs, and whether its network is right. */
export const network = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'network', description: "Plan a Studio's network, check it, and write its template" },
    subCommands: {
      plan: networkPlan(host, version),
      check: networkCheck(host, version),
      template: networkTemplateCommand(host),
    },
  });
