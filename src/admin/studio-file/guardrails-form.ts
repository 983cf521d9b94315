import * as z from 'zod';
import { attachable } from '../guardrails/attach/policy';
import { inWords } from '../guardrails/generate';
import type { Guardrail } from '../guardrails/guardrail';
import { guardrails } from '../guardrails/guardrails';
import { type ParameterName, parameters } from '../guardrails/parameters';
import { oneOf, only, orEmpty } from './model/form';

/** Where of these a guardrail can stand, the place that it is meant for in a file first: a boundary, where it can. */
export const placesOf = ({ at }: Pick<Guardrail, 'at'>) => attachable.filter((place) => at.includes(place));

/** Parameters whose values may be names of the file, and what they name. */
export const named: Partial<Record<ParameterName, 'image' | 'script' | 'key' | 'role'>> = {
  images: 'image',
  imageVersions: 'image',
  scripts: 'script',
  keys: 'key',
  adminRoles: 'role',
  passableRoles: 'role',
  executionRoles: 'role',
  emrRoles: 'role',
  glueRole: 'role',
};

const many = (what: string) => orEmpty('list', z.array(z.string()).min(1, 'needs at least one')).describe(what);

function valueOf(name: ParameterName): z.ZodType {
  const { schema, says } = parameters[name];
  const of = named[name];
  if (of === undefined) return (schema instanceof z.ZodArray ? orEmpty('list', schema) : schema).describe(says);
  const text = `${says}: names of the file's \`${of}s\`, or ARNs`;
  return name === 'glueRole' ? z.string().describe(text) : many(text);
}

/** What a file says of a guardrail. */
export interface GuardrailForm {
  as?: (typeof attachable)[number] | undefined;
  to?: string | string[] | undefined;
  parameters: Readonly<Record<string, unknown>>;
}

function formOfGuardrail(one: Guardrail): z.ZodType<GuardrailForm> {
  const places = placesOf(one);
  if (places.length === 0) {
    const places = one.at.map((place) => inWords[place]).join(' or ');
    const error = `stands in ${places}, which no file attaches; studiolo guardrails generate ${one.name} --for ${one.at[0]} writes it`;
    return z.never({ error }).describe(`no word of a file: it stands in ${places}`);
  }
  const words = {
    as: oneOf(places).optional().describe(`where it stands; ${places[0]} if not said`),
    to: z
      .union([z.string(), z.array(z.string()).min(1)], { error: 'must be a name, or a list of names' })
      .optional()
      .describe('roles of `roles`, an account, or an organizational unit by its id or name'),
  };
  const own = Object.fromEntries(one.takes.map((name) => [name, valueOf(name).optional()]));
  return only({ ...own, ...words })
    .transform(({ as, to, ...rest }): GuardrailForm => ({ as, to, parameters: rest }))
    .describe(one.intent);
}

/** `guardrails:` of a file: each by its name, with its own parameters. */
export const GuardrailsForm = only(
  Object.fromEntries(guardrails.map((one) => [one.name, formOfGuardrail(one).optional()])),
).transform((said) => new Map(Object.entries(said).flatMap(([name, form]) => (form ? [[name, form] as const] : []))));
