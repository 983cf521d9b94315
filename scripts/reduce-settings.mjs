// Writes src/admin/studio-file/model/settings.json: what the service model says of the settings that a Studio file may
// name, out of the emulator's copy of the model. Run after changing that; a test fails when the two disagree.
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { at } from './setup/paths.mjs';

const roots = [
  'CreateDomainRequest',
  'CreateUserProfileRequest',
  'CreateSpaceRequest',
  'CreateAppImageConfigRequest',
  'CreateStudioLifecycleConfigRequest',
];
const { shapes } = JSON.parse(readFileSync(at('src', 'emulator', 'model', 'sagemaker.json'), 'utf8'));
const reached = new Map();
const reach = (name) => {
  const shape = shapes[name];
  if (reached.has(name)) return;
  reached.set(name, shape);
  const inner = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
  for (const one of inner) if (one) reach(one.shape);
};
roots.forEach(reach);
const sorted = Object.fromEntries([...reached].toSorted(([a], [b]) => (a < b ? -1 : 1)));
const file = at('src', 'admin', 'studio-file', 'model', 'settings.json');
const options = { ...(await prettier.resolveConfig(file)), filepath: file };
writeFileSync(file, await prettier.format(JSON.stringify(sorted, null, 2), options));
