import { defineCommand } from 'citty';
import { readCurrent } from '../../admin/installation/current';
import { planRollback, planUninstall } from '../../admin/installation/take-back';
import { tellReach } from './reach';
import { changeDomain, domainContext, domainOptions, told } from './options';
import type { Host } from '../host';

const takeBack = (host: Host, name: string, description: string, plan: typeof planRollback) =>
  defineCommand({
    meta: { name, description },
    args: domainOptions,
    async run({ args: given }) {
      const context = domainContext(host, given.region);
      await told(async () => {
        await changeDomain(host, context, await plan(context, await readCurrent(context, given.domain)), given);
        if (!given.json) await tellReach(host, context, given.domain);
      });
    },
  });

/** `studiolo domain rollback`: what the domain had before the last install or upgrade. */
export const domainRollback = (host: Host) =>
  takeBack(host, 'rollback', 'Go back to the version that a domain had before', planRollback);

/** `studiolo domain uninstall`: what the domain had before studiolo came. */
export const domainUninstall = (host: Host) =>
  takeBack(host, 'uninstall', 'Remove studiolo from a domain', planUninstall);
