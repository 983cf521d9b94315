import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineCommand } from 'citty';
import { cloudFormation, NoResource } from '../../admin/guardrails/cloud-formation';
import { documentText, generate, type Generated, inWords, TooLarge } from '../../admin/guardrails/generate';
import { type Guardrail, NotGiven, type PolicyType, places } from '../../admin/guardrails/guardrail';
import type { Given } from '../../admin/guardrails/parameters';
import { table } from '../app/text/table';
import { CommandError, type Host, UsageError } from '../host';
import { writingTo } from '../writing-to';
import { chosen, namesPlace, parametersIn, parametersOption, withOwn } from './parameters-file';

const formats: string[] = ['json', 'cloudformation'];
const placeNames: string[] = [...places];

const args = {
  names: namesPlace,
  parameters: parametersOption,
  for: { type: 'enum', options: placeNames, default: 'identity', description: 'where the policies will be attached' },
  format: {
    type: 'enum',
    options: formats,
    default: 'json',
    description: 'plain documents, or one template',
  },
  out: { type: 'string', required: true, description: 'folder for the files', valueHint: 'FOLDER' },
} as const;

/** `studiolo guardrails generate`: the policies, in files. */
export const guardrailsGenerate = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'generate', description: "Write the policies of guardrails, split to fit AWS's limits" },
    args,
    async run({ args: given }) {
      const place = placeOf(given.for);
      const wanted = forPlace(chosen(given._), place, given._.length > 0);
      const parameters = await parametersIn(given.parameters, version);
      const own = wanted.map((one) => withOwn(one, parameters.of(one)));
      const documents = generated(own, {}, place);
      const files =
        given.format === 'json'
          ? documents.map((one) => ({ name: `${one.name}.json`, text: `${documentText(one)}\n`, from: one }))
          : [{ name: `${place}.template.json`, text: template(documents), from: undefined }];
      await writingTo(given.out, async () => {
        await mkdir(given.out, { recursive: true });
        for (const { name, text } of files) await writeFile(path.join(given.out, name), text);
      });
      const columns = [
        { head: 'document' },
        { head: 'characters', align: 'right' as const },
        { head: 'of', align: 'right' as const },
        { head: 'guardrails' },
      ];
      const rows = documents.map(({ name, size, most, guardrails }) => [
        name,
        String(size),
        String(most),
        guardrails.join(' '),
      ]);
      for (const line of table(columns, rows, host)) host.print(line);
      host.tell(`written to ${given.out}: ${files.map(({ name }) => name).join(', ')}`);
    },
  });

/** A place by its name. */
export function placeOf(name: string): PolicyType {
  const place = places.find((one) => one === name);
  if (place) return place;
  throw new UsageError(`--for takes one of ${places.join(', ')}, not ${JSON.stringify(name)}`);
}

/** Those that stand in a place. What is named has to; of all, one of two that stand in for each other is enough. */
export function forPlace(some: readonly Guardrail[], place: PolicyType, areNamed: boolean): readonly Guardrail[] {
  const strays = areNamed ? some.filter(({ at }) => !at.includes(place)) : [];
  if (strays.length > 0)
    throw new UsageError(
      strays
        .map(({ name, at }) => `${name} cannot stand in ${inWords[place]} (--for ${place}); it is for ${at.join(', ')}`)
        .join('\n'),
    );
  return some.filter(({ at, insteadOf }) => at.includes(place) && (areNamed || insteadOf === undefined));
}

/** The documents. UsageError for what is not said; CommandError for what cannot fit. */
export function generated(wanted: readonly Guardrail[], parameters: Given, place: PolicyType): Generated[] {
  const missing = wanted.flatMap((one) => {
    try {
      one.statements(parameters, place);
      return [];
    } catch (error) {
      if (error instanceof NotGiven) return [error.message];
      throw error;
    }
  });
  if (missing.length > 0) throw new UsageError(`${missing.join('\n')}\nsay them in a file: --parameters FILE`);
  try {
    return generate(wanted, parameters, place);
  } catch (error) {
    if (error instanceof TooLarge) throw new CommandError(error.message);
    throw error;
  }
}

function template(documents: readonly Generated[]): string {
  try {
    return `${JSON.stringify(cloudFormation(documents), null, 2)}\n`;
  } catch (error) {
    if (error instanceof NoResource) throw new UsageError(error.message);
    throw error;
  }
}
