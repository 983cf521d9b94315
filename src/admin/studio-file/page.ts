import * as z from 'zod';
import { studioFileJsonSchema } from './json-schema';

/** What the page needs of a JSON Schema. */
interface Schema {
  type?: string | string[] | undefined;
  description?: string | undefined;
  default?: unknown;
  enum?: unknown[] | undefined;
  examples?: unknown[] | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: Schema | boolean | undefined;
}
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    examples: z.array(z.unknown()).optional(),
    items: Schema.optional(),
    anyOf: z.array(Schema).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([Schema, z.boolean()]).optional(),
  }),
);

/** A word of the language, where it stands, and what it may be. */
export interface Word {
  /** `domains.NAME.idle` */
  path: string;
  name: string;
  schema: Schema;
  needed: boolean;
}

/** A mapping of the language: its own words, and the members of AWS's that stand beside them. */
interface Part {
  path: string;
  words: Word[];
  members: string[];
}

/** The mappings of the language that have words of their own, the outermost first. */
export const parts = (): Part[] => partsOf(Schema.parse(JSON.parse(JSON.stringify(studioFileJsonSchema()))), '');

const isOwn = (name: string) => /^[a-z]/.test(name);

function partsOf(schema: Schema, path: string): Part[] {
  const { properties = {}, required = [], additionalProperties, anyOf = [], items } = schema;
  const names = Object.keys(properties);
  const below = (name: string) => [path, name].filter(Boolean).join('.');
  const words = names.filter(isOwn).map((name): Word => {
    const word = properties[name] ?? {};
    return { path: below(name), name, schema: word, needed: required.includes(name) && word.default === undefined };
  });
  const here = words.length === 0 ? [] : [{ path, words, members: names.filter((name) => !isOwn(name)) }];
  const inner = [
    ...words.flatMap((word) => partsOf(word.schema, word.path)),
    ...(typeof additionalProperties === 'object' ? partsOf(additionalProperties, below('NAME')) : []),
    ...anyOf.flatMap((one) => partsOf(one, path)),
    ...(items ? partsOf(items, path) : []),
  ];
  // What may be one or a list of them is told once.
  return [...here, ...inner].filter((part, at, all) => all.findIndex((one) => one.path === part.path) === at);
}

/** What a word may be, in the words of YAML. */
function formText({
  type: types,
  enum: values,
  anyOf,
  items,
  properties,
  additionalProperties,
  examples,
}: Schema): string {
  // Nothing behind the colon is an empty list or mapping everywhere, and is not told of each.
  const type = [types].flat().find((one) => one !== 'null') ?? types;
  if (values) return values.map((value) => `\`${String(value)}\``).join(' or ');
  if (examples) return examples.map((example) => `\`${String(example)}\``).join(', ');
  if (anyOf) return [...new Set(anyOf.map(formText).filter((text) => text !== 'nothing'))].join(', or ');
  if (type === 'array') return items ? `list of ${formText(items)}` : 'list';
  if (type === 'null') return 'nothing';
  if (properties) return 'mapping';
  if (type === 'object') return typeof additionalProperties === 'object' ? 'mapping by name' : 'mapping';
  return { string: 'text', boolean: 'true or false', integer: 'number', number: 'number' }[String(type)] ?? 'text';
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function rowOf({ name, schema, needed }: Word): string {
  const notes = [schema.description ?? '', needed ? 'needed' : ''].filter(Boolean).join('; ');
  return `| \`${name}\` | ${cell(formText(schema))} | ${cell(notes)} |`;
}

function partText({ path, words, members }: Part): string {
  const head = `## ${path === '' ? 'The file' : `\`${path}\``}`;
  const table = `| word | form | meaning |\n|---|---|---|\n${words.map(rowOf).join('\n')}`;
  const beside =
    members.length === 0
      ? []
      : [`Beside them stand AWS's members: ${members.map((name) => `\`${name}\``).join(', ')}.`];
  return [head, table, ...beside].join('\n\n');
}

/** The page of the whole language: `docs/studio-file-reference.md`. */
export const referencePage = (): string =>
  `${[
    '# The words of a Studio file',
    `Every word of [a Studio file](studio-file.md), with what it may be. Words in lower case are the file's own; words in upper
case are AWS's, passed as they are and checked against its service model. NAME stands for a name of your choice. This page is
made of the same schema as [\`examples/studio-file.schema.json\`](../examples/studio-file.schema.json), by which editors
complete and check a file.`,
    ...parts().map(partText),
  ].join('\n\n')}\n`;
