import type { Call } from '../operation';

/** What a rule may look at: a call without its input. */
export type Context = Pick<Call, 'caller' | 'clock' | 'configuration' | 'state'>;
