import type { Section } from '../protocol/notice';
import type { World } from './configuration';
import { noticeOf, Told } from './notices';

/** A section, or why it is missing. */
export async function settled<T>(world: Pick<World, 'log'>, read: () => Promise<Section<T>>): Promise<Section<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Told))
      world.log(`a section of the snapshot failed: ${error instanceof Error ? error.message : String(error)}`);
    return { state: 'missing', notices: [noticeOf(error)] };
  }
}
