import { isObject } from './json-types';
import { matcher } from './pattern';
import { printedPattern } from './printed-pattern';
import type { Model } from './service';

/** What a value of a scalar or list shape must satisfy: the sentence as AWS has it, and its test. */
export interface Constraint {
  sentence: string;
  holds(value: unknown): boolean;
}

/**
 * A value that is too long is told to be of the wrong form as well, as AWS does: "2 validation errors detected: …
 * length less than or equal to 63; … regular expression pattern" [GH sagemaker-ml-workflow-with-apache-airflow#3].
 * Of one that is longer than this and than its shape allows, only the length is told: the time that some patterns take
 * grows with the square of it.
 */
const LONGEST_TRIED = 4096;

const isString = (value: unknown): value is string => typeof value === 'string';
const lengthOf = (value: unknown) => {
  if (isString(value) || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
};
const numberOf = (value: unknown) => (typeof value === 'number' ? value : NaN);

/**
 * The constraints that a shape's own data sets, in the order in which AWS lists their violations; lengths for
 * strings, lists and maps, values for numbers.
 */
export function constraintsOf<Ops>(model: Model<Ops>, shapeName: string): Constraint[] {
  const shape = model.shape(shapeName);
  const { min, max, pattern, enum: values } = shape;
  const found: Constraint[] = [];
  const measured = ['string', 'list', 'map'].includes(shape.type)
    ? { noun: 'length', of: lengthOf }
    : { noun: 'value', of: numberOf };
  if (values) {
    found.push({
      sentence: `Member must satisfy enum value set: [${values.join(', ')}]`,
      holds: (value) => isString(value) && values.includes(value),
    });
  }
  if (max !== undefined) {
    found.push({
      sentence: `Member must have ${measured.noun} less than or equal to ${max}`,
      holds: (value) => measured.of(value) <= max,
    });
  }
  if (min !== undefined) {
    found.push({
      sentence: `Member must have ${measured.noun} greater than or equal to ${min}`,
      holds: (value) => measured.of(value) >= min,
    });
  }
  if (pattern !== undefined) {
    const matches = matcher(pattern);
    const longestTried = Math.max(max ?? 0, LONGEST_TRIED);
    found.push({
      sentence: `Member must satisfy regular expression pattern: ${printedPattern(shapeName, pattern)}`,
      holds: (value) => isString(value) && (value.length > longestTried || matches(value)),
    });
  }
  return found;
}
