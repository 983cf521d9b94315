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
import { say, type Message, type Value } from '../../../protocol/message';

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
  const no = (why: Message, remedy?: Message) =>
    new Refusal(409, 'conflict', {
      code: 'failed',
      message: say('not-removed', { name, prefix, why }),
      ...(remedy && { remedy }),
    });
  if (guarded !== undefined)
    throw no(say('is-shelter', { what: say(guarded === 'base' ? 'conda-base' : 'runs-jupyterlab') }));
  if ((await lstat(prefix)).isSymbolicLink())
    throw no(say('is-link', { target: await readlink(prefix) }), say('remove-link', { prefix: shellWord(prefix) }));
  const folder = await realpath(prefix);
  const identity = await identityOf(folder);
  if (!identity) throw no(say('is-no-folder'));
  for (const [file, what] of await sheltered(parts)) {
    if (!isWithin(file, folder)) continue;
    throw no(file === folder ? say('is-shelter', { what }) : say('holds-shelter', { what, file }));
  }
  const [mount] = (
    await mountPoints().catch(() => {
      throw no(say('mounts-unknown'));
    })
  ).filter((point) => isWithin(point, folder));
  if (mount !== undefined) throw no(say('has-mount', { mount }), say('unmount-first'));
  const others = await within(parts, folder);
  if (others.length > 0) throw no(say('holds-environments', { names: some(others) }), say('remove-those-first'));
  const entries = await readdir(folder);
  const root = rootEntries.filter((entry) => entries.includes(entry));
  if (root.length > 0) throw no(say('is-conda-root', { names: root }));
  const files = await packageFiles(folder);
  const top = foreignEntries(entries, files).filter((entry) => !markerName.test(entry));
  const foreign = top.length > 0 ? top : await strangeWithin(folder, files);
  if (foreign.length > 0) throw no(say('holds-foreign', { names: some(foreign) }), say('move-elsewhere'));
  if (outside && typed !== prefix) throw no(say('outside-conda-folders'), say('give-full-path', { prefix }));
  return { folder, ...identity };
}

/** What is never removed with an environment, wherever it is. */
async function sheltered({ kept, whereabouts, reader, rootDir, serverPrefix, runtime }: EnvironmentParts) {
  const tool = await condaTool(whereabouts, runtime).catch(() => undefined);
  const named: [string, Message][] = [
    [whereabouts.home, say('your-home')],
    [rootDir, say('lab-root')],
    [kept, say('kept-by-studiolo')],
    [serverPrefix, say('runs-jupyterlab')],
    ...reader.roots.map((root): [string, Message] => [root, say('conda-base')]),
    ...(tool ? [[tool.path, say('conda-program')] satisfies [string, Message]] : []),
    ['/proc/self/exe', say('studiolo-program')],
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
const some = (names: string[]): Value =>
  names.length > 5 ? say('and-more', { names: names.slice(0, 5), more: names.length - 5 }) : names;
