import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import * as z from 'zod/mini';

/** A task that held the page up: milliseconds by the clock, and of the processor's time, which no other program adds to. */
export interface Task {
  wall: number;
  cpu: number;
}

const Event = z.object({
  ph: z.string(),
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.optional(z.number()),
  tdur: z.optional(z.number()),
});
const Trace = z.object({ traceEvents: z.array(Event) });

/** Where in the trace begins what is measured: starting a profile holds the page up as well. */
const mark = 'studiolo:begin';
const withProfile = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'v8.execute',
];

/** The tasks of the page's main thread while `during` goes on, the longest first. `file` keeps the trace, with a profile. */
export async function tasksOf(page: Page, during: () => Promise<void>, file?: string): Promise<Task[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  const categories = ['toplevel', 'blink.user_timing', ...(file === undefined ? [] : withProfile)];
  await browser.startTracing(page, { categories });
  await page.evaluate((name) => void performance.mark(name), mark);
  await page.waitForTimeout(100);
  await during();
  const text = await browser.stopTracing();
  if (file !== undefined) writeFileSync(file, text);
  const { traceEvents } = Trace.parse(JSON.parse(text.toString()));
  const begin = traceEvents.find(({ name }) => name === mark);
  if (!begin) throw new Error('the trace does not tell where it begins');
  return traceEvents
    .filter(
      ({ name, ph, pid, tid, ts }) =>
        name === 'ThreadControllerImpl::RunTask' &&
        ph === 'X' &&
        pid === begin.pid &&
        tid === begin.tid &&
        ts > begin.ts,
    )
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
    .toSorted((one, other) => other.wall - one.wall);
}
