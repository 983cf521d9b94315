import type { Clock } from '../clock';

/** The present as the wire has it: epoch seconds with fraction. */
export const timestamp = (clock: Pick<Clock, 'now'>) => clock.now() / 1000;

/** The two time stamps of something that is made now. */
export const created = (clock: Clock) => ({ CreationTime: timestamp(clock), LastModifiedTime: timestamp(clock) });
