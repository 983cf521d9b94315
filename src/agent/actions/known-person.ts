import { Refusal } from '../refusal';
import type { Studio } from '../studio';
import { say } from '../../protocol/message';

/**
 * Who asks, where that is known: only then is anything started, stopped, opened or changed in their name. Rejects with a
 * `Refusal` in a shared space, where whoever sits there would act as its owner, and where that could not be read.
 */
export async function knownPerson(studio: Pick<Studio, 'settings'>, until: number): Promise<string> {
  const { userProfileName, notices } = await studio.settings.person({ until });
  if (userProfileName !== undefined) return userProfileName;
  throw new Refusal(403, 'failed', notices[notices.length - 1] ?? unknown);
}

const unknown = { code: 'uncertain' as const, message: say('person-not-known') };
