import { inTheForm, type Read, shortForm } from './short-form';
import { amountsIn, times } from './units';

/** `IdleTimeoutInMinutes` and its limits: 60 to 525600 (service model). */
const [least, most] = [60, 525_600];
const time = String.raw`(\d+(?:\.\d+)?) ?(m|min|h|d)`;
const grammar = new RegExp(`^${time}(?: \\(${time} to ${time}\\))?$`);
const units: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 };

/** `2h`, `2h (1h to 8h)` or `off`: after which time without activity apps are stopped, and what users may choose. */
export const Idle = shortForm(idleSettings)
  .meta({ examples: ['2h', '2h (1h to 8h)', 'off'] })
  .describe(
    'after which time without activity apps are stopped: 2h; with what users may choose: 2h (1h to 8h); or off',
  );

/** What AWS calls it (`IdleSettings`), or what is wrong with it. */
export function idleSettings(text: string): Read {
  if (text === 'off') return { settings: { LifecycleManagement: 'DISABLED' } };
  const [, value, unit, min, minUnit, max, maxUnit] = grammar.exec(text) ?? [];
  if (value === undefined) return { wrong: advice(text) };
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

const such = 'must be such as 2h, 2h (1h to 8h), or off';

function advice(text: string): string {
  if (/^(of+|never|none|no|false|disabled?)$/i.test(text)) return `${such}; write off`;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const right = [`${text}m`, `${text}h`].filter((one) => 'settings' in idleSettings(one));
    return right.length === 0 ? such : `its unit is not said; write ${right.join(' or ')}`;
  }
  const [time, ...limits] = (amountsIn(text, times) ?? []).map(timeText);
  const right = limits.length === 0 ? time : limits.length === 2 ? `${time} (${limits.join(' to ')})` : undefined;
  return inTheForm(text, { right, units: 'units are m, h and d', such, read: idleSettings });
}

function timeText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${Number(minutes.toFixed(2))}m`;
}
