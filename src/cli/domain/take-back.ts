import { defineCommand } from 'citty';
import { survey } from '../../admin/installation/standing';
import { planRollback, planUninstall } from '../../admin/installation/take-back';
import { tellReach } from './reach';
import { approveAndCarryOut, changeOptions, meansOf, told } from './options';
import type { Host } from '../host';

const takeBack = (host: Host, name: string, description: string, plan: typeof planRollback) =>
  defineCommand({
    meta: { name, description },
    args: changeOptions,
    async run({ args: given }) {
      const means = meansOf(host, given.region);
      await told(async () => {
        const project = await plan(means, await survey(means.sagemaker, given.domain));
        const done = await approveAndCarryOut(host, means, project, given);
        if (done && !given.json) await tellReach(host, means, given.domain);
      });
    },
  });

/** `studiolo domain rollback`: what the domain had before the last install or upgrade. */
export const domainRollback = (host: Host) =>
  takeBack(host, 'rollback', 'Go back to the version that a domain had before', planRollback);

/** `studiolo domain uninstall`: what the domain had before studiolo came. */
export const domainUninstall = (host: Host) =>
  takeBack(host, 'uninstall', 'Take studiolo out of a domain', planUninstall);
