import { readFile } from 'node:fs/promises';
import { buildCommand, buildLayout, type Engine, engines, findEngine } from '../../admin/image/engine/engine';
import { buildArgumentsIn } from '../../admin/image/reading/build-arguments';
import { CommandError, type Host, UsageError } from '../host';
import { nearest } from '../nearest';
import { didYouMean, wordsOf } from '../options';

const all: Engine[] = [...engines];

export const buildOptions = {
  engine: { type: 'enum', options: all, description: 'what builds it; the first that works by default' },
  'engine-options': {
    type: 'string',
    description: "the engine's own options; those before a -- come before its verb; write it with =",
    valueHint: '"…"',
  },
  'build-args': { type: 'string', description: 'build arguments', valueHint: 'A=1,B=2' },
} as const;

export interface BuildOptions {
  'image-name': string;
  engine?: Engine | undefined;
  'engine-options'?: string | undefined;
  'build-args'?: string | undefined;
}

/** What `--build-args` gives. UsageError where a part has no `=`. */
export function buildArgumentsOf(given: Pick<BuildOptions, 'build-args'>): Record<string, string> {
  return Object.fromEntries(
    wordsOf(given['build-args']).map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new UsageError(`--build-args takes NAME=VALUE, not ${JSON.stringify(pair)}`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** Tells which of the arguments no ARG of the Dockerfile takes: engines pass them by. */
export async function tellUnused(host: Host, file: string, given: Readonly<Record<string, string>>): Promise<void> {
  if (Object.keys(given).length === 0) return;
  const { declared, unused } = buildArgumentsIn(await readFile(file, 'utf8'), given);
  for (const name of unused)
    host.tell(`--build-args ${name}: no ARG of ${file} has that name${didYouMean(nearest(name, declared))}`);
}

/** The engine that is asked for, or the first that works here. */
export function engineOf(given: BuildOptions): Engine {
  const engine = given.engine ?? findEngine(optionsOf(given));
  if (engine) return engine;
  throw new CommandError(
    `none of ${engines.join(', ')} works on this machine; start one, or let CodeBuild do it with --codebuild FOLDER`,
  );
}

interface Pinned {
  context: string;
  dockerfile?: string;
  buildArguments: Record<string, string>;
  labels: Record<string, string>;
}

/** Builds into an OCI layout folder, telling what it runs. */
export async function buildInto(host: Host, engine: Engine, given: BuildOptions, build: Pinned, layout: string) {
  await buildLayout(engine, tagOf(given), { ...build, options: optionsOf(given), layout }, host.tell, host.ending);
}

/** The command line that `buildInto` would run. */
export const buildLine = (engine: Engine, given: BuildOptions, build: Pinned) =>
  [engine, ...buildCommand(engine, tagOf(given), { ...build, options: optionsOf(given) })].join(' ');

const tagOf = (given: BuildOptions) => `localhost/studiolo/${given['image-name'].toLowerCase()}`;
const optionsOf = (given: BuildOptions) => (given['engine-options'] ?? '').split(' ').filter((option) => option !== '');
