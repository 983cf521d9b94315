import type { z } from 'zod';
import { partitionOf } from '../../studio/partition';
import { type Given, parameterNames, parameters, Parameters } from './parameters';

const GivenParameters = Parameters.partial();

/** What is said of parameters is not good: every fault, with its place. */
export class ParameterError extends Error {}

/** Reads what is said of parameters, and adds what is taken otherwise. Throws `ParameterError` with all that is wrong. */
export function readParameters(value: unknown): Given {
  const read = GivenParameters.safeParse(value ?? {});
  if (!read.success) throw new ParameterError(read.error.issues.map((issue) => faultText(issue, value)).join('\n'));
  const defaults = Object.fromEntries(
    parameterNames.flatMap((name) => {
      const { otherwise } = 'otherwise' in parameters[name] ? parameters[name] : { otherwise: undefined };
      return otherwise === undefined ? [] : [[name, otherwise]];
    }),
  );
  const given: Given = GivenParameters.parse({ ...defaults, ...read.data });
  const stray = given.region === undefined ? [] : foreign(given, partitionOf(given.region));
  if (stray.length > 0) throw new ParameterError(stray.join('\n'));
  return given;
}

function faultText({ path, message, code, ...rest }: z.core.$ZodIssue, value: unknown): string {
  if (code === 'unrecognized_keys') {
    const unknown = 'keys' in rest ? String(rest.keys) : '';
    return `there is no parameter ${unknown}; there are ${parameterNames.join(', ')}`;
  }
  const at = path.map((part) => (typeof part === 'number' ? `[${part}]` : String(part))).join('');
  if (path.length === 0) return 'parameters are names with their values, such as tagKey: owner';
  const found = path.reduce<unknown>((held, part) => Reflect.get(Object(held), part), value);
  return `${at} ${message}, not ${JSON.stringify(found)}`;
}

/** ARNs of another partition than the region's: they would be in no request. */
function foreign(given: Given, partition: string): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => {
      const [arn, found] = String(one).split(':');
      return arn !== 'arn' || found === partition
        ? []
        : [`${name}: ${String(one)} is in the partition ${found}, and the region ${given.region} in ${partition}`];
    }),
  );
}
