import path from 'node:path';
import { chosenScripts, partsOfChosen, scriptsOfFile, type ChosenScript } from '../../admin/scripts/chosen-scripts';
import type { Source } from '../../admin/installation/install';
import type { Wheel } from '../../admin/installation/wheel';
import { type BuiltInSlot, builtInSlots } from '../../admin/installation/rules/built-in-slot';
import type { Part } from '../../admin/scripts/part';
import { type Host, UsageError } from '../host';
import { nearest } from '../nearest';
import { didYouMean, wordsOf } from '../options';

/** Options that say what apps get. */
export const choiceOptions = {
  bucket: { type: 'string', description: 'S3 bucket that apps get the wheel from', valueHint: 'NAME' },
  prefix: { type: 'string', default: 'studiolo', description: 'folder in the bucket', valueHint: 'PATH' },
  'index-url': { type: 'string', description: 'package index to use instead of a bucket', valueHint: 'URL' },
  wheel: {
    type: 'string',
    description: 'wheel of studiolo, in place of the one that came with this program',
    valueHint: 'FILE',
  },
  scripts: { type: 'string', description: 'more lifecycle scripts, bundled or your own', valueHint: 'A,./B.sh' },
  config: { type: 'string', description: 'YAML that names scripts and their parameters', valueHint: 'FILE' },
  apps: {
    type: 'string',
    default: builtInSlots.join(','),
    description: 'where: private-jupyterlab, private-code-editor, shared-jupyterlab',
    valueHint: 'WHERE,…',
  },
  enforce: { type: 'boolean', description: 'keep apps from starting when a script fails' },
} as const;

/** What `choiceOptions` were given. */
export interface ChoiceOptions {
  bucket?: string | undefined;
  prefix: string;
  'index-url'?: string | undefined;
  scripts?: string | undefined;
  config?: string | undefined;
  apps: string;
  enforce?: boolean | undefined;
}

/** Where apps get the wheel from, and which of them. UsageError. */
export function whereOf(given: ChoiceOptions): { source: Source; slots: BuiltInSlot[] } {
  if (given.scripts !== undefined && given.config !== undefined) {
    throw new UsageError('--scripts and --config both name scripts; give one of them');
  }
  return { source: sourceOf(given.bucket, given.prefix, given['index-url']), slots: slotsOf(given.apps) };
}

/** The scripts that were chosen, in their order. Rejects with `ScriptError`. */
export async function scriptsOf(given: ChoiceOptions): Promise<ChosenScript[]> {
  const scripts =
    given.config === undefined ? await chosenScripts(wordsOf(given.scripts)) : await scriptsOfFile(given.config);
  return given.enforce ? scripts.map((script) => enforcing(script)) : scripts;
}

/** The file of the wheel: the one that is named, else the one that came with this program. */
export const wheelOf = (host: Host, version: string, given: string | undefined) =>
  given ?? path.join(host.folder, `studiolo-${version}-py3-none-any.whl`);

/** The scripts with what installs this wheel from `SOURCE`. ScriptError. */
export const partsInstalling = (scripts: readonly ChosenScript[], wheel: Wheel, SOURCE: string): Part[] =>
  partsOfChosen(scripts, { 'install-studiolo': { SOURCE, WHEEL: wheel.name, SHA256: wheel.sha256 } });

const enforcing = (script: ChosenScript): ChosenScript =>
  script.kind === 'own' ? { ...script, enforce: true } : { ...script, values: { ENFORCE: 'yes', ...script.values } };

function sourceOf(bucket: string | undefined, prefix: string, url: string | undefined): Source {
  if (url !== undefined && bucket !== undefined) throw new UsageError('give --bucket or --index-url, not both');
  if (url !== undefined) return { kind: 'index', url };
  if (bucket !== undefined) return { kind: 's3', bucket, prefix };
  throw new UsageError(
    'apps must get the wheel from somewhere: name a bucket with --bucket, or a package index with --index-url',
  );
}

function slotsOf(text: string): BuiltInSlot[] {
  const names = wordsOf(text);
  const unknown = names.find((name) => !builtInSlots.some((slot) => slot === name));
  if (unknown !== undefined)
    throw new UsageError(
      `--apps takes ${builtInSlots.join(', ')}, not ${JSON.stringify(unknown)}${didYouMean(nearest(unknown, builtInSlots))}`,
    );
  return builtInSlots.filter((slot) => names.includes(slot));
}
