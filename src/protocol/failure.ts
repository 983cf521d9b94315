import * as z from 'zod/mini';
import { Notice } from './notice';

/**
 * The body of every answer that is not 2xx, from the agent and from the door alike.
 *
 * `no-node`: no Node.js was found to run the agent. `agent-down`: it is being restarted.
 * `timeout`: it did not answer in time. `bad-request`: what was sent does not fit its schema.
 */
export const Failure = z.object({
  failure: z.object({
    code: z.enum(['no-node', 'agent-down', 'timeout', 'bad-request', 'not-found', 'conflict', 'failed']),
    notice: Notice,
  }),
});
export type Failure = z.infer<typeof Failure>;
