// Writes src/emulator/services/<service>/model.json: botocore's model of the service, reduced to the operations that
// have a file in the folder and to the shapes that these need, without its documentation. Then run generate-shapes.mjs.
// `node scripts/reduce-model.mjs [SERVICE…]`; all services if none is named.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { at } from './setup/paths.mjs';
import { ensureEnvironment } from './setup/python.mjs';
import { main, SetupError } from './setup/step.mjs';

/** How botocore calls the services, by how the emulator does. */
const BOTOCORE = {
  tagging: 'resourcegroupstaggingapi',
  cloudtrail: 'cloudtrail',
  'service-quotas': 'service-quotas',
  cloudwatch: 'cloudwatch',
  'sso-admin': 'sso-admin',
  identitystore: 'identitystore',
  efs: 'efs',
  ec2: 'ec2',
};
/** What validates or writes values; the rest, such as documentation, does not concern the emulator. */
const SHAPE = [
  'type',
  'members',
  'required',
  'member',
  'key',
  'value',
  'min',
  'max',
  'pattern',
  'enum',
  'union',
  'document',
];
const SHAPE_ON_WIRE = [...SHAPE, 'exception', 'flattened'];
const MEMBER = ['shape', 'location', 'locationName', 'queryName'];

const pick = (value, names) =>
  Object.fromEntries(names.flatMap((name) => (name in value ? [[name, value[name]]] : [])));

function reduced(shape) {
  const kept = pick(shape, SHAPE_ON_WIRE);
  for (const part of ['member', 'key', 'value']) if (kept[part]) kept[part] = pick(kept[part], MEMBER);
  if (kept.members) {
    kept.members = Object.fromEntries(
      Object.entries(kept.members).map(([name, member]) => [name, pick(member, MEMBER)]),
    );
  }
  return kept;
}

function reduce(model, names) {
  const shapes = {};
  const operations = {};
  const need = (name) => {
    if (name in shapes) return;
    const shape = (shapes[name] = reduced(model.shapes[name]));
    for (const part of [shape.member, shape.key, shape.value, ...Object.values(shape.members ?? {})]) {
      if (part) need(part.shape);
    }
  };
  for (const name of names) {
    const operation = model.operations[name];
    if (!operation) throw new SetupError(`${model.metadata.serviceFullName} has no operation ${name}`);
    operations[name] = pick(operation, ['name', 'http', 'input', 'output']);
    for (const part of ['input', 'output']) {
      if (!operation[part]) continue;
      operations[name][part] = pick(operation[part], ['shape', 'resultWrapper']);
      need(operation[part].shape);
    }
  }
  const metadata = pick(model.metadata, ['apiVersion', 'targetPrefix', 'jsonVersion', 'protocols', 'xmlNamespace']);
  // EC2's has only one, and names no others.
  metadata.protocols ??= [model.metadata.protocol];
  const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { metadata, operations, shapes: sorted(shapes) };
}

function botocoreModel(tools, service) {
  const lib = path.join(tools, 'lib');
  const python = readdirSync(lib).find((name) => name.startsWith('python'));
  const folder = path.join(lib, python, 'site-packages', 'botocore', 'data', service);
  const version = readdirSync(folder).sort().at(-1);
  const file = path.join(folder, version, 'service-2.json');
  return JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : gunzipSync(readFileSync(`${file}.gz`)).toString());
}

await main(async () => {
  const tools = await ensureEnvironment('tools');
  const asked = process.argv.slice(2);
  for (const service of asked.length > 0 ? asked : Object.keys(BOTOCORE)) {
    const folder = at('src', 'emulator', 'services', service);
    if (!(service in BOTOCORE))
      throw new SetupError(`no service ${service}; there are ${Object.keys(BOTOCORE).join(', ')}`);
    const names = readdirSync(folder).flatMap((file) => /^([A-Z]\w+)\.ts$/.exec(file)?.[1] ?? []);
    const model = reduce(botocoreModel(tools, BOTOCORE[service]), names);
    writeFileSync(path.join(folder, 'model.json'), `${JSON.stringify(model, undefined, 1)}\n`);
  }
});
