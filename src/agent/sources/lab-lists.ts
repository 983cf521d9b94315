import * as z from 'zod/mini';
import { labList } from '../lab-list';
import type { LabServer } from '../lab-server';
import { say } from '../../protocol/message';

const moment = z.iso.datetime({ offset: true });
const Kernel = z.object({
  id: z.string(),
  name: z.nullish(z.string()),
  last_activity: moment,
  execution_state: z.nullish(z.string()),
});
const Session = z.object({ id: z.string(), path: z.string(), name: z.nullish(z.string()), kernel: Kernel });
const Terminal = z.object({ name: z.string(), last_activity: moment });
/** Of a kernel that works no more need be known. */
const WorkingKernel = z.omit(Kernel, { last_activity: true });

export const sessions = (server: LabServer) =>
  labList(server, { path: 'api/sessions', called: say('lab-sessions'), absent: 'unread' }, Session);

/** With when each was last active. */
export const kernels = (server: LabServer) =>
  labList(server, { path: 'api/kernels', called: say('lab-kernels'), absent: 'unread' }, Kernel);

/** Also those of which it is not known when they were last active. */
export const workingKernels = (server: LabServer) =>
  labList(server, { path: 'api/kernels', called: say('lab-kernels'), absent: 'unread' }, WorkingKernel);

/** None where the server has terminals switched off. */
export const terminals = (server: LabServer) =>
  labList(server, { path: 'api/terminals', called: say('lab-terminals'), absent: 'none' }, Terminal);
