import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { services } from '../../../src/emulator/services';

/** The titles of all tests of the services. */
const titles = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && path.dirname(name) !== '.')
  .flatMap((name) => readFileSync(path.join(__dirname, name), 'utf8').split('\n'))
  .flatMap((line) => /^ *(?:it|describe)\('(.+)',/.exec(line)?.[1] ?? []);

const beside = services.filter(({ title }) => title !== 'SageMaker');

it.each(beside.flatMap(({ title, operations }) => [...operations.keys()].map((name) => [title, name])))(
  '%s: a test is named after %s',
  (_service, operation) => {
    expect(titles.filter((title) => new RegExp(`\\b${operation}\\b`).test(title))).not.toEqual([]);
  },
);
