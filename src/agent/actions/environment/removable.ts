import { lstat, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import type { Environment } from '../../../protocol/environment';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import { foreignEntries, rootEntries } from '../../../studio/conda/environment-layout';
import { shellWord } from '../../../studio/shell-word';
import { condaTool } from '../../conda-tool';
import { unlessAbsent } from '../../passed-over';
import { Refusal } from '../../refusal';
import { packageFiles } from '../../sources/installed-packages';
import type { EnvironmentParts } from './change';
import { identityOf, markerName, type Identity } from './claim';
import { strangeWithin } from './strange-within';

/** A folder that holds one environment and nothing else. */
export interface Removable extends Identity {
  /** Without symbolic links. */
  folder: string;
}

/**
 * Makes sure that an environment's folder holds that environment and nothing besides, and that it is meant. Rejects with a
 * `Refusal` that says why not.
 */
export async function removable(
  parts: EnvironmentParts,
  environment: Environment,
  { typed }: Pick<RemoveEnvironment, 'typed'>,
): Promise<Removable> {
  const { name, outside, prefix, protected: guarded } = environment;
  const no = (why: string, remedy?: string) =>
    new Refusal(409, 'conflict', {
      code: 'failed',
      message: `${name} (${prefix}) ${why}: it is not removed.`,
      ...(remedy && { remedy }),
    });
  if (guarded !== undefined)
    throw no(`is ${guarded === 'base' ? 'conda’s own environment' : 'what JupyterLab itself runs in'}`);
  if ((await lstat(prefix)).isSymbolicLink())
    throw no(
      `is a link to ${await readlink(prefix)}`,
      `To remove the link alone, run in a terminal: rm ${shellWord(prefix)}`,
    );
  const folder = await realpath(prefix);
  const identity = await identityOf(folder);
  if (!identity) throw no('is no folder');
  for (const [file, what] of await sheltered(parts)) {
    if (!isWithin(file, folder)) continue;
    throw no(file === folder ? `is ${what}` : `holds ${what} (${file})`);
  }
  const [mount] = (
    await mountPoints().catch(() => {
      throw no('may have other file systems mounted in it, which cannot be told here');
    })
  ).filter((point) => isWithin(point, folder));
  if (mount !== undefined) throw no(`has a file system mounted at ${mount}`, 'Unmount it first.');
  const others = await within(parts, folder);
  if (others.length > 0) throw no(`holds other environments: ${some(others)}`, 'Remove those first.');
  const entries = await readdir(folder);
  const root = rootEntries.filter((entry) => entries.includes(entry));
  if (root.length > 0) throw no(`is a root of conda or micromamba: it holds ${root.join(' and ')}`);
  const files = await packageFiles(folder);
  const top = foreignEntries(entries, files).filter((entry) => !markerName.test(entry));
  const foreign = top.length > 0 ? top : await strangeWithin(folder, files);
  if (foreign.length > 0)
    throw no(
      `holds what conda has not put there: ${some(foreign)}`,
      'Move that elsewhere first, or remove it yourself.',
    );
  if (outside && typed !== prefix)
    throw no(
      'is in none of the folders that conda keeps environments in',
      `To remove it, give its full path: ${prefix}`,
    );
  return { folder, ...identity };
}

/** What is never removed with an environment, wherever it is. */
async function sheltered({ kept, place, reader, rootDir, serverPrefix, world }: EnvironmentParts) {
  const tool = await condaTool(place, world).catch(() => undefined);
  const named: [string, string][] = [
    [place.home, 'your home folder'],
    [rootDir, 'the folder that JupyterLab shows'],
    [kept, 'what studiolo keeps'],
    [serverPrefix, 'what JupyterLab itself runs in'],
    ...reader.roots.map((root): [string, string] => [root, 'conda’s own environment']),
    ...(tool ? [[tool.path, 'the program that changes environments'] satisfies [string, string]] : []),
    ['/proc/self/exe', 'the program that studiolo runs on'],
  ];
  return Promise.all(named.map(async ([file, what]) => [(await unlessAbsent(realpath(file))) ?? file, what] as const));
}

/** Where file systems are mounted (proc_pid_mountinfo(5)); bind mounts too, which have their folder's device. */
async function mountPoints(): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const point = line.split(' ')[4];
    return point === undefined
      ? []
      : [point.replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8)))];
  });
}

async function within({ reader }: EnvironmentParts, folder: string): Promise<string[]> {
  const { value } = await reader.read();
  const real = await Promise.all(value.map(async ({ prefix }) => (await unlessAbsent(realpath(prefix))) ?? prefix));
  return real.filter((other) => other !== folder && isWithin(other, folder));
}

const isWithin = (file: string, folder: string) =>
  file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** The first few of many. */
const some = (names: string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
