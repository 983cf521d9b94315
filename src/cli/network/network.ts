import { defineCommand } from 'citty';
import type { Host } from '../host';
import { networkPlan } from './plan';

/** `studiolo network …`: how many addresses a Studio needs, and whether its network is right. */
export const network = (host: Host) =>
  defineCommand({
    meta: { name: 'network', description: "Plan a Studio's network, check it, and write its template" },
    subCommands: {
      plan: networkPlan(host),
    },
  });
