import { defineCommand } from 'citty';
import { readCurrent } from '../../admin/installation/current';
import { installedIn } from '../../admin/installation/upgrade';
import { choiceOptions, wheelOf } from './choice';
import { install } from './install';
import { domainContext, domainOptions, told } from './options';
import type { Host } from '../host';

const args = {
  ...domainOptions,
  wheel: choiceOptions.wheel,
} as const;

/** `studiolo domain upgrade`: the scripts and parameters that the domain has, with this program's version of each. */
export const domainUpgrade = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'upgrade', description: "Upgrade studiolo in a domain to this program's version" },
    args,
    async run({ args: given }) {
      const context = domainContext(host, given.region);
      await told(async () => {
        const current = await readCurrent(context, given.domain);
        const wheel = wheelOf(host, version, given.wheel);
        await install(host, context, current, { at: installedIn(context, current), wheel, existing: 'refuse' }, given);
      });
    },
  });
