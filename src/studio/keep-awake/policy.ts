import * as z from 'zod/mini';
import type { KeepAwakePolicy } from '../../protocol/keep-awake';

/** Where no administrator says anything. */
export const defaultPolicy: KeepAwakePolicy = { workHours: 24, askedHours: 12, setBy: 'default' };

/** Where an administrator said something that cannot be relied on: nothing is kept awake until it is put right. */
export const closedPolicy: KeepAwakePolicy = { workHours: 0, askedHours: 0, setBy: 'administrator' };

const hours = z.exactOptional(z.number().check(z.nonnegative()));

/** The member of the administrator's settings that is about keeping awake; a misspelt name is not passed over. */
const Settings = z.object({
  keepAwake: z.exactOptional(z.strictObject({ workHours: hours, askedHours: hours })),
});

/**
 * What the administrator's settings allow: of what they do not state, the default. `problem` where they do not fit,
 * with `closedPolicy`.
 */
export function policyOf(settings: unknown): { policy: KeepAwakePolicy; problem?: string } {
  const parsed = Settings.safeParse(settings);
  if (!parsed.success) return { policy: closedPolicy, problem: z.prettifyError(parsed.error).replace(/\s+/g, ' ') };
  const { keepAwake } = parsed.data;
  return { policy: keepAwake ? { ...defaultPolicy, ...keepAwake, setBy: 'administrator' } : defaultPolicy };
}
