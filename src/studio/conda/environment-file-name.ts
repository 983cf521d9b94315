import { FAILSAFE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import * as z from 'zod';

/** Every plain word is a text, as a name is, also `1.10`; that there is none, and `<<`, are as YAML has them. */
const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:null', {
      kind: 'scalar',
      resolve: (word: unknown) => word === null || /^(~|null|Null|NULL|)$/.test(String(word)),
      construct: () => null,
    }),
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (word: unknown) => word === '<<' || word === null }),
  ],
});

const Named = z.object({ name: z.string() });

/**
 * The name that an `environment.yml` gives, if it gives one. Read as conda reads it: UTF-8 or UTF-16, with or without a
 * byte order mark, and as leniently; `yaml`, which is used elsewhere, refuses some of what conda takes. Throws an `Error`
 * that says where a file is no YAML.
 */
export function environmentFileName(bytes: Uint8Array): string | undefined {
  try {
    return Named.safeParse(load(decoded(bytes), { schema })).data?.name.trim() || undefined;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new Error(`${error.reason} at line ${error.mark.line + 1}, column ${error.mark.column + 1}`, {
      cause: error,
    });
  }
}

/** Text without a byte order mark; UTF-16 is also told by every other byte of its first letters, which are ASCII. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(bytes);
}
