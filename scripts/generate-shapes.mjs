// Writes src/emulator/model/shapes.ts: the service model's shapes as TypeScript types.
// Run after replacing src/emulator/model/sagemaker.json; a test fails when the two disagree.
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/emulator/model/', import.meta.url);
const { operations, shapes } = JSON.parse(readFileSync(new URL('sagemaker.json', folder), 'utf8'));

const SCALARS = {
  string: 'string',
  integer: 'number',
  long: 'number',
  double: 'number',
  float: 'number',
  boolean: 'boolean',
  timestamp: 'number',
};

function typeOf(shape) {
  if (shape.enum) return shape.enum.map((value) => `'${value}'`).join(' | ');
  if (shape.type === 'list') return `${shape.member.shape}[]`;
  if (shape.type === 'map') return `Record<string, ${shape.value.shape}>`;
  const scalar = SCALARS[shape.type];
  if (!scalar) throw new Error(`no TypeScript type for ${JSON.stringify(shape)}`);
  return scalar;
}

function declaration([name, shape]) {
  if (shape.type !== 'structure') return `export type ${name} = ${typeOf(shape)};`;
  const required = new Set(shape.required ?? []);
  const members = Object.entries(shape.members).map(
    ([member, { shape: type }]) =>
      `  ${member}${required.has(member) ? '' : '?'}: ${type}${required.has(member) ? '' : ' | undefined'};`,
  );
  return members.length === 0
    ? `export type ${name} = Record<string, never>;`
    : `export interface ${name} {\n${members.join('\n')}\n}`;
}

const signatures = Object.values(operations).map(
  ({ name, input, output }) =>
    `  ${name}: { input: ${input?.shape ?? 'Record<string, never>'}; output: ${output?.shape ?? 'void'} };`,
);

writeFileSync(
  new URL('shapes.ts', folder),
  [
    '// Generated from sagemaker.json by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.',
    ...Object.entries(shapes)
      .filter(([, shape]) => !shape.exception)
      .map(declaration),
    `export interface Operations {\n${signatures.join('\n')}\n}\n`,
  ].join('\n'),
);
