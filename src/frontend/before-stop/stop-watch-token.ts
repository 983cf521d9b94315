import { Token } from '@lumino/coreutils';
import type { StopTime } from '../../protocol/stop-time';

/** Knows when this app stops while nobody looks at the panel. */
export interface IStopWatch {
  /** Takes over what has been learnt elsewhere. */
  learn(told: StopTime): void;
}
export const IStopWatch = new Token<IStopWatch>(
  'studiolo:IStopWatch',
  'Knows when this app of SageMaker Studio stops.',
);
