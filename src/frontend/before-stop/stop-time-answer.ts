import type { StopTime } from '../../protocol/stop-time';

/**
 * What the agent answered, or nothing where it is not that. This is asked by every page that is opened, so it is checked
 * by hand: the schema's library is larger than all else that is loaded before the panel is first shown. A test holds both
 * to agree.
 */
export function stopTimeAnswer(value: unknown): StopTime | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const answer = new Map<string, unknown>(Object.entries(value));
  const serverNow = moment(answer.get('serverNow'));
  const askedHours = answer.get('askedHours');
  const stopsAt = moment(answer.get('stopsAt'));
  const awakeUntil = moment(answer.get('awakeUntil'));
  const idleMinutes = answer.get('idleMinutes');
  const holding = answer.get('holding');
  if (!serverNow || typeof askedHours !== 'number' || askedHours < 0) return undefined;
  return {
    serverNow,
    askedHours,
    ...(stopsAt && { stopsAt }),
    ...(awakeUntil && { awakeUntil }),
    ...(typeof idleMinutes === 'number' && idleMinutes > 0 && { idleMinutes }),
    ...((holding === 'work' || holding === 'asked') && { holding }),
  };
}

const moment = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined);
