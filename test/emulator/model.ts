import fc from 'fast-check';
import model from '../../src/emulator/model/sagemaker.json';

/** A shape as the service model's file has it; read here on its own, apart from the emulator's reading. */
export interface Shape {
  type: string;
  members?: Record<string, { shape: string }>;
  required?: string[];
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  union?: boolean;
}

const shapes: Record<string, Shape> = model.shapes;
const inputs: Record<string, { input?: { shape: string } }> = model.operations;

export const operationNames = Object.keys(inputs);
export const inputOf = (operation: string) => inputs[operation]!.input!.shape;

export function shape(name: string): Shape {
  const found = shapes[name];
  if (!found) throw new Error(name);
  return found;
}

export const matches = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`, 'us').test(value);

/** For the patterns that fast-check makes no values of, or only by luck. */
const EXAMPLES = ['a', 'd-a', 'ab', 'https://abc', 's3://a/b', 'fs-01234567'];

const samples = new Map<string, string>();

/** A string that a shape allows. */
function text(name: string): string {
  const { pattern, min = 0, max = Infinity, enum: values } = shape(name);
  if (values) return values[0]!;
  if (pattern === undefined) return 'a'.repeat(Math.max(min, 1));
  const fits = (value: string) => value.length >= min && value.length <= max && matches(pattern, value);
  let found = samples.get(name) ?? EXAMPLES.find(fits);
  if (found === undefined) {
    const made = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: 500, seed: 1 });
    found = made.filter(fits).sort((a, b) => a.length - b.length)[0];
  }
  if (found === undefined) throw new Error(`no example of ${name}: ${pattern}`);
  samples.set(name, found);
  return found;
}

/** The smallest value that a shape allows. */
export function valid(name: string): unknown {
  const { type, members = {}, required = [], member, key, value, min = 0, union } = shape(name);
  if (union) return oneMember(name);
  switch (type) {
    case 'structure':
      return Object.fromEntries(required.map((each) => [each, valid(members[each]!.shape)]));
    case 'list':
      return Array.from({ length: min }, () => valid(member!.shape));
    case 'map':
      return Object.fromEntries(Array.from({ length: min }, () => [text(key!.shape), valid(value!.shape)]));
    case 'string':
      return text(name);
    case 'boolean':
      return true;
    default:
      return min;
  }
}

/** A union with the first of its members. */
function oneMember(name: string): unknown {
  const [[member, inner] = ['', { shape: '' }]] = Object.entries(shape(name).members ?? {});
  return { [member]: valid(inner.shape) };
}

/** Where a value stands in an operation's input: the members on the way to it, `0` for the item of a list. */
export interface Place {
  steps: (string | 0)[];
  shape: string;
  required: boolean;
}

/** Every place of an operation's input, at any depth; items of lists of scalars, which have no place of their own, too. */
export function* places(name: string, steps: Place['steps'] = [], required = false): Iterable<Place> {
  yield { steps, shape: name, required };
  const { members = {}, required: names = [], member } = shape(name);
  for (const [each, { shape: inner }] of Object.entries(members)) {
    yield* places(inner, [...steps, each], names.includes(each));
  }
  if (member) yield* places(member.shape, [...steps, 0]);
}

/** The smallest input of a shape that has `leaf` at that place; undefined leaves it out. */
export function inputWith(name: string, [step, ...rest]: Place['steps'], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  const { members, member } = shape(name);
  if (step === 0) return [inputWith(member!.shape, rest, leaf)];
  return { ...(shape(name).union ? {} : Object(valid(name))), [step]: inputWith(members![step]!.shape, rest, leaf) };
}

/** A place as AWS's messages name it. */
export const pathOf = (steps: Place['steps']) =>
  steps.map((step) => (step === 0 ? '1.member' : step.charAt(0).toLowerCase() + step.slice(1))).join('.');
