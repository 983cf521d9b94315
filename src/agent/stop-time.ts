import type { KeepAwake } from '../protocol/keep-awake';
import type { Section } from '../protocol/notice';
import { type StopTime, stopTimeOf } from '../protocol/stop-time';
import { noticeOf } from './notices';
import type { Studio } from './studio';

export interface StopTimeParts {
  now(): Date;
  studio(): Promise<Pick<Studio, 'idle'>>;
  keepAwake(): Promise<Section<KeepAwake>>;
  until: number;
}

/**
 * When this app stops, for a page whose panel is out of sight. Settings that were ever learnt are not asked again:
 * others take effect only with the next start of the app (AWS documentation, idle shutdown set-up). So it costs AWS calls
 * once in the life of an agent, one for each of domain, space and user profile. Where it is not known, or this is not
 * Studio, there is no time in it.
 */
export async function stopTime({ keepAwake, now, studio, until }: StopTimeParts): Promise<StopTime> {
  const [idle, awake] = await Promise.all([
    known(async () => (await studio()).idle.read({ until, anyAge: true })),
    known(keepAwake),
  ]);
  return stopTimeOf(idle, awake, now().toISOString());
}

async function known<T>(read: () => Promise<Section<T>>): Promise<Section<T>> {
  try {
    return await read();
  } catch (error) {
    return { state: 'missing', notices: [noticeOf(error)] };
  }
}
