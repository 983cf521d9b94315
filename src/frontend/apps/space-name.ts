import type { TranslationBundle } from '@jupyterlab/translation';
import { sameName } from '../../protocol/app-identity';
import { SpaceName } from '../../protocol/space-action';

/** The most characters of a space's name. */
const LONGEST = 63;

/** What is wrong with a name for a new space, while it is typed; nothing of an empty one. */
export function spaceNameTrouble(name: string, taken: string[], trans: TranslationBundle): string | undefined {
  if (name === '') return undefined;
  const strange = /[^a-zA-Z0-9-]/u.exec(name)?.[0];
  if (strange === ' ') return trans.__('Spaces aren’t allowed. Use letters, digits and hyphens.');
  if (strange !== undefined) return trans.__('%1 isn’t allowed. Use letters, digits and hyphens.', strange);
  if (name.length > LONGEST) return trans.__('Too long: %1 of at most %2 characters.', name.length, LONGEST);
  if (!SpaceName.safeParse(name).success) return trans.__('Begin and end with a letter or digit.');
  if (taken.some((one) => sameName(one, name))) return trans.__('You have a space named %1 already.', name);
  return undefined;
}
