import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listDomainIds } from '../../aws/domain';
import { sagemakerOf } from '../connect';
import type { Host } from '../host';

/** Milliseconds: whoever presses Tab twice asks AWS once. */
const kept = 60_000;

/** The domains of the environment's region, from a file where that was written just now. Rejects with `AwsError`. */
export async function domainsForCompletion(host: Host, variables: NodeJS.ProcessEnv, home: string): Promise<string[]> {
  const cache = path.join(variables['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'studiolo');
  // Whose domains they are: another account has others.
  const names = ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SAGEMAKER'];
  const whose = [host.region, ...names.map((name) => variables[name])].join('\n');
  const file = path.join(cache, `domains-${createHash('sha256').update(whose).digest('hex').slice(0, 16)}`);
  const age = await stat(file).then(
    ({ mtimeMs }) => host.now() - mtimeMs,
    () => Infinity,
  );
  if (age >= 0 && age < kept) return (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  const ids = await listDomainIds(sagemakerOf(host, undefined));
  try {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    await writeFile(file, ids.join('\n'), { mode: 0o600 });
  } catch {
    // Where nothing can be kept, the next Tab asks again.
  }
  return ids;
}
