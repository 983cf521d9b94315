import { parseDocument } from 'yaml';
import type { Guardrail } from '../../admin/guardrails/guardrail';
import { guardrails } from '../../admin/guardrails/guardrails';
import { examples, type Given, type Parameters } from '../../admin/guardrails/parameters';
import { ParameterError, readParameters } from '../../admin/guardrails/read-parameters';
import { completed } from '../../admin/guardrails/prove';
import { didYouMean } from '../options';
import { textOf } from '../text-of';
import { UsageError } from '../host';
import { nearest } from '../nearest';
import type { GivenParameters } from './given-parameters';

export const parametersOption = {
  type: 'string',
  description: "the guardrails' parameters: names and values (YAML or JSON), or a Studio file",
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
export async function parametersIn(file: string | undefined, version: string): Promise<GivenParameters> {
  if (file === undefined) return sameForAll(readParameters({}));
  const text = await textOf('--parameters', file);
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw new UsageError(`--parameters ${file} cannot be read: ${broken.message}`);
  if (document.has('studio') && document.has('domains')) {
    // The language of Studio files is read by who needs it.
    const { parametersOfStudio } = await import('./studio-parameters');
    return parametersOfStudio(file, version);
  }
  try {
    return sameForAll(readParameters(document.toJS({ maxAliasCount: 100 })));
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(`--parameters ${file}:\n${error.message}`);
    throw error;
  }
}

const sameForAll = (all: Given): GivenParameters => ({ all, of: () => all });

/** A guardrail that is given its own parameters, whatever it is asked with. */
export const withOwn = (one: Guardrail, own: Given): Guardrail => ({
  ...one,
  statements: (_, place) => one.statements(own, place),
});

/** The parameters of each guardrail, with those of an example where nothing is said. */
export const completedFor = ({ of }: GivenParameters, one: Guardrail): Parameters => {
  const own = of(one);
  return completed(own, examples(own.region, own.account));
};

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
