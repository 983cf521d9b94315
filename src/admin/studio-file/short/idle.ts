import * as z from 'zod';
import type { Settings } from '../settings';

/** `IdleTimeoutInMinutes` and its limits: 60 to 525600 (service model). */
const [least, most] = [60, 525_600];
const time = String.raw`(\d+(?:\.\d+)?) ?(m|min|h|d)`;
const grammar = new RegExp(`^${time}(?: \\(${time} to ${time}\\))?$`);
const units: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 };

/** `2h`, `2h (1h to 8h)` or `off`: after which time without activity apps are stopped, and what users may choose. */
export const Idle = z
  .string()
  .superRefine((text, context) => {
    const read = idleSettings(text);
    if ('wrong' in read) context.addIssue(read.wrong);
  })
  .meta({ examples: ['2h', '2h (1h to 8h)', 'off'] })
  .describe(
    'after which time without activity apps are stopped: 2h; with what users may choose: 2h (1h to 8h); or off',
  );

/** What AWS calls it (`IdleSettings`), or what is wrong with it. */
export function idleSettings(text: string): { settings: Settings } | { wrong: string } {
  if (text === 'off') return { settings: { LifecycleManagement: 'DISABLED' } };
  const [, value, unit, min, minUnit, max, maxUnit] = grammar.exec(text) ?? [];
  if (value === undefined) return { wrong: `must be such as 2h, 2h (1h to 8h), or off` };
  const minutes = (number: string | undefined, of: string | undefined) =>
    number === undefined ? undefined : Number(number) * (units[of ?? ''] ?? 0);
  const timeout = minutes(value, unit) ?? 0;
  const [lowest, highest] = [minutes(min, minUnit), minutes(max, maxUnit)];
  const times = [timeout, lowest, highest].filter((one) => one !== undefined);
  if (times.some((one) => !Number.isInteger(one) || one < least || one > most))
    return { wrong: 'idle times are from 1h to 365d, in whole minutes' };
  if (timeout < (lowest ?? least) || timeout > (highest ?? most))
    return { wrong: `${value}${unit} is not within what users may choose` };
  return {
    settings: {
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: timeout,
      ...(lowest !== undefined && { MinIdleTimeoutInMinutes: lowest }),
      ...(highest !== undefined && { MaxIdleTimeoutInMinutes: highest }),
    },
  };
}
