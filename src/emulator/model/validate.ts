import { validationException } from '../errors';
import { type Constraint, constraintsOf } from './constraints';
import { isObject, requireJsonType } from './json-types';
import type { Model, Signatures } from './service';

type Check = (value: unknown, path: string, violations: string[]) => unknown;
type InputOf<Ops, Name extends keyof Ops> = Ops[Name] extends Signatures[string] ? Ops[Name]['input'] : never;

/**
 * An operation's input as its service model allows it: unknown members dropped, null members taken as absent.
 * Throws SerializationException for a JSON type that does not fit, else ValidationException with all violations, in
 * AWS's words (fact sheet, section 4: "1 validation error detected: Value null at '…' failed to satisfy …").
 */
export function validInput<Ops, Name extends keyof Ops & string>(
  model: Model<Ops>,
  operation: Name,
  input: unknown,
): InputOf<Ops, Name>;
export function validInput(model: Model<unknown>, operation: string, input: unknown): unknown;
export function validInput(model: Model<unknown>, operation: string, input: unknown): unknown {
  const shape = model.operation(operation).input?.shape;
  const violations: string[] = [];
  const value = shape === undefined ? {} : checksOf(model).of(shape)(input, '', violations);
  if (violations.length > 0) {
    const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
    throw validationException(`${count}: ${violations.join('; ')}`);
  }
  // The model's data has just been seen to hold, and the types are generated from the same data.
  return value;
}

const made = new WeakMap<object, Checks>();

function checksOf(model: Model<unknown>): Checks {
  let checks = made.get(model);
  if (!checks) made.set(model, (checks = new Checks(model)));
  return checks;
}

/** The checks of a model's shapes, each made when it is first needed. */
class Checks {
  readonly #made = new Map<string, Check>();

  constructor(readonly model: Model<unknown>) {}

  of(name: string): Check {
    let check = this.#made.get(name);
    if (!check) this.#made.set(name, (check = makeCheck(this, name)));
    return check;
  }
}

function makeCheck(checks: Checks, name: string): Check {
  const shape = checks.model.shape(name);
  const constraints = constraintsOf(checks.model, name);
  const members = Object.entries(shape.members ?? {});
  if (shape.document) return (value) => value;
  switch (shape.type) {
    case 'structure':
      return shape.union ? union(checks, members) : structure(checks, members, new Set(shape.required));
    case 'list':
      return list(checks, shape.member?.shape ?? '', constraints, shape.max);
    case 'map':
      return map(checks, shape.key?.shape ?? '', shape.value?.shape ?? '', constraints);
    default:
      return (value, path, violations) => {
        requireJsonType(shape.type, value);
        report(constraints, value, path, violations);
        return value;
      };
  }
}

/** Paths have AWS's form: members begin in lower case, list items are counted from 1 (`tags.1.member.key`). */
const spelt = (member: string) => `${member.charAt(0).toLowerCase()}${member.slice(1)}`;

function structure(checks: Checks, members: [string, { shape: string }][], required: Set<string>): Check {
  const parts = members.map(([member, { shape }]) => ({ member, shape, inPath: spelt(member) }));
  return (value, path, violations) => {
    requireJsonType('structure', value);
    const kept: Record<string, unknown> = {};
    const prefix = path === '' ? '' : `${path}.`;
    for (const { member, shape, inPath } of parts) {
      const given = isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
      if (given !== undefined && given !== null) {
        kept[member] = checks.of(shape)(given, `${prefix}${inPath}`, violations);
      } else if (required.has(member)) {
        violations.push(violation('null', `${prefix}${inPath}`, 'Member must not be null'));
      }
    }
    return kept;
  };
}

/**
 * A union has exactly one member (service model, `union`). That AWS refuses others as a ValidationException is an
 * assumption, and the sentence is ours; what it would answer of one that it took could not be parsed by any client.
 */
function union(checks: Checks, members: [string, { shape: string }][]): Check {
  const asStructure = structure(checks, members, new Set());
  return (value, path, violations) => {
    const kept = asStructure(value, path, violations);
    if (isObject(kept) && Object.keys(kept).length !== 1) {
      violations.push(violation(shown(kept), path, 'Member must have exactly one member set'));
    }
    return kept;
  };
}

function list(checks: Checks, member: string, constraints: Constraint[], most = Infinity): Check {
  const ofMember = checks.model.shape(member);
  const nested = ofMember.type === 'structure' || ofMember.type === 'list';
  const memberConstraints = nested ? [] : constraintsOf(checks.model, member);
  return (value, path, violations) => {
    requireJsonType('list', value);
    const items: unknown[] = Array.isArray(value) ? value : [];
    report(constraints, items, path, violations);
    if (nested) {
      // Of a list that is too long, which has been reported, no more than may be there is looked at.
      const looked = items.slice(0, most);
      return looked.map((item, index) => checks.of(member)(item, `${path}.${index + 1}.member`, violations));
    }
    for (const item of items) requireJsonType(ofMember.type, item);
    // Scalars are not reported one by one: the list is, with all that its members must satisfy.
    if (items.some((item) => !memberConstraints.every(({ holds }) => holds(item)))) {
      const sentences = memberConstraints.map(({ sentence }) => sentence).join(', ');
      violations.push(violation(shown(items), path, `Member must satisfy constraint: [${sentences}]`));
    }
    return items;
  };
}

/** The maps of the model have scalar values, which are reported as the scalars of lists are. */
function map(checks: Checks, keyShape: string, valueShape: string, constraints: Constraint[]): Check {
  const ofValue = checks.model.shape(valueShape);
  const parts = [
    { noun: 'keys', of: Object.keys, constraints: constraintsOf(checks.model, keyShape) },
    { noun: 'value', of: Object.values<unknown>, constraints: constraintsOf(checks.model, valueShape) },
  ];
  return (value, path, violations) => {
    requireJsonType('map', value);
    const entries = isObject(value) ? value : {};
    report(constraints, entries, path, violations);
    for (const item of Object.values(entries)) requireJsonType(ofValue.type, item);
    for (const { noun, of, constraints: each } of parts) {
      if (of(entries).every((item) => each.every(({ holds }) => holds(item)))) continue;
      const sentences = each.map(({ sentence }) => sentence).join(', ');
      violations.push(violation(shown(entries), path, `Map ${noun} must satisfy constraint: [${sentences}]`));
    }
    return entries;
  };
}

function report(constraints: Constraint[], value: unknown, path: string, violations: string[]): void {
  for (const { sentence, holds } of constraints) {
    if (!holds(value)) violations.push(violation(shown(value), path, sentence));
  }
}

const violation = (value: string, path: string, sentence: string) =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${sentence}`;

/** A value as AWS prints it: lists and structures as Java prints them, everything in one pair of quotes. */
const shown = (value: unknown) => `'${printed(value)}'`;
const printed = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (isObject(value)) return `{${Object.entries(value).map(([key, item]) => `${key}=${printed(item)}`).join(', ')}}`;
  return String(value);
};
