import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { Guardrail } from '../../admin/guardrails/guardrail';
import { guardrails } from '../../admin/guardrails/guardrails';
import { type Given, ParameterError, readParameters } from '../../admin/guardrails/parameters';
import { didYouMean } from '../options';
import { UsageError } from '../host';
import { nearest } from '../nearest';

export const parametersOption = {
  type: 'string',
  description: 'what the guardrails take: names with their values (YAML or JSON)',
  valueHint: 'FILE',
} as const;

/** Several names, all of them where none is said. */
export const namesPlace = {
  type: 'positional',
  required: false,
  description: 'guardrails; all by default',
  valueHint: 'NAME…',
} as const;

/** What a file says of parameters; nothing where none is named. UsageError with all that is wrong. */
export async function parametersIn(file: string | undefined): Promise<Given> {
  if (file === undefined) return readParameters({});
  const text = await textOf('--parameters', file);
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw new UsageError(`--parameters ${file} cannot be read: ${broken.message}`);
  try {
    return readParameters(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(`--parameters ${file}:\n${error.message}`);
    throw error;
  }
}

/** The text of a file that an option names. UsageError. */
export async function textOf(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${option} ${JSON.stringify(file)} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** The guardrails of these names. UsageError for a name that none has. */
export function chosen(names: readonly string[]): readonly Guardrail[] {
  if (names.length === 0) return guardrails;
  return names.map((name) => {
    const found = guardrails.find((one) => one.name === name);
    if (found) return found;
    const all = guardrails.map((one) => one.name);
    throw new UsageError(
      `there is no guardrail ${JSON.stringify(name)}${didYouMean(nearest(name, all))}; studiolo guardrails list shows them`,
    );
  });
}
