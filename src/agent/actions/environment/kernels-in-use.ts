import * as z from 'zod';
import type { Environment } from '../../../protocol/environment';
import type { LabServer } from '../../lab-server';

const Kernels = z.array(z.object({ id: z.string(), name: z.string() }));
const Sessions = z.array(z.object({ path: z.string(), kernel: z.object({ id: z.string() }).nullable() }));

/** The running kernels of an environment, by the notebook that each belongs to. Rejects where the server cannot say. */
export async function kernelsInUse(server: LabServer, { kernel }: Environment): Promise<string[]> {
  if (!kernel) return [];
  const [kernels = [], sessions = []] = await Promise.all([
    server.get('api/kernels', Kernels),
    server.get('api/sessions', Sessions),
  ]);
  return kernels
    .filter(({ name }) => name === kernel.name)
    .map(({ id }) => sessions.find((session) => session.kernel?.id === id)?.path ?? 'a kernel without a notebook');
}
