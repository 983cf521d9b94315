import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Moto } from './moto';
import { LifecycleRoot, type Ended } from './root';
import { script } from './script';
import { space } from './studio-environment';

/** Where the home folder of the tests' space is kept. */
export const place = `s3://homes/studio/${space.domain}/${space.name}`;

/** Makes moto as it was at first, with an empty bucket for home folders. */
export async function emptyBucket(moto: Moto): Promise<void> {
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  await fetch(`${moto.url}/homes`, { method: 'PUT' });
}

/** Runs backup-home and waits for the copying in the background: how the start ended, and what the copying said. */
export const backup = (root: LifecycleRoot, parameters: Record<string, string> = {}) =>
  finished(root, 'backup-home', { DESTINATION: 's3://homes/studio', ...parameters });

/** Runs restore-home and waits in the same way. */
export const restore = (root: LifecycleRoot, parameters: Record<string, string> = {}) =>
  finished(root, 'restore-home', { SOURCE: place, ...parameters });

async function finished(
  root: LifecycleRoot,
  name: 'backup-home' | 'restore-home',
  parameters: Record<string, string>,
): Promise<Ended & { log: string }> {
  const before = log(root, name).length;
  const ended = await root.run(script(name, parameters));
  if (existsSync(root.at(`/tmp/studiolo-${name}-1000.lock`))) {
    await root.execute(['flock', `/tmp/studiolo-${name}-1000.lock`, 'true']);
  }
  return { ...ended, log: log(root, name).slice(before) };
}

/** What has been said in the background so far. */
export function log(root: LifecycleRoot, name: 'backup-home' | 'restore-home'): string {
  const file = root.at(`/tmp/studiolo-${name}-1000.log`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The names of the objects under a part of the place. */
export async function stored(moto: Moto, part: 'manifests' | 'pieces'): Promise<string[]> {
  const listed = await fetch(`${moto.url}/homes?list-type=2`).then((answer) => answer.text());
  return [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)]
    .map(([, key = '']) => key)
    .filter((key) => key.includes(`/${part}/`))
    .map((key) => path.basename(key));
}

/** All of a home folder: kind, mode, owner, group, size, links, time of change, name and target, and what files hold. */
export async function everything(root: LifecycleRoot, folder = '/home/sagemaker-user'): Promise<string> {
  const entries = `find . -mindepth 1 -type d -printf '%y %m %U %G %T@ %P\\0' -o -printf '%y %m %U %G %s %n %T@ %P %l\\0'`;
  const contents = 'find . -type f -exec sha256sum --zero {} +';
  const { output } = await root.execute([
    'sudo',
    '-n',
    'sh',
    '-c',
    `cd ${folder} && { ${entries}; ${contents}; } | sort -z`,
  ]);
  return output.replaceAll('\0', '\n');
}
