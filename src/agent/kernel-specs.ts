import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Notice } from '../protocol/notice';
import type { KernelSpec } from '../studio/environments';
import type { Whereabouts } from './configuration';
import { errorCode } from './error-code';
import type { LabServer } from './lab-server';
import { noticeOf } from './notices';
import { say } from '../protocol/message';

const Listed = z.object({ kernelspecs: z.record(z.string(), z.unknown()) });

/** As jupyter_client's `KernelSpec` has it. */
const Spec = z.object({
  spec: z.object({
    argv: z.array(z.string()),
    display_name: z.string().default(''),
    env: z.record(z.string(), z.string()).optional(),
  }),
});

export interface KernelSpecs {
  /** Those that are understood. Absent: not known, which is not none. */
  specs?: KernelSpec[];
  notices: Notice[];
}

/** All kernel specs of the Jupyter server; where none runs there are none. A bad one costs itself and a notice. */
export async function readKernelSpecs(
  server: LabServer | undefined,
  whereabouts: Pick<Whereabouts, 'home' | 'variables'>,
): Promise<KernelSpecs> {
  if (!server) return { specs: [], notices: [] };
  try {
    const answer = await server.get('api/kernelspecs', Listed);
    if (!answer) return { notices: [unknown] };
    const specs: KernelSpec[] = [];
    const notices: Notice[] = [];
    for (const [name, value] of Object.entries(answer.kernelspecs)) {
      const { data, error } = Spec.safeParse(value);
      if (data) {
        const { argv, display_name, env } = data.spec;
        specs.push({ name, displayName: display_name || name, argv, ...(env && { env }) });
      } else notices.push(await odd(name, error.issues, whereabouts));
    }
    return { specs, notices };
  } catch (error) {
    return { notices: [noticeOf(error)] };
  }
}

/** The folders of the user's own kernel specs, by the names that Jupyter knows them by: in lower case. */
export async function ownKernelFolders(
  whereabouts: Pick<Whereabouts, 'home' | 'variables'>,
): Promise<Map<string, string[]>> {
  const kernels = path.join(dataFolder(whereabouts), 'kernels');
  const names = await readdir(kernels).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const known = name.toLowerCase();
    folders.set(known, [...(folders.get(known) ?? []), path.join(kernels, name)]);
  }
  return folders;
}

/** `jupyter_data_dir()` of jupyter_core, on Linux. */
const dataFolder = ({ home, variables }: Pick<Whereabouts, 'home' | 'variables'>) =>
  variables['JUPYTER_DATA_DIR'] ??
  path.join(variables['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'jupyter');

const unknown: Notice = {
  code: 'unreachable',
  message: say('no-spec-list'),
};

async function odd(
  name: string,
  issues: z.core.$ZodIssue[],
  whereabouts: Pick<Whereabouts, 'home' | 'variables'>,
): Promise<Notice> {
  const own = await ownKernelFolders(whereabouts).catch(() => undefined);
  const folder = own?.get(name.toLowerCase())?.[0];
  const file =
    folder === undefined ? say('kernel-json-of', { name: JSON.stringify(name) }) : path.join(folder, 'kernel.json');
  const [{ path: at, message } = { path: [], message: '' }] = issues;
  return {
    code: 'failed',
    message: say('kernel-passed-over', {
      name: JSON.stringify(name),
      file,
      where: at.slice(1).join('.') || 'kernel',
      why: message,
    }),
    remedy: say('correct-kernel'),
  };
}
