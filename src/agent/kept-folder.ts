import path from 'node:path';
import type { Whereabouts } from './configuration';

/** Where the agent keeps what outlives the app: on the home volume. */
export const keptFolder = (whereabouts: Pick<Whereabouts, 'home'>) => path.join(whereabouts.home, '.cache', 'studiolo');
