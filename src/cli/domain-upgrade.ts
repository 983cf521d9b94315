import path from 'node:path';
import { defineCommand } from 'citty';
import { survey } from '../installation/standing';
import { installedIn } from '../installation/upgrade';
import { install } from './domain-install';
import { changeOptions, meansOf, told } from './domain-options';
import type { Host } from './host';
import { requireKnownOptions } from './image-options';

const args = {
  ...changeOptions,
  wheel: { type: 'string', description: 'wheel of studiolo; the one that came with this program', valueHint: 'FILE' },
} as const;

/** `studiolo domain upgrade`: the scripts and parameters that the domain has, with this program's version of each. */
export const domainUpgrade = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'upgrade', description: "Bring a domain's installation to this program's version" },
    args,
    async run({ args: given, rawArgs }) {
      requireKnownOptions(rawArgs, Object.keys(args));
      const means = meansOf(host, given.region);
      await told(async () => {
        const found = await survey(means.sagemaker, given.domain);
        const wheel = given.wheel ?? path.join(host.folder, `studiolo-${version}-py3-none-any.whl`);
        await install(host, means, found, { ...installedIn(found, host.tell), wheel, existing: 'refuse' }, given);
      });
    },
  });
