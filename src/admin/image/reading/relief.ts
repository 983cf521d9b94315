import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Above this, V8 is made to give back what nobody uses any more: left alone, it takes more of the machine instead. */
const comfortable = 190e6;

let collect: (() => void) | undefined;

/** Collects garbage where this process has grown large. It costs tens of milliseconds, so it is not for every day. */
export function relieve(): void {
  if (memoryUsage.rss() < comfortable) return;
  if (!collect) {
    setFlagsFromString('--expose-gc');
    const exposed: unknown = runInNewContext('gc');
    collect = typeof exposed === 'function' ? () => void exposed() : () => undefined;
  }
  collect();
}
