import * as z from 'zod/mini';
import { AppKey } from './app';
import { Message } from './message';
import { Notice } from './notice';

/** A followed action: something that takes longer than a request. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum([
    'stop-app',
    'start-app',
    'restart-app',
    'update-space',
    'create-space',
    'delete-space',
    'clone-repository',
    'fetch-repository',
    'pull-repository',
    'create-environment',
    'remove-environment',
    'install-packages',
    'repair-environment',
  ]),
  /** What it acts on, for the reader: an app's name, a repository's URL. */
  subject: z.string(),
  /** What it acts on, for the row that shows it. */
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('app'), key: AppKey }),
    z.object({ kind: z.literal('space'), spaceName: z.string() }),
    z.object({ kind: z.literal('repository'), url: z.string() }),
    z.object({ kind: z.literal('environment'), prefix: z.string() }),
  ]),
  /** `POST api/jobs/:id/cancel` ends it while it is running. */
  cancellable: z.optional(z.boolean()),
  startedAt: z.iso.datetime(),
  progress: z.object({
    /** What is going on now. */
    label: Message,
    /** 0..1, absent where it cannot be known. */
    fraction: z.optional(z.number().check(z.gte(0), z.lte(1))),
  }),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running') }),
    z.object({ kind: z.literal('done'), message: Message }),
    z.object({ kind: z.literal('cancelled'), message: Message }),
    z.object({
      kind: z.literal('failed'),
      notice: Notice,
      /** The instance type that the app can be started on again, where a restart left it stopped. */
      offer: z.optional(z.object({ instanceType: z.string() })),
    }),
  ]),
});
export type Job = z.infer<typeof Job>;

/** `GET api/jobs/:id`: with the last lines of what the job's programs wrote. A snapshot's jobs carry none. */
export const FollowedJob = z.extend(Job, { log: z.array(z.string()) });
export type FollowedJob = z.infer<typeof FollowedJob>;
