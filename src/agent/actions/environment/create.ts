import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CreateEnvironment, EnvironmentName } from '../../../protocol/environment-action';
import type { Job } from '../../../protocol/job';
import type { CondaTask } from '../../../studio/conda/command-line';
import { explicitList } from '../../../studio/conda/explicit-list';
import { condaTool } from '../../conda-tool';
import { noticeOf, NoticeError } from '../../notices';
import { unlessAbsent } from '../../passed-over';
import { Refusal } from '../../refusal';
import { installedPackages } from '../../sources/installed-packages';
import { known, registerKernel, starts } from '../register-kernel';
import { claimedFolder, claimWhenMade, discard, giveUp } from './claim';
import { changeEnvironment, runConda, type Changing, type EnvironmentParts } from './change';
import { installWithPip } from './pip';
import { english } from '../../../protocol/worded';
import { ruleBroken } from '../../../protocol/rule';
import { both, say, type Message } from '../../../protocol/message';

/** Bytes; an `environment.yml` is far smaller. */
const largestFile = 1024 * 1024;

/** How an environment is made, once it is known that it can be. */
interface Recipe {
  name: string;
  /** The task; what conda's program is to read is written into `scratch`. */
  task(prefix: string, scratch: string): Promise<CondaTask>;
  /** What is done when conda's part is there; answers what is to be said of it. */
  after?(prefix: string, scratch: string, changing: Changing): Promise<Message | undefined>;
}

/** Makes `~/.conda/envs/<name>`, and a kernel of it where it has ipykernel. Rejects with a `Refusal` where it cannot begin. */
export async function createEnvironment(parts: EnvironmentParts, asked: CreateEnvironment): Promise<Job> {
  return make(parts, await recipe(parts, asked));
}

export async function make(parts: EnvironmentParts, { after, name, task }: Recipe): Promise<Job> {
  const tool = await condaTool(parts.whereabouts, parts.runtime);
  const prefix = path.join(homeEnvironments(parts), name);
  await mkdir(path.dirname(prefix), { recursive: true }).catch((error: Error) => {
    throw unusable(path.dirname(prefix), error);
  });
  return changeEnvironment(
    parts,
    { name, prefix },
    'create-environment',
    () => refuseExisting(name, prefix),
    async (changing) => {
      const remark = await whole(parts, prefix, changing, async (scratch) => {
        await runConda(parts, tool, changing, await task(prefix, scratch), { making: name });
        return after?.(prefix, scratch, changing);
      });
      const ready = both(say('environment-ready', { name }), await kernelOf(parts, prefix, changing));
      return both(ready, remark);
    },
  );
}

/** Environments on the home volume, where they outlive the app: `envs_dirs` of SageMaker Distribution begins with it. */
export const homeEnvironments = ({ whereabouts }: Pick<EnvironmentParts, 'whereabouts'>) =>
  path.join(whereabouts.home, '.conda', 'envs');

/**
 * Makes the environment whole or not at all: what was begun is cleared away, as far as it is certain that this job made it;
 * the claim says so to the next agent, should we die before.
 */
async function whole<T>(
  { kept, runtime }: EnvironmentParts,
  prefix: string,
  { lock, log }: Changing,
  work: (scratch: string) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(path.join(kept, 'making-'));
  const claiming = claimWhenMade(lock, prefix, runtime);
  try {
    const made = await work(scratch);
    if ((await readdir(path.join(prefix, 'conda-meta')).catch(() => [])).length === 0)
      throw new NoticeError({ code: 'failed', message: say('no-environment-made', { prefix }) });
    await giveUp(lock, await claiming.ended());
    return made;
  } catch (error) {
    const claim = await claiming.ended();
    if (claim && (await claimedFolder(claim)) !== undefined) {
      log(`Clearing away ${prefix}\n`);
      await discard(lock, claim).catch((trouble: unknown) => log(`${english(noticeOf(trouble).message)}\n`));
    } else if (await there(prefix)) log(`${prefix} stays: it is not certain that this action made it.\n`);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** An environment that is there is not undone because its kernel could not be registered: that can be done again. */
export async function kernelOf(
  parts: EnvironmentParts,
  prefix: string,
  { log, report }: Changing,
): Promise<Message | undefined> {
  const environment = await known(parts.reader, prefix);
  const kernel = starts(environment);
  if (kernel) return say('its-kernel-is', { kernel: kernel.displayName });
  if (!environment.ipykernel)
    return environment.pythonVersion === undefined ? undefined : say('no-kernel-without-ipykernel');
  report({ label: say('registering-kernel') });
  try {
    const registered = await registerKernel(parts.reader, parts.whereabouts, parts.runtime, prefix);
    return say('its-kernel-is', { kernel: starts(registered)?.displayName ?? '' });
  } catch (error) {
    const { message } = noticeOf(error);
    log(`${english(message)}\n`);
    return say('not-yet-kernel', { why: message });
  }
}

async function recipe(parts: EnvironmentParts, asked: CreateEnvironment): Promise<Recipe> {
  switch (asked.from) {
    case 'packages':
      return {
        name: asked.name,
        task: async (prefix) => ({ task: 'create', prefix, packages: asked.packages }),
      };
    case 'file':
      return fromFile(parts, asked.file, asked.name);
    case 'clone':
      return fromEnvironment(parts, asked.prefix, asked.name);
  }
}

async function fromFile(parts: EnvironmentParts, asked: string, name: string | undefined): Promise<Recipe> {
  const file = path.resolve(parts.rootDir, asked);
  const found = await stat(file).catch((error: Error) => {
    throw unusable(asked, error);
  });
  if (!found.isFile() || found.size > largestFile || !/\.ya?ml$/.test(file))
    throw refused(say('no-environment-file', { file: asked }), say('choose-yml'));
  if (name !== undefined) return { name, task: async (prefix) => ({ task: 'create-from-file', prefix, file }) };
  const given = await nameIn(file, asked);
  const told = EnvironmentName.safeParse(given);
  if (!told.success)
    throw refused(
      say('file-name-unusable', {
        file: asked,
        name: JSON.stringify(given),
        why: ruleBroken(told.error.issues[0]?.message) ?? '',
      }),
      say('give-name'),
    );
  return { name: told.data, task: async (prefix) => ({ task: 'create-from-file', prefix, file }) };
}

async function nameIn(file: string, asked: string): Promise<string> {
  // Few environments are made from a file: the parser is loaded with the first.
  const { environmentFileName } = await import('../../../studio/conda/environment-file-name');
  const text = await readFile(file).catch((error: Error) => {
    throw unusable(asked, error);
  });
  let name: string | undefined;
  try {
    name = environmentFileName(text);
  } catch (error) {
    throw refused(
      say('file-not-understood', { file: asked, why: error instanceof Error ? error.message : String(error) }),
      say('correct-file'),
    );
  }
  if (name === undefined) throw refused(say('file-without-name', { file: asked }), say('give-name'));
  return name;
}

/** The very same packages of conda, without a solver, and then the same of pip. */
export async function fromEnvironment(parts: EnvironmentParts, source: string, name: string): Promise<Recipe> {
  const environment = await known(parts.reader, source);
  const { conda, odd, pip } = await installedPackages(environment.prefix);
  const { text, unknown: unrecorded } = explicitList(conda);
  const unknown = [...unrecorded, ...odd];
  if (unknown.length > 0)
    throw refused(
      say('origin-not-recorded', { name: environment.name, packages: unknown.slice(0, 3) }),
      say('export-instead'),
    );
  return {
    name,
    task: async (prefix, scratch) => {
      const file = path.join(scratch, 'explicit.txt');
      await writeFile(file, text, { mode: 0o600 });
      return { task: 'create-explicit', prefix, file };
    },
    ...(pip.length > 0 && {
      after: (prefix: string, scratch: string, changing: Changing) =>
        installWithPip(parts, { prefix, scratch, packages: pip }, changing),
    }),
  };
}

async function refuseExisting(name: string, prefix: string): Promise<void> {
  if (await there(prefix))
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: say('environment-exists', { name, prefix }),
      remedy: say('choose-other-name'),
    });
}

const there = async (file: string) => (await unlessAbsent(lstat(file))) !== undefined;

const refused = (message: Message, remedy: Message) =>
  new Refusal(400, 'bad-request', { code: 'failed', message, remedy });

const unusable = (file: string, { message }: Error) =>
  new Refusal(409, 'conflict', { code: 'failed', message: say('file-unusable', { file, why: message }) });
