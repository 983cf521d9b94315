import * as React from 'react';

const TICK_MS = 1000;

/**
 * The server's present, every second anew while the component is shown: countdowns need no request. `serverNow` is
 * what the server's clock said in an answer that came at `receivedAt` of this one, so that a browser whose clock is
 * off counts right all the same. A page in the background does not tick.
 */
export function useServerNow(serverNow: string, receivedAt: number): Date {
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return serverTime(serverNow, receivedAt, now);
}

/** What the server's clock says at `now` of this one; an answer that came since the last tick is newer than it. */
export const serverTime = (serverNow: string, receivedAt: number, now: number) =>
  new Date(Date.parse(serverNow) + Math.max(now, receivedAt) - receivedAt);
