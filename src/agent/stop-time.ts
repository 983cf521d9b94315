import type { KeepAwake } from '../protocol/keep-awake';
import type { Section } from '../protocol/notice';
import { type StopTime, stopTimeOf } from '../protocol/stop-time';
import type { Runtime } from './configuration';
import { settled } from './settled';
import type { Studio } from './studio';

export interface StopTimeParts {
  runtime: Pick<Runtime, 'now' | 'log'>;
  studio(): Promise<{ idle: Pick<Studio['idle'], 'read'> }>;
  keepAwake(): Promise<Section<KeepAwake>>;
  until: number;
}

/**
 * When this app stops, for a page whose panel is out of sight. Settings that were ever learnt are not asked again:
 * others take effect only with the next start of the app (AWS documentation, idle shutdown set-up). So it costs AWS calls
 * once in the life of an agent, one for each of domain, space and user profile. Where it is not known, or this is not
 * Studio, there is no time in it.
 */
export async function stopTime({ keepAwake, studio, until, runtime }: StopTimeParts): Promise<StopTime> {
  const [idle, awake] = await Promise.all([
    settled(runtime, async () => (await studio()).idle.read({ until, anyAge: true })),
    settled(runtime, keepAwake),
  ]);
  return stopTimeOf(idle, awake, runtime.now().toISOString());
}
