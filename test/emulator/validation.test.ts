import { startEmulator } from './harness';
import {
  inputOf,
  inputWith,
  matches,
  operationNames,
  pathOf,
  type Place,
  places,
  type Shape,
  shape,
  valid,
} from './model';
import printed from './patterns-of-2025.json';
import { agent, request } from './request';

// Hundreds of calls each.
jest.setTimeout(60_000);

let emulator: Awaited<ReturnType<typeof startEmulator>>;
beforeAll(async () => (emulator = await startEmulator()));
afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

async function answer(operation: string, input: unknown): Promise<{ __type?: string; Message?: string }> {
  const { text } = await request(emulator.url, `SageMaker.${operation}`, JSON.stringify(input));
  return text === '' ? {} : JSON.parse(text);
}

/** The message of a refusal, which is a ValidationException. */
async function refusal(operation: string, input: unknown): Promise<string> {
  const { __type, Message = '' } = await answer(operation, input);
  expect(__type).toBe('ValidationException');
  return Message;
}

/** The patterns that botocore 1.37.0 (February 2025) had otherwise: that is how AWS prints them. */
const printedPatterns = new Map(Object.entries(printed));

/** Each constraint of a shape in AWS's words, with a test of it. */
function constraints(name: string): [string, (value: never) => boolean][] {
  const { type, enum: values, min, max, pattern } = shape(name);
  const size = (value: number | string | unknown[]) => (typeof value === 'number' ? value : value.length);
  const noun = type === 'integer' || type === 'long' ? 'value' : 'length';
  const found: [string, (value: never) => boolean][] = [];
  if (values) found.push([`enum value set: [${values.join(', ')}]`, (value) => values.includes(value)]);
  if (max !== undefined) found.push([`${noun} less than or equal to ${max}`, (value) => size(value) <= max]);
  if (min !== undefined) found.push([`${noun} greater than or equal to ${min}`, (value) => size(value) >= min]);
  if (pattern !== undefined) {
    const words = `regular expression pattern: ${printedPatterns.get(name) ?? pattern}`;
    found.push([words, (value) => matches(pattern, value)]);
  }
  return found.map(([words, holds]) => [
    `Member must ${words.startsWith('length') || words.startsWith('value') ? 'have' : 'satisfy'} ${words}`,
    holds,
  ]);
}

const ODD = ['!', ' ', '\n', 'é', '-', '#!#', '', '😀', '~~~~~~~~', '\u0000', 'x y\tz'];

/** Values that break a constraint each, where there are such values. */
function wrong(name: string): unknown[] {
  const { type, enum: values, min = 0, max, pattern, member } = shape(name);
  switch (type) {
    case 'string': {
      const ofWrongForm = ODD.find(
        (value) => pattern && !matches(pattern, value) && value.length >= min && value.length <= (max ?? Infinity),
      );
      return [
        ...(values ? ['no-such-value'] : []),
        ...(max === undefined ? [] : ['a'.repeat(max + 1)]),
        ...(min > 0 ? ['a'.repeat(min - 1)] : []),
        ...(ofWrongForm === undefined ? [] : [ofWrongForm]),
      ];
    }
    case 'integer':
    case 'long':
      return [...(max === undefined ? [] : [max + 1]), ...(shape(name).min === undefined ? [] : [min - 1])];
    case 'list':
      return [
        ...(max === undefined ? [] : [Array.from({ length: max + 1 }, () => valid(member!.shape))]),
        ...(min > 0 ? [[]] : []),
      ];
    default:
      return [];
  }
}

const isScalarItem = (place: Place) => place.steps.at(-1) === 0 && shape(place.shape).type === 'string';

/** What AWS says of a wrong value; of a structure, how it is printed is not known. */
function expected(place: Place, value: unknown): RegExp {
  const every = constraints(place.shape);
  const printed = Array.isArray(value) ? `[${value.join(', ')}]` : `${String(value)}`;
  const quoted = printed.includes('[object') ? '.*' : literally(printed);
  if (isScalarItem(place)) {
    const words = literally(`Member must satisfy constraint: [${every.map(([sentence]) => sentence).join(', ')}]`);
    const at = literally(pathOf(place.steps.slice(0, -1)));
    return new RegExp(
      `^1 validation error detected: Value '\\[${quoted}\\]' at '${at}' failed to satisfy constraint: ${words}$`,
      's',
    );
  }
  const broken = every.filter(([, holds]) => !holds(value as never));
  const head = broken.length === 1 ? '1 validation error' : `${broken.length} validation errors`;
  const sentences = broken.map(
    ([sentence]) =>
      `Value '${quoted}' at '${literally(pathOf(place.steps))}' failed to satisfy constraint: ${literally(sentence)}`,
  );
  return new RegExp(`^${head} detected: ${sentences.join('; ')}$`, 's');
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A value of a JSON type that a shape does not have, and what is said of it. */
function otherType({ type }: Shape): [unknown, string] {
  switch (type) {
    case 'string':
      return [7, 'NUMBER_VALUE can not be converted to a String'];
    case 'integer':
      return ['7', 'STRING_VALUE can not be converted to an Integer'];
    case 'long':
      return [true, 'TRUE_VALUE can not be converted to a Long'];
    case 'boolean':
      return ['true', 'STRING_VALUE can not be converted to a Boolean'];
    case 'timestamp':
      return [{}, 'Start of structure or map found where not expected.'];
    case 'list':
      return [{}, 'Start of structure or map found where not expected.'];
    default:
      return [[], 'Unexpected field type'];
  }
}

describe.each(operationNames)('%s', (operation) => {
  const input = inputOf(operation);
  const all = [...places(input)];

  it('enforces every constraint of the service model, in words of the model', async () => {
    for (const place of all) {
      for (const value of wrong(place.shape)) {
        const message = await refusal(operation, inputWith(input, place.steps, value));
        expect(message).toMatch(expected(place, value));
      }
    }
  });

  it('requires what the service model requires', async () => {
    for (const { steps } of all.filter(({ required }) => required)) {
      const sentence = `1 validation error detected: Value null at '${pathOf(steps)}' failed to satisfy constraint: Member must not be null`;
      const path = steps.slice(0, -1);
      const above = { ...Object(inputAt(input, steps)), [String(steps.at(-1))]: undefined };
      expect(await refusal(operation, inputWith(input, path, above))).toBe(sentence);
      expect(await refusal(operation, inputWith(input, steps, null))).toBe(sentence);
    }
  });

  it('takes no other JSON type than that of the service model', async () => {
    for (const { steps, shape: name } of all) {
      const [value, Message] = otherType(shape(name));
      const input1 = inputWith(input, steps, value);
      expect(await answer(operation, input1)).toEqual({ __type: 'SerializationException', Message });
    }
  });

  it('finds nothing wrong where nothing is, and looks at no members that it does not have', async () => {
    for (const { steps, shape: name } of all) {
      const leaf = valid(name);
      const more = shape(name).type === 'structure' ? { ...Object(leaf), NoSuchMember: [1], __proto__: 1 } : leaf;
      const { __type, Message = '' } = await answer(operation, inputWith(input, steps, more));
      expect(__type).not.toBe('SerializationException');
      expect(Message).not.toMatch(/validation errors? detected/);
    }
  });
});

/** The structure that holds a member in the smallest input that has it. */
function inputAt(input: string, steps: Place['steps']): unknown {
  const name = [...places(input)].find((place) => place.steps.join() === steps.slice(0, -1).join())?.shape;
  return valid(name!);
}

it('knows a value that breaks each pattern, but for those that fit everything', () => {
  const everywhere = operationNames.flatMap((operation) => [...places(inputOf(operation))]);
  const patterns = everywhere.filter(({ shape: name }) => shape(name).pattern !== undefined);
  const unbroken = patterns.filter(({ shape: name }) => {
    const { pattern = '', max = Infinity } = shape(name);
    return !wrong(name).some((value) => String(value).length <= max && !matches(pattern, String(value)));
  });
  expect(new Set(unbroken.map(({ shape: name }) => shape(name).pattern))).toEqual(new Set(['.*']));
  expect(patterns.length).toBeGreaterThan(500);
});

// As AWS is known to word them.
it.each([
  [
    'DescribeSpace',
    { DomainId: 'd-1' },
    "1 validation error detected: Value null at 'spaceName' failed to satisfy constraint: Member must not be null",
  ],
  [
    'ListTags',
    { ResourceArn: '' },
    "1 validation error detected: Value '' at 'resourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+",
  ],
  [
    'AddTags',
    {
      ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:image/a',
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: '#', Value: 'c' },
      ],
    },
    "1 validation error detected: Value '#' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
  ],
  [
    'ListDomains',
    { MaxResults: 101, NextToken: null },
    "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'DeleteTags',
    { ResourceArn: 'x', TagKeys: ['a', '#'] },
    "2 validation errors detected: Value 'x' at 'resourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+; Value '[a, #]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$]",
  ],
  [
    'DescribeImage',
    { ImageName: `${'a'.repeat(63)}_` },
    `2 validation errors detected: Value '${'a'.repeat(63)}_' at 'imageName' failed to satisfy constraint: Member must have length less than or equal to 63; Value '${'a'.repeat(63)}_' at 'imageName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}$`,
  ],
])('words what is wrong as AWS does: %s', async (operation, input, message) => {
  expect(await refusal(operation, input)).toBe(message);
});

it.each(['0', 'a', '-', '1.', 'a/'])(
  'comes to an end with values of %j that are as long as a request can be',
  async (part) => {
    const long = part.repeat(1_000_000 / part.length);
    for (const [operation, input] of [
      ['DescribeImageVersion', { ImageName: 'a', Alias: `${long}!` }],
      ['UpdateImageVersion', { ImageName: 'a', AliasesToAdd: [`${long}!`] }],
      ['DescribeSpace', { DomainId: 'd-1', SpaceName: `a${long}!` }],
      ['UpdateSpace', repositories(`https://${long}!`)],
    ] as const) {
      expect(await refusal(operation, input)).toContain('Member must have length less than or equal to');
    }
  },
);

const repositories = (RepositoryUrl: string) => ({
  DomainId: 'd-1',
  SpaceName: 'a',
  SpaceSettings: { JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl }] } },
});

const variables = (ContainerEnvironmentVariables: Record<string, unknown>) => ({
  AppImageConfigName: 'variables',
  JupyterLabAppImageConfig: { ContainerConfig: { ContainerEnvironmentVariables } },
});
const AT = "at 'jupyterLabAppImageConfig.containerConfig.containerEnvironmentVariables' failed to satisfy constraint: ";

it.each([
  [
    { ' ': '1' },
    `Value '{ =1}' ${AT}Map keys must satisfy constraint: [Member must have length less than or equal to 256`,
  ],
  [
    { A: 'x'.repeat(257) },
    `Value '{A=${'x'.repeat(257)}}' ${AT}Map value must satisfy constraint: [Member must have length`,
  ],
  [
    Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`K${index}`, ''])),
    'Member must have length less than or equal to 25',
  ],
])('holds the keys and values of maps to their constraints', async (given, words) => {
  expect(await refusal('CreateAppImageConfig', variables(given))).toContain(words);
});

it('takes no other JSON type in maps and lists', async () => {
  expect(await answer('CreateAppImageConfig', variables({ A: 1 }))).toEqual({
    __type: 'SerializationException',
    Message: 'NUMBER_VALUE can not be converted to a String',
  });
  expect(await answer('DeleteTags', { ResourceArn: 'x', TagKeys: [null] })).toEqual({
    __type: 'SerializationException',
    Message: 'NULL_VALUE can not be converted to a String',
  });
});

it('keeps variables whose names every object has', async () => {
  const given = JSON.parse('{"__proto__": "1", "constructor": "2", "toString": "3"}');
  expect(await answer('CreateAppImageConfig', variables(given))).toEqual({ AppImageConfigArn: expect.any(String) });
  const kept = await answer('DescribeAppImageConfig', { AppImageConfigName: 'variables' });
  expect(JSON.stringify(kept)).toContain('{"__proto__":"1","constructor":"2","toString":"3"}');
});
