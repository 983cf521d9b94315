import type { Section } from '../protocol/notice';
import type { Runtime } from './configuration';
import { noticeOf, NoticeError } from './notices';

/** A section, or why it is missing. */
export async function settled<T>(runtime: Pick<Runtime, 'log'>, read: () => Promise<Section<T>>): Promise<Section<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NoticeError))
      runtime.log(`a section of the snapshot failed: ${error instanceof Error ? error.message : String(error)}`);
    return { state: 'missing', notices: [noticeOf(error)] };
  }
}
