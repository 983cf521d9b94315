import { existsSync, statSync } from 'node:fs';
import { at } from './paths.mjs';
import { run, step } from './step.mjs';

/** Installs the npm packages of the lock file where that has not been done since it last changed. */
export async function ensureNpmPackages() {
  const marker = at('node_modules', '.package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
  // Not `npm ci`: it refuses a lock file without the builds for other platforms, which not every registry has.
  // No install script is needed: what they would fetch comes as packages of its own.
  await step('npm packages', () =>
    run('npm-install', 'npm', ['install', '--no-save', '--ignore-scripts', '--prefer-offline']),
  );
}
