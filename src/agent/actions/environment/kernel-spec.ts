import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { jsonText } from '../../../protocol/json-text';
import { namedIn } from '../../../studio/environments';
import type { Whereabouts } from '../../configuration';
import { ownKernelFolders } from '../../kernel-specs';
import { unlessAbsent } from '../../passed-over';
import { say, type Message } from '../../../protocol/message';

const Spec = jsonText(z.object({ argv: z.array(z.string()).min(1), env: z.record(z.string(), z.string()).optional() }));

/**
 * Removes the user's own kernel spec of an environment, whose folder has these names: what `ipykernel install --user` has
 * written. Answers what to say where it is not the user's own, or its folder holds something of theirs, and it stays.
 */
export async function removeKernelSpec(
  whereabouts: Pick<Whereabouts, 'home' | 'variables'>,
  name: string,
  prefixes: string[],
): Promise<Message | undefined> {
  const folders = (await ownKernelFolders(whereabouts)).get(name.toLowerCase()) ?? [];
  const [folder, ...more] = folders;
  if (folder === undefined) return say('kernel-not-own', { kernel: name });
  if (more.length > 0) return say('kernel-more-than-once', { kernel: name, folders });
  const files = await readdir(folder);
  const text = (await unlessAbsent(readFile(path.join(folder, 'kernel.json'), 'utf8'))) ?? '';
  const { data } = Spec.safeParse(text);
  if (!data || namedIn({ ...data, name, displayName: name }, prefixes.map(asEnvironment)).length === 0)
    return say('kernel-starts-other', { kernel: name, folder });
  const strange = files.filter((file) => file !== 'kernel.json' && !/^(logo-.*|kernel\.(js|css))$/.test(file));
  if (strange.length > 0) return say('kernel-folder-holds', { kernel: name, files: strange.slice(0, 3), folder });
  await rm(folder, { recursive: true });
  return undefined;
}

/** By its folder alone: another environment may have its name. */
const asEnvironment = (prefix: string) => ({ name: '', prefix, folder: prefix });
