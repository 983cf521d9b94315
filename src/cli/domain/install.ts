import { defineCommand } from 'citty';
import type { Means } from '../../admin/installation/carry-out';
import { planInstall, type Choice } from '../../admin/installation/install';
import { survey, type Survey } from '../../admin/installation/standing';
import type { Installed } from '../../admin/installation/upgrade';
import { readWheel } from '../../admin/installation/wheel';
import { wheelFolder } from '../../admin/installation/rules/naming';
import { choiceOptions, partsInstalling, scriptsOf, wheelOf, whereOf } from './choice';
import { tellReach } from './reach';
import { approveAndCarryOut, changeOptions, meansOf, told, type ChangeOptions } from './options';
import { type Host, UsageError } from '../host';

const args = {
  ...changeOptions,
  ...choiceOptions,
  existing: {
    type: 'string',
    description: 'what becomes of a built-in script that is there',
    valueHint: 'keep|replace',
  },
} as const;

/** `studiolo domain install`: puts studiolo into every app of a domain. */
export const domainInstall = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'install', description: 'Install studiolo for everyone in a domain' },
    args,
    async run({ args: given }) {
      const { places, source } = whereOf(given);
      const existing = existingOf(given.existing);
      const means = meansOf(host, given.region);
      await told(async () => {
        const scripts = await scriptsOf(given);
        const wheel = wheelOf(host, version, given.wheel);
        const found = await survey(means.sagemaker, given.domain);
        const at = Object.fromEntries(places.map((place) => [place, { scripts, source }]));
        await install(host, means, found, { at, wheel, existing, enforce: given.enforce === true }, given);
      });
    },
  });

/** What installing and upgrading share: the plan for these scripts and this wheel, carried out. */
export async function install(
  host: Host,
  means: Means,
  found: Survey,
  choice: Omit<Choice, 'at' | 'wheel'> & { at: Installed; wheel: string },
  options: ChangeOptions,
): Promise<void> {
  const wheel = await readWheel(choice.wheel);
  const at = Object.fromEntries(
    Object.entries(choice.at).map(([place, { scripts, source }]) => [
      place,
      { source, parts: (from: string) => partsInstalling(scripts, wheel, from) },
    ]),
  );
  const project = await planInstall(means, found, { ...choice, wheel, at });
  const done = await approveAndCarryOut(host, means, project, options);
  if (!done || options.json) return;
  await tellReach(host, means, options.domain);
  const needed = Object.values(choice.at).flatMap(({ source }) =>
    source.kind === 's3' ? [neededByRoles(found, source)] : [],
  );
  for (const line of new Set(needed)) host.print(line);
}

/** The one permission that apps need for it. */
function neededByRoles({ domain }: Survey, { bucket, prefix }: { bucket: string; prefix: string }): string {
  const folder = wheelFolder(prefix, domain.domainId);
  const role = domain.executionRole === undefined ? '' : `, such as ${domain.executionRole},`;
  return `The apps' execution roles${role} must allow s3:GetObject on arn:aws:s3:::${bucket}/${folder}*`;
}

function existingOf(text: string | undefined): Choice['existing'] {
  if (text === undefined) return 'refuse';
  if (text === 'keep' || text === 'replace') return text;
  throw new UsageError(`--existing takes keep or replace, not ${JSON.stringify(text)}`);
}
