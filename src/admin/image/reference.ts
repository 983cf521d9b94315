import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { instructions } from './reading/dockerfile-instructions';
import { Unreadable } from './unreadable';

/** What `verify` was asked to read. */
export type ImageReference =
  | { kind: 'dockerfile'; file: string }
  | { kind: 'oci-layout'; folder: string; name?: string }
  | { kind: 'archive'; file: string; name?: string }
  | { kind: 'registry'; registry: string; repository: string; reference: string };

const registryUri =
  /^([\w.-]+(?::\d+)?)\/([a-z0-9]+(?:[._/-][a-z0-9]+)*)(?::([\w][\w.-]{0,127})|@(sha256:[a-f0-9]{64}))?$/;

/**
 * Understands `oci:FOLDER`, `docker-archive:FILE`, `oci-archive:FILE`, each with `:NAME` behind it where it holds several
 * images (a name, a tag or a digest), `dockerfile:FILE`, a path to any of them, and the URI of a registry such as `123456789012.dkr.ecr.eu-west-1.amazonaws.com/studio:1`. Rejects with `Unreadable`.
 */
export async function imageReference(text: string): Promise<ImageReference> {
  const [, scheme, rest = ''] = /^(oci|docker-archive|oci-archive|dockerfile):(.+)$/.exec(text) ?? [];
  if (scheme === 'dockerfile') return { kind: 'dockerfile', file: rest };
  if (scheme !== undefined) {
    const { place, name } = await named(rest);
    const chosen = name === undefined ? {} : { name };
    return scheme === 'oci'
      ? { kind: 'oci-layout', folder: place, ...chosen }
      : { kind: 'archive', file: place, ...chosen };
  }
  const found = await lstat(text).catch(() => undefined);
  if (found?.isDirectory()) return inFolder(text);
  if (found) return (await isDockerfile(text)) ? { kind: 'dockerfile', file: text } : { kind: 'archive', file: text };
  const uri = registryUri.exec(text);
  const [, registry = '', repository = '', tag, digest] = uri ?? [];
  if (uri && /[.:]|^localhost$/.test(registry)) {
    return { kind: 'registry', registry, repository, reference: digest ?? tag ?? 'latest' };
  }
  throw new Unreadable(
    text,
    'there is no such file or folder, and it is no image URI',
    'give a Dockerfile, oci:FOLDER, docker-archive:FILE, or the URI of an image in ECR',
  );
}

/** A path with the name of an image behind it: both may hold colons, so what is there decides. */
async function named(text: string): Promise<{ place: string; name?: string }> {
  const there = (file: string) =>
    lstat(file).then(
      () => true,
      () => false,
    );
  if (await there(text)) return { place: text };
  for (const { index } of text.matchAll(/[:@]/g)) {
    const place = text.slice(0, index);
    if (index > 0 && (await there(place))) return { place, name: text.slice(index + 1) };
  }
  return { place: text };
}

async function inFolder(folder: string): Promise<ImageReference> {
  const has = (name: string) =>
    lstat(path.join(folder, name)).then(
      (found) => found.isFile(),
      () => false,
    );
  if ((await has('oci-layout')) || (await has('index.json'))) return { kind: 'oci-layout', folder };
  if (await has('Dockerfile')) return { kind: 'dockerfile', file: path.join(folder, 'Dockerfile') };
  throw new Unreadable(
    folder,
    'the folder has neither an oci-layout nor a Dockerfile',
    'give a Dockerfile, oci:FOLDER or docker-archive:FILE',
  );
}

async function isDockerfile(file: string): Promise<boolean> {
  if (/(^|\/)(Dockerfile|Containerfile)(\.[\w-]+)?$|\.[Dd]ockerfile$/.test(file)) return true;
  const { size } = await lstat(file);
  if (size >= 2 ** 20) return false;
  const text = await readFile(file, 'utf8');
  return !text.includes('\0') && /^(FROM|ARG)$/.test(instructions(text)[0]?.keyword ?? '');
}
