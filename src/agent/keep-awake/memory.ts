import * as z from 'zod/mini';
import { KeepAwake, KeepAwakePolicy, Work } from '../../protocol/keep-awake';
import { Notice } from '../../protocol/notice';
import { KeptAwakeState } from '../../studio/keep-awake/awake-state';

/** What one look must know of the looks before it, by whichever process they were: all that no file of the home tells. */
export const AwakeMemory = z.object({
  /** With what the home forgets: the time since the machine started, and what was asked for where the home refuses it. */
  state: z.extend(KeptAwakeState, {
    uptime: z.exactOptional(z.number()),
    asked: z.exactOptional(
      z.object({
        id: z.exactOptional(z.string()),
        at: z.iso.datetime(),
        until: z.iso.datetime(),
        reason: z.exactOptional(z.string()),
      }),
    ),
  }),
  seen: z.array(z.object({ key: z.string(), kind: Work.shape.kind, name: z.string() })),
  policy: KeepAwakePolicy,
  holding: KeepAwake.shape.holding,
  notices: z.array(Notice),
  workNotices: z.array(Notice),
  /** Why the idle check could not be told; it is logged once. */
  failure: z.optional(z.string()),
  /** What is asked for is known to us alone: the home refuses it. */
  unkeptAsked: z.boolean(),
  /** What was taken back here, and what the home still holds. */
  setAside: z.optional(z.string()),
});
export type AwakeMemory = z.infer<typeof AwakeMemory>;
