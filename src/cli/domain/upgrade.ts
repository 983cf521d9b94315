import { defineCommand } from 'citty';
import { survey } from '../../admin/installation/standing';
import { installedIn } from '../../admin/installation/upgrade';
import { choiceOptions, wheelOf } from './choice';
import { install } from './install';
import { changeOptions, meansOf, told } from './options';
import type { Host } from '../host';

const args = {
  ...changeOptions,
  wheel: choiceOptions.wheel,
} as const;

/** `studiolo domain upgrade`: the scripts and parameters that the domain has, with this program's version of each. */
export const domainUpgrade = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'upgrade', description: "Bring a domain's installation to this program's version" },
    args,
    async run({ args: given }) {
      const means = meansOf(host, given.region);
      await told(async () => {
        const found = await survey(means.sagemaker, given.domain);
        const wheel = wheelOf(host, version, given.wheel);
        await install(host, means, found, { at: installedIn(found, host.tell), wheel, existing: 'refuse' }, given);
      });
    },
  });
