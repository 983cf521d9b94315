import type { AppEvent } from '../../../studio/app-event';

/**
 * How many apps ran at once at the busiest moment, at the least. An app of which no end is told, and that does not run
 * now (`runningNow`), may have been stopped when it was idle at any time: it counts at the moment of its start alone.
 */
export function peakOf(events: AppEvent[], runningNow: ReadonlySet<string>): number {
  const changes: [at: number, by: 1 | -1][] = [];
  const told = new Map<string, AppEvent[]>();
  for (const event of events) {
    const before = told.get(event.app);
    if (before) before.push(event);
    else told.set(event.app, [event]);
  }
  for (const [app, its] of told) {
    const sorted = its.sort((a, b) => a.at - b.at);
    // What was stopped first had been started before the first event.
    if (sorted[0]?.what === 'stopped') changes.push([-Infinity, 1], [sorted[0].at, -1]);
    sorted.forEach(({ what, at }, index) => {
      if (what !== 'started') return;
      const next = sorted[index + 1];
      changes.push([at, 1]);
      if (next?.what === 'stopped') changes.push([next.at, -1]);
      else if (next || !runningNow.has(app)) changes.push([at, -1]);
    });
  }
  // Those that run now and were started before the first event have run all the time.
  let running = [...runningNow].filter((app) => !told.has(app)).length;
  let most = Math.max(running, runningNow.size);
  // At one moment starts count before ends: both held an address then.
  for (const [, by] of changes.sort(([a, x], [b, y]) => a - b || y - x)) most = Math.max(most, (running += by));
  return most;
}
