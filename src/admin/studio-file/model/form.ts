import * as z from 'zod';
import { notListed, unknownWord } from '../nearest';
import { shapeNamed } from './shape';

/** Words that a rehearsal's seed has and a Studio file does not: they tell a past. */
const history = [
  ...['created', 'since', 'status', 'failure', 'fails', 'apps', 'takes', 'lastActive', 'durations', 'callers', 'chaos'],
  ...['accountQuotas', 'imageUsers', 'unreadableBaseImages', 'presignedUrlOrigin', 'activity', 'versions'],
];

/** A list or a mapping with nothing behind its colon is empty: so it stands in a file that somebody is writing. */
export const orEmpty = <Form extends z.ZodType>(empty: 'list' | 'mapping', form: Form) =>
  z.preprocess((value) => (value === null ? (empty === 'list' ? [] : {}) : value), form);

export const listOf = <Form extends z.ZodType>(form: Form) => orEmpty('list', z.array(form));
export const mappingOf = <Form extends z.ZodType>(name: z.ZodType<string>, form: Form) =>
  orEmpty('mapping', z.record(name, form));

/** A mapping that has these words and no others: each other one is told on a line of its own. */
export const only = <Words extends z.ZodRawShape>(words: Words) => orEmpty('mapping', wordsOf(words));

export const wordsOf = <Words extends z.ZodRawShape>(words: Words) =>
  z.strictObject(words, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((word) =>
              history.includes(word)
                ? 'this is for the emulator alone (studiolo emulate --seed); take it out'
                : unknownWord(word, Object.keys(words)),
            )
            .join('\n')
        : undefined,
  });

/** One of these words. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: (issue) => notListed(String(issue.input), words) });

/** Shapes that may be said by a name of the file: the word that stands before the name. */
const references: Readonly<Record<string, string>> = {
  RoleArn: 'role',
  KmsKeyId: 'key',
  StudioLifecycleConfigArn: 'script',
};

const forms = new Map<string, z.ZodType>();

/** The form that a shape of the service model takes in a file: what the model says of it, and no member that it has not. */
export function formOf(shapeName: string): z.ZodType {
  let form = forms.get(shapeName);
  if (!form) forms.set(shapeName, (form = makeForm(shapeName).meta({ id: shapeName })));
  return form;
}

/** A structure's members, all of which may be left out, but for those that their place in the file says already. */
export function membersOf(shapeName: string, ...omitted: string[]): Record<string, z.ZodType> {
  const { members = {} } = shapeNamed(shapeName);
  return Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => !omitted.includes(name))
      .map(([name, { shape }]) => [name, formOf(shape).optional()]),
  );
}

function makeForm(shapeName: string): z.ZodType {
  const shape = shapeNamed(shapeName);
  const { min, max } = shape;
  switch (shape.type) {
    case 'structure': {
      const { members = {}, required = [] } = shape;
      const words = Object.entries(members).map(([name, { shape: of }]): [string, z.ZodType] => [
        name,
        required.includes(name) ? formOf(of) : formOf(of).optional(),
      ]);
      const structure = only(Object.fromEntries(words));
      if (!shape.union) return structure;
      return structure.refine((value) => Object.keys(value).length === 1, 'has exactly one member');
    }
    case 'list': {
      const list = z.array(formOf(shape.member?.shape ?? ''));
      // A list that is not there is left as it is; an empty one empties it.
      return orEmpty(
        'list',
        bounds(list, min, max, 'entries', (value) => value.length),
      );
    }
    case 'map':
      return orEmpty(
        'mapping',
        bounds(
          z.record(z.string(), formOf(shape.value?.shape ?? '')),
          min,
          max,
          'entries',
          (value) => Object.keys(value).length,
        ),
      );
    case 'string': {
      if (shape.enum) return oneOf(shape.enum);
      const word = references[shapeName];
      const text = textOf(shapeName);
      if (word === undefined) return text;
      return z.union([text, only({ [word]: z.string() })], {
        error: ({ input }) =>
          typeof input === 'string'
            ? `${JSON.stringify(input)} is not of the form that AWS takes; to name one of this file, write { ${word}: NAME }`
            : `must be a text as AWS takes it, or { ${word}: NAME }`,
      });
    }
    case 'integer':
    case 'long':
      return bounds(z.int(unitOf(shapeName)), min, max, '', (value) => value).meta({ type: 'integer' });
    case 'boolean':
      return z.boolean();
    default:
      throw new Error(`a file has no form for the model's type ${shape.type}`);
  }
}

/** A number whose unit is in its name is told with it. */
function unitOf(shapeName: string): { error?: () => string } {
  const [, unit] = /In(Gb|Minutes)$/.exec(shapeName) ?? [];
  if (unit === undefined) return {};
  return { error: () => `must be a whole number of ${unit === 'Gb' ? 'GB' : 'minutes'}, without its unit` };
}

/** A string shape without an enumeration. */
export function textOf(shapeName: string): z.ZodType<string> {
  const { min, max, pattern } = shapeNamed(shapeName);
  const text = bounds(z.string(), min, max, 'characters', (value) => value.length);
  if (pattern === undefined) return text;
  const whole = new RegExp(`^(?:${withoutNestedRepetition(pattern)})$`, 'us');
  // Of what is too long only that is told: some patterns take long on a long text.
  const fits = (value: string) => value.length > (max ?? 4096) || whole.test(value);
  return text.refine(fits, `is not of the form that AWS takes here: ${pattern}`).meta({ pattern: `^(?:${pattern})$` });
}

/** The model's bounds, in words. */
function bounds<Form extends z.ZodType>(
  form: Form,
  min: number | undefined,
  max: number | undefined,
  unit: string,
  measured: (value: z.output<Form>) => number,
): Form {
  if (min === undefined && max === undefined) return form;
  const range = max === undefined ? `${min} or more` : `${min ?? 0} to ${max}`;
  const holds = (value: z.output<Form>) => measured(value) >= (min ?? 0) && measured(value) <= (max ?? Infinity);
  return form.refine(holds, `must be ${range}${unit && ` ${unit}`}`);
}

/** A repeated group of a repeated class, e.g. `([a-z]+/?){3,1016}`, would keep the engine busy for ever on a near miss. */
const nested = /\((\[(?:\\.|[^\]\\])+\])\+(\S\?)\)\{(\d+),\d+\}/g;
const withoutNestedRepetition = (pattern: string) => pattern.replace(nested, '(?:$1$2){$3,}');
