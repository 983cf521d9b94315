import * as z from 'zod';
import { studioFileJsonSchema } from '../../../src/admin/studio-file/json-schema';
import { mistakesIn, readStudio } from './read';

interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: Schema | boolean | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
  definitions?: Record<string, Schema> | undefined;
}
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), Schema).optional(),
    additionalProperties: z.union([Schema, z.boolean()]).optional(),
    items: Schema.optional(),
    anyOf: z.array(Schema).optional(),
    allOf: z.array(Schema).optional(),
    definitions: z.record(z.string(), Schema).optional(),
  }),
);
const language = Schema.parse(JSON.parse(JSON.stringify(studioFileJsonSchema())));

/** A list or a mapping of the language, by the words that lead to it: NAME for a name of anybody's choice. */
interface Part {
  path: string[];
  empty: [] | Record<string, never>;
  takesNothing: boolean;
}

function partsOf(schema: Schema, path: string[]): Part[] {
  const { $ref, type, properties = {}, additionalProperties: each, items, anyOf = [], allOf = [] } = schema;
  const named = $ref === undefined ? [] : [language.definitions?.[$ref.replace(/.*\//, '')] ?? {}];
  const types = [type ?? []].flat();
  const here = types.includes('array') ? [] : types.includes('object') ? {} : undefined;
  return [
    ...(here === undefined ? [] : [{ path, empty: here, takesNothing: types.includes('null') }]),
    ...Object.entries(properties).flatMap(([name, one]) => partsOf(one, [...path, name])),
    ...(typeof each === 'object' ? partsOf(each, [...path, 'NAME']) : []),
    ...(items ? partsOf(items, [...path, '0']) : []),
    ...[...named, ...anyOf, ...allOf].flatMap((one) => partsOf(one, path)),
  ];
}

/** Of what may be a list or a mapping, the list: nothing is one there. */
const parts = [...new Map(partsOf(language, []).map((part) => [part.path.join('.'), part])).values()].filter(
  ({ path }) => path.length > 0,
);

/** A file that says this at a path, and what every file must say. */
function fileWith(path: readonly string[], value: unknown): string {
  const inside = path.reduceRight<unknown>(
    (inner, name) => (name === '0' ? [inner] : { [name === 'NAME' ? 'd-one' : name]: inner }),
    value,
  );
  return JSON.stringify(
    Object.assign({ studio: 'acme', account: '123456789012', region: 'us-east-1', domains: {} }, inside),
  );
}

/** What is told of it, without where. */
const toldOf = async (path: readonly string[], value: unknown) =>
  (await mistakesIn(fileWith(path, value))).map((line) => line.replace(/^[^ ]+ /, ''));

it('nothing behind the colon of a list or a mapping is an empty one, everywhere', async () => {
  expect(parts.length).toBeGreaterThan(400);
  expect(parts.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['scripts', 'domains.NAME.userProfiles.NAME', 'domains.NAME.DefaultUserSettings']),
  );
  const differ: object[] = [];
  for (const { path, empty, takesNothing } of parts) {
    const [nothing, none] = [await toldOf(path, null), await toldOf(path, empty)];
    if (takesNothing && JSON.stringify(nothing) !== JSON.stringify(none)) differ.push({ path, nothing, none });
    // What needs something says what, and never that nothing is no list or mapping.
    if (nothing.some((line) => /must be a (list|mapping)/.test(line) && !line.includes('missing')))
      differ.push({ path, nothing });
  }
  expect(differ).toEqual([]);
});

const head = `studio: acme\naccount: '123456789012'\nregion: us-east-1\n`;

it('a file that somebody is writing says what it says so far', async () => {
  const sections = ['network', 'keys', 'roles', 'scripts', 'lifecycleConfigs', 'images', 'appImageConfigs', 'teams'];
  const words = ['userProfiles', 'userProfilesFrom', 'spaces', 'scripts', 'images', 'tags', 'DefaultUserSettings'];
  const text = `${head}${sections.map((one) => `${one}:\n`).join('')}domains:\n  d-one:\n`;
  const short = await readStudio(`${head}domains: { d-one: { images: [], tags: {} } }`);
  expect(await readStudio(`${text}${words.map((one) => `    ${one}:\n`).join('')}`)).toEqual(short);
  expect((await readStudio(`${head}guardrails:\ndomains:\n`)).policies).toEqual(
    (await readStudio(`${head}guardrails: {}\ndomains: {}\n`)).policies,
  );
  const people = await readStudio(
    `${text}    userProfiles:\n      ana:\n      bo: {}\nteams:\n  ml:\n`.replace('teams:\n', ''),
  );
  expect(people.resources.map(({ ref }) => ref.name)).toEqual(['d-one', 'ana', 'bo']);
});

it('nothing takes a tag away, and empties a list of AWS’s', async () => {
  const text = `${head}domains:\n  d-one:\n    tags: { team: }\n    instanceTypes:\n    DefaultUserSettings:\n      JupyterLabAppSettings:\n        CodeRepositories:\n`;
  const [domain] = (await readStudio(text)).resources;
  expect(domain).toMatchObject({
    untagged: ['team'],
    settings: {
      DefaultUserSettings: {
        StudioWebPortalSettings: { HiddenInstanceTypes: [] },
        JupyterLabAppSettings: { CodeRepositories: [] },
      },
    },
  });
});

it('of what must be said it is told that nothing is, and what it may be', async () => {
  const text = `${head}roles:\n  ml:\nkeys:\n  own:\nscripts:\n  base:\n    for:\n    run:\ndomains:\n  one:\n  d-two:\n    AuthMode:\n    SubnetIds:\n    spaces:\n      study:\n`;
  expect(await mistakesIn(text)).toEqual([
    'studio.yaml:5:6: roles.ml: nothing is said: must be the ARN of a role, or { arn: ARN, kind: … }',
    'studio.yaml:7:7: keys.own: nothing is said: must be a text',
    'studio.yaml:9:3: scripts.base: needs builtIn, default or offered: true',
    'studio.yaml:10:9: scripts.base.for: []: needs at least one',
    'studio.yaml:11:9: scripts.base.run: []: needs at least one',
    'studio.yaml:15:14: domains.d-two.AuthMode: nothing is said: not one of SSO, IAM',
    'studio.yaml:16:15: domains.d-two.SubnetIds: []: must be 1 to 16 entries',
    'studio.yaml:18:13: domains.d-two.spaces.study.owner: missing: must be the name of a user profile',
  ]);
  expect(await mistakesIn(`${head}domains:\n  one:\n`)).toEqual([
    'studio.yaml:5:3: domains.one: needs AuthMode: IAM or SSO',
    'studio.yaml:5:3: domains.one: needs VpcId and SubnetIds, here or in `network`',
    'studio.yaml:5:3: domains.one: needs an execution role: `role`, or DefaultUserSettings.ExecutionRole',
  ]);
});
