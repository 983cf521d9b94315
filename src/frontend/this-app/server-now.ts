import * as React from 'react';

const TICK_MS = 1000;

/**
 * The server's present, every second anew while the component is in view: countdowns need no request. `skew` is how
 * many milliseconds the server's clock is ahead, so that a browser whose clock is off counts right all the same.
 */
export function useServerNow(skew: number, place: React.RefObject<Element | null>): Date {
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    const timer = setInterval(() => {
      // A closed sidebar has no boxes.
      if (!document.hidden && place.current?.getClientRects().length !== 0) setNow(Date.now());
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [place]);
  return new Date(now + skew);
}
