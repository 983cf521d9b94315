import type { Clock } from '../clock';
import type { AppRecord } from '../state/records';
import { timestamp } from './timestamps';

/** In seconds. Assumption: the period is not documented. */
const PERIOD = 5 * 60;

/**
 * When an app that is in service was last checked, in epoch seconds. The check counts as user activity as well, which
 * is why LastUserActivityTimestamp says nothing about idleness [BC doc DescribeApp].
 */
export function lastHealthCheck(app: AppRecord, clock: Clock): number | undefined {
  if (app.Status !== 'InService') return undefined;
  const started = app.LastModifiedTime;
  return started + Math.floor((timestamp(clock) - started) / PERIOD) * PERIOD;
}
