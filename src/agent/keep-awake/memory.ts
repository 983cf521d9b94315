import * as z from 'zod';
import { KeepAwake, KeepAwakePolicy, Work } from '../../protocol/keep-awake';
import { Notice } from '../../protocol/notice';
import { KeptStanding } from '../../studio/keep-awake/standing';

/** What one look must know of the looks before it, by whichever process they were: all that no file of the home tells. */
export const AwakeMemory = z.object({
  /** With what the home forgets: the time since the machine started, and what was asked for where the home refuses it. */
  standing: KeptStanding.extend({
    uptime: z.number().exactOptional(),
    asked: z
      .object({
        id: z.string().exactOptional(),
        at: z.iso.datetime(),
        until: z.iso.datetime(),
        reason: z.string().exactOptional(),
      })
      .exactOptional(),
  }),
  seen: z.array(z.object({ key: z.string(), kind: Work.shape.kind, name: z.string() })),
  policy: KeepAwakePolicy,
  holding: KeepAwake.shape.holding,
  notices: z.array(Notice),
  workNotices: z.array(Notice),
  /** Why the idle check could not be told; it is logged once. */
  failure: z.string().optional(),
  /** What is asked for is known to us alone: the home refuses it. */
  unkeptAsked: z.boolean(),
  /** What was taken back here, and what the home still holds. */
  setAside: z.string().optional(),
});
export type AwakeMemory = z.infer<typeof AwakeMemory>;
