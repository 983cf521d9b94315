import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { instructions } from './reading/dockerfile-instructions';
import { Unreadable } from './unreadable';

/** What `verify` was asked to read. */
export type ImageReference =
  | { kind: 'dockerfile'; file: string }
  | { kind: 'oci-layout'; folder: string }
  | { kind: 'archive'; file: string }
  | { kind: 'registry'; registry: string; repository: string; reference: string };

const registryUri =
  /^([\w.-]+(?::\d+)?)\/([a-z0-9]+(?:[._/-][a-z0-9]+)*)(?::([\w][\w.-]{0,127})|@(sha256:[a-f0-9]{64}))?$/;

/**
 * Understands `oci:FOLDER`, `docker-archive:FILE`, `oci-archive:FILE`, `dockerfile:FILE`, a path to any of them, and the
 * URI of a registry such as `123456789012.dkr.ecr.eu-west-1.amazonaws.com/studio:1`. Rejects with `Unreadable`.
 */
export async function imageReference(text: string): Promise<ImageReference> {
  const [, scheme, rest = ''] = /^(oci|docker-archive|oci-archive|dockerfile):(.+)$/.exec(text) ?? [];
  if (scheme === 'oci') return { kind: 'oci-layout', folder: rest };
  if (scheme === 'dockerfile') return { kind: 'dockerfile', file: rest };
  if (scheme !== undefined) return { kind: 'archive', file: rest };
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
