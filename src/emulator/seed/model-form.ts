import * as z from 'zod';
import { constraintsOf } from '../model/constraints';
import { sageMakerModel, shapeNamed } from '../model/sagemaker';
import { notListed, unknownWord } from './nearest';

const forms = new Map<string, z.ZodType>();

/**
 * The form that a shape of the service model takes in a seed: what the model says of it, and no member that the model
 * does not have, which AWS itself would ignore in silence.
 */
export function formOf(shapeName: string): z.ZodType {
  let form = forms.get(shapeName);
  if (!form) forms.set(shapeName, (form = makeForm(shapeName).meta({ id: shapeName })));
  return form;
}

/** A structure's members, but for those that their place in the seed says already. */
export function membersOf(shapeName: string, ...omitted: string[]): Record<string, z.ZodType> {
  const { members = {}, required = [] } = shapeNamed(shapeName);
  return Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => !omitted.includes(name))
      .map(([name, { shape }]) => [name, required.includes(name) ? formOf(shape) : formOf(shape).optional()]),
  );
}

/**
 * An object that has these words and no others: each other one is told on a line of its own, one that was `renamed` with
 * its new name.
 */
export const only = <Words extends z.ZodRawShape>(words: Words, renamed: Record<string, string> = {}) =>
  z.strictObject(words, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((word) =>
              Object.hasOwn(renamed, word)
                ? `this is called ${renamed[word]} now`
                : unknownWord(word, Object.keys(words)),
            )
            .join('\n')
        : undefined,
  });

/** One of these words. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: (issue) => notListed(String(issue.input), words) });

function makeForm(shapeName: string): z.ZodType {
  const shape = shapeNamed(shapeName);
  switch (shape.type) {
    case 'structure': {
      const structure = only(membersOf(shapeName));
      return shape.union
        ? structure.refine((value) => Object.keys(value).length === 1, 'has exactly one member')
        : structure;
    }
    case 'list':
      return constrained(z.array(formOf(shape.member?.shape ?? '')), shapeName, {
        minItems: shape.min,
        maxItems: shape.max,
      });
    case 'map':
      return constrained(z.record(z.string(), formOf(shape.value?.shape ?? '')), shapeName, {
        minProperties: shape.min,
        maxProperties: shape.max,
      });
    case 'string':
      if (shape.enum) return oneOf(shape.enum);
      return textOf(shapeName);
    case 'integer':
    case 'long':
      return constrained(z.number(), shapeName, { type: 'integer', minimum: shape.min, maximum: shape.max });
    case 'boolean':
      return z.boolean();
    default:
      throw new Error(`a seed has no form for the model's type ${shape.type}`);
  }
}

/** A string shape without an enumeration. */
export function textOf(shapeName: string): z.ZodType<string> {
  const { min, max, pattern } = shapeNamed(shapeName);
  return constrained(z.string(), shapeName, {
    minLength: min,
    maxLength: max,
    pattern: pattern === undefined ? undefined : `^(?:${pattern})$`,
  });
}

/** The constraints of the model, in AWS's words; `schema` says the same to an editor. */
function constrained<Form extends z.ZodType>(form: Form, shapeName: string, schema: Record<string, unknown>): Form {
  const constraints = constraintsOf(sageMakerModel, shapeName);
  const said = Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
  return form
    .superRefine((value, context) => {
      for (const { sentence, holds } of constraints) if (!holds(value)) context.addIssue(sentence);
    })
    .meta(said);
}
