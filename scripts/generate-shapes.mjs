// Writes the shapes of each service model as TypeScript types: src/emulator/model/shapes.ts, and a shapes.ts beside each
// src/emulator/services/*/model.json. Run after replacing a model; a test fails when a model and its types disagree.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const emulator = new URL('../src/emulator/', import.meta.url);
const services = new URL('services/', emulator);

const SCALARS = {
  string: 'string',
  integer: 'number',
  long: 'number',
  double: 'number',
  float: 'number',
  boolean: 'boolean',
  timestamp: 'number',
  blob: 'string',
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
  if (shape.document) return `export type ${name} = unknown;`;
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

function write(modelFile, shapesFile) {
  const { operations, shapes } = JSON.parse(readFileSync(modelFile, 'utf8'));
  const signatures = Object.values(operations).map(
    ({ name, input, output }) =>
      `  ${name}: { input: ${input?.shape ?? 'Record<string, never>'}; output: ${output?.shape ?? 'void'} };`,
  );
  writeFileSync(
    shapesFile,
    [
      `// Generated from ${modelFile.pathname.split('/').at(-1)} by scripts/generate-shapes.mjs; timestamps are epoch seconds. Do not edit.`,
      ...Object.entries(shapes)
        .filter(([, shape]) => !shape.exception)
        .map(declaration),
      `export interface Operations {\n${signatures.join('\n')}\n}\n`,
    ].join('\n'),
  );
}

write(new URL('model/sagemaker.json', emulator), new URL('model/shapes.ts', emulator));
for (const name of existsSync(services) ? readdirSync(services) : []) {
  const folder = new URL(`${name}/`, services);
  const model = new URL('model.json', folder);
  if (existsSync(model)) write(model, new URL('shapes.ts', folder));
}
