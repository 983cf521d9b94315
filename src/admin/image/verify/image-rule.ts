import { rulesOver, type Stated } from '../../findings/rule';
import type { ImageFacts } from './image-facts';
import type { ImageLocation } from './image-location';

/** How a rule about images is written: over the facts that it names. */
export const { rule, rules } = rulesOver<ImageFacts, ImageLocation>();

/** What a rule found, and where. */
export type Found<Code extends string> = Stated<ImageLocation> & { code: Code };
