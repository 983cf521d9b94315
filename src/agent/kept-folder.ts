import path from 'node:path';
import type { Place } from './configuration';

/** Where the agent keeps what outlives the app: on the home volume. */
export const keptFolder = (place: Pick<Place, 'home'>) => path.join(place.home, '.cache', 'studiolo');
