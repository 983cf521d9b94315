import type { SettingLevel } from '../protocol/idle';
import { repositoryIdentity } from './git-address';

/** A suggested repository: its URL as it is written in the settings, its name, and the first level that suggests it. */
export interface SuggestedRepository {
  url: string;
  name: string;
  suggestedBy: SettingLevel;
}

/**
 * The repositories that a space's user is offered: those of the domain, then the user profile's, then the space's.
 * One that several levels name, in whatever spelling, is kept once, as the first names it.
 */
export function suggestedRepositories(stated: Partial<Record<SettingLevel, string[]>>): SuggestedRepository[] {
  const levels: SettingLevel[] = ['domain', 'user-profile', 'space'];
  const found = new Map<string, SuggestedRepository>();
  for (const suggestedBy of levels) {
    for (const url of stated[suggestedBy] ?? []) {
      const key = repositoryIdentity(url);
      if (!found.has(key)) found.set(key, { url, name: repositoryName(url), suggestedBy });
    }
  }
  return [...found.values()];
}

/** The last part of the URL without `.git`: the folder that a clone makes. */
export function repositoryName(url: string): string {
  return repositoryIdentity(url).split('/').pop() || 'repository';
}
