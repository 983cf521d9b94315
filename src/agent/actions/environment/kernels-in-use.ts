import * as z from 'zod';
import type { Environment } from '../../../protocol/environment';
import type { LabServer } from '../../lab-server';
import { noticeOf } from '../../notices';
import { programsRunning } from './processes-in';
import { say, type Message } from '../../../protocol/message';

const Kernels = z.array(z.object({ id: z.string(), name: z.string() }));
const Sessions = z.array(z.unknown());
const Session = z.object({ path: z.string(), kernel: z.object({ id: z.string() }) });

export interface Use {
  /** The notebooks whose kernels run in it, and other programs that do. */
  users: (string | Message)[];
  /** Why it is not known whether there are more. */
  unknown: Message[];
}

/** What is asked about: an environment, its folder without symbolic links, and the kernel specs that are known at all. */
export interface UseOf {
  environment: Pick<Environment, 'prefix' | 'kernels'>;
  folder: string;
  known: string[] | undefined;
}

/** What uses an environment now: the server's kernels, by the notebook of each, and whatever else runs in it. */
export async function useOf(server: LabServer | undefined, { environment, folder, known }: UseOf): Promise<Use> {
  const unknown: Message[] = [];
  const { kernels: own, prefix } = environment;
  if (!own || !known) unknown.push(say('kernels-not-known'));
  const programs = await programsRunning([prefix, folder]).catch((error: unknown) => {
    unknown.push(say('running-not-known', { why: noticeOf(error).message }));
    return [];
  });
  const users = new Map<string, string | Message>();
  for (const { argv, inside, pid } of programs) {
    if (!inside) continue;
    const kernel = argv.map((word) => /kernel-([\w-]+)\.json$/.exec(word)?.[1]).find((id) => id !== undefined);
    users.set(
      kernel ?? `process ${pid}`,
      kernel === undefined ? say('program-process', { program: titleOf(argv), pid }) : noNotebook,
    );
  }
  const [kernels, paths] = await Promise.all([running(server, unknown), pathsOf(server)]);
  for (const { id, name } of kernels) {
    if (own?.some((kernel) => kernel.name === name)) users.set(id, noNotebook);
    // One whose kernel spec is not understood: where it runs decides, if that can be seen.
    else if (
      !known?.includes(name) &&
      !programs.some(({ argv }) => argv.some((word) => word.includes(`kernel-${id}.json`)))
    )
      unknown.push(say('kernel-place-not-known', { kernel: name, notebook: paths.get(id) ?? noNotebook }));
  }
  return { users: [...users].map(([id, title]) => paths.get(id) ?? title), unknown };
}

const noNotebook = say('no-notebook');

const titleOf = (argv: string[]) => argv.slice(0, 3).join(' ').slice(0, 100);

async function running(server: LabServer | undefined, unknown: Message[]): Promise<z.infer<typeof Kernels>> {
  if (!server) return [];
  try {
    const kernels = await server.get('api/kernels', Kernels);
    if (kernels) return kernels;
    unknown.push(say('no-kernel-list'));
  } catch (error) {
    unknown.push(noticeOf(error).message);
  }
  return [];
}

/** The notebooks of kernels, which only name them: a kernel without one is in use all the same. */
async function pathsOf(server: LabServer | undefined): Promise<Map<string, string>> {
  const sessions = (await server?.get('api/sessions', Sessions).catch(() => undefined)) ?? [];
  return new Map(
    sessions.flatMap((value) => {
      const { data } = Session.safeParse(value);
      return data ? [[data.kernel.id, data.path] as const] : [];
    }),
  );
}
