import path from 'node:path';
import { defineCommand } from 'citty';
import type { Means } from '../installation/carry-out';
import { chosenScripts, partsOfChosen, scriptsOfFile, type ChosenScript } from '../installation/chosen-scripts';
import { planInstall, type Choice, type Source } from '../installation/install';
import { survey, type Survey } from '../installation/standing';
import { readWheel } from '../installation/wheel';
import { wheelFolder } from '../studio/installation/naming';
import { places, type Place } from '../studio/installation/place';
import { tellReach } from './domain-reach';
import { approveAndCarryOut, changeOptions, meansOf, told, type ChangeOptions } from './domain-options';
import { type Host, UsageError } from './host';
import { requireKnownOptions } from './image-options';

const args = {
  ...changeOptions,
  bucket: { type: 'string', description: 'S3 bucket that apps get the wheel from', valueHint: 'NAME' },
  prefix: { type: 'string', default: 'studiolo', description: 'folder in the bucket', valueHint: 'PATH' },
  'index-url': { type: 'string', description: 'package index to use instead of a bucket', valueHint: 'URL' },
  wheel: { type: 'string', description: 'wheel of studiolo; the one that came with this program', valueHint: 'FILE' },
  scripts: { type: 'string', description: 'more lifecycle scripts, bundled or your own', valueHint: 'A,./B.sh' },
  config: { type: 'string', description: 'YAML that names scripts and their parameters', valueHint: 'FILE' },
  apps: {
    type: 'string',
    default: places.join(','),
    description: 'where: private-jupyterlab, private-code-editor, shared-jupyterlab',
    valueHint: 'A,B',
  },
  existing: {
    type: 'string',
    description: 'what becomes of a built-in script that is there',
    valueHint: 'keep|replace',
  },
  enforce: { type: 'boolean', description: 'keep apps from starting when a script fails' },
} as const;

/** `studiolo domain install`: puts studiolo into every app of a domain. */
export const domainInstall = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'install', description: 'Install studiolo for everyone in a domain' },
    args,
    async run({ args: given, rawArgs }) {
      requireKnownOptions(rawArgs, Object.keys(args));
      const source = sourceOf(given.bucket, given.prefix, given['index-url']);
      const existing = existingOf(given.existing);
      const where = placesOf(given.apps);
      if (given.scripts !== undefined && given.config !== undefined) {
        throw new UsageError('--scripts and --config both name scripts; give one of them');
      }
      const means = meansOf(host, given.region);
      await told(async () => {
        const scripts =
          given.config === undefined
            ? await chosenScripts((given.scripts ?? '').split(',').filter((name) => name !== ''))
            : await scriptsOfFile(given.config);
        const enforced = given.enforce ? scripts.map((script) => enforcing(script)) : scripts;
        const wheel = given.wheel ?? path.join(host.folder, `studiolo-${version}-py3-none-any.whl`);
        const found = await survey(means.sagemaker, given.domain);
        await install(host, means, found, { scripts: enforced, source, wheel, places: where, existing }, given);
      });
    },
  });

/** What installing and upgrading share: the plan for these scripts and this wheel, carried out. */
export async function install(
  host: Host,
  means: Means,
  found: Survey,
  choice: Omit<Choice, 'parts' | 'wheel'> & { scripts: ChosenScript[]; wheel: string },
  options: ChangeOptions,
): Promise<void> {
  const wheel = await readWheel(choice.wheel);
  const parts = (SOURCE: string) =>
    partsOfChosen(choice.scripts, { 'install-studiolo': { SOURCE, WHEEL: wheel.name, SHA256: wheel.sha256 } });
  const project = await planInstall(means, found, { ...choice, wheel, parts });
  const done = await approveAndCarryOut(host, means, project, options);
  if (!done || options.json) return;
  await tellReach(host, means, options.domain);
  if (choice.source.kind === 's3') host.print(neededByRoles(found, choice.source));
}

/** The one permission that apps need for it. */
function neededByRoles({ domain }: Survey, { bucket, prefix }: { bucket: string; prefix: string }): string {
  const folder = wheelFolder(prefix, domain.domainId);
  const role = domain.executionRole === undefined ? '' : `, such as ${domain.executionRole},`;
  return `The apps' execution roles${role} must allow s3:GetObject on arn:aws:s3:::${bucket}/${folder}*`;
}

const enforcing = (script: ChosenScript): ChosenScript =>
  /^ENFORCE='/m.test(script.text) ? { ...script, values: { ENFORCE: 'yes', ...script.values } } : script;

function sourceOf(bucket: string | undefined, prefix: string, url: string | undefined): Source {
  if (url !== undefined && bucket !== undefined) throw new UsageError('give --bucket or --index-url, not both');
  if (url !== undefined) return { kind: 'index', url };
  if (bucket !== undefined) return { kind: 's3', bucket, prefix };
  throw new UsageError(
    'apps must get the wheel from somewhere: name a bucket with --bucket, or a package index with --index-url',
  );
}

function existingOf(text: string | undefined): Choice['existing'] {
  if (text === undefined) return 'refuse';
  if (text === 'keep' || text === 'replace') return text;
  throw new UsageError(`--existing takes keep or replace, not ${JSON.stringify(text)}`);
}

function placesOf(text: string): Place[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !places.some((place) => place === name));
  if (unknown !== undefined) throw new UsageError(`--apps takes ${places.join(', ')}, not ${JSON.stringify(unknown)}`);
  return places.filter((place) => names.includes(place));
}
