import { defineCommand } from 'citty';
import type { InstallationContext } from '../../admin/installation/context';
import { type Current, readCurrent } from '../../admin/installation/current';
import { planInstall, type Choice } from '../../admin/installation/install';
import { ExistingScriptError } from '../../admin/installation/failure';
import type { Installed } from '../../admin/installation/upgrade';
import { readWheel } from '../../admin/installation/wheel';
import { wheelFolder } from '../../admin/installation/rules/naming';
import { choiceOptions, partsInstalling, scriptsOf, wheelOf, whereOf } from './choice';
import { tellReach } from './reach';
import { changeDomain, domainContext, domainOptions, told, type DomainOptions } from './options';
import type { Host } from '../host';

const existingFates: ('keep' | 'replace')[] = ['keep', 'replace'];

const args = {
  ...domainOptions,
  ...choiceOptions,
  existing: {
    type: 'enum',
    options: existingFates,
    description: 'what to do with an existing built-in script: run it first, or replace it',
  },
} as const;

/** `studiolo domain install`: puts studiolo into every app of a domain. */
export const domainInstall = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'install', description: 'Install studiolo for everyone in a domain' },
    args,
    async run({ args: given }) {
      const { slots, source } = whereOf(given);
      const context = domainContext(host, given.region);
      await told(async () => {
        const scripts = await scriptsOf(given);
        const wheel = wheelOf(host, version, given.wheel);
        const current = await readCurrent(context, given.domain);
        const at = Object.fromEntries(slots.map((slot) => [slot, { scripts, source }]));
        const installed = (existing: Existing) =>
          install(host, context, current, { at, wheel, existing, enforce: given.enforce === true }, given);
        if (given.existing) return installed(given.existing);
        try {
          await installed('refuse');
        } catch (error) {
          const existing = error instanceof ExistingScriptError ? await askExisting(host, error) : undefined;
          if (!existing || existing === 'stop') throw error;
          await installed(existing);
        }
      });
    },
  });

type Existing = Choice['existing'];

/** What shall become of a script that is there; nothing where nobody chooses. */
const askExisting = (host: Host, { message }: ExistingScriptError) =>
  host.choose?.<Existing | 'stop'>(`${message}. What shall become of it?`, [
    { value: 'keep', label: "Keep it: it runs before studiolo's" },
    { value: 'replace', label: 'Replace it: uninstall brings it back' },
    { value: 'stop', label: 'Change nothing' },
  ]);

/** What installing and upgrading share: the plan for these scripts and this wheel, carried out. */
export async function install(
  host: Host,
  context: InstallationContext,
  current: Current,
  choice: Omit<Choice, 'at' | 'wheel'> & { at: Installed; wheel: string },
  given: DomainOptions,
): Promise<void> {
  const wheel = await readWheel(choice.wheel);
  const at = Object.fromEntries(
    Object.entries(choice.at).map(([slot, { scripts, source }]) => [
      slot,
      { source, parts: (from: string) => partsInstalling(scripts, wheel, from) },
    ]),
  );
  const plan = await planInstall(context, current, { ...choice, wheel, at });
  await changeDomain(host, context, plan, given);
  if (given.json) return;
  await tellReach(host, context, given.domain);
  const needed = Object.values(choice.at).flatMap(({ source }) =>
    source.kind === 's3' ? [neededByRoles(current, source)] : [],
  );
  for (const line of new Set(needed)) host.print(line);
}

/** The one permission that apps need for it. */
function neededByRoles({ domain }: Current, { bucket, prefix }: { bucket: string; prefix: string }): string {
  const folder = wheelFolder(prefix, domain.domainId);
  const role = domain.executionRole === undefined ? '' : `, such as ${domain.executionRole},`;
  return `The apps' execution roles${role} must allow s3:GetObject on arn:aws:s3:::${bucket}/${folder}*`;
}
