import { existsSync } from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';
import { run, SetupError, step } from './step.mjs';

/** Other releases of Node.js that the agent runs on, each as npm has it: the oldest and the one that comes next. */
export const nodeVersions = { 18: '18.20.8', 22: '22.23.3' };

/** The program of a release of Node.js, installed into the project's cache where it is not. */
export async function ensureNode(major) {
  const { platform, arch } = process;
  const name = `node-${platform}-${arch}`;
  const folder = path.join(cache, 'node', nodeVersions[major]);
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(program)) return program;
  await step(`Node.js ${nodeVersions[major]}`, () =>
    run(`node-${major}`, 'npm', ['install', '--no-save', '--prefix', folder, `${name}@${nodeVersions[major]}`]),
  );
  if (!existsSync(program)) throw new SetupError(`${name}@${nodeVersions[major]} has no program bin/node`);
  return program;
}
