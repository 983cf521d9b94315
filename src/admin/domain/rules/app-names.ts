import { type AppOf, appText } from '../studio-step';

/** Running apps in words, each once: those of the same type and owner's name by what else tells them apart. */
export function appNames(apps: readonly AppOf[]): string[] {
  const alike = new Map<string, AppOf[]>();
  for (const app of apps) alike.set(appText(app), [...(alike.get(appText(app)) ?? []), app]);
  const names = apps.map((app) => {
    const others = alike.get(appText(app)) ?? [];
    const kinds = new Set(others.map(({ owner }) => owner.kind));
    const domains = new Set(others.map(({ domain }) => domain));
    const kind = kinds.size > 1 ? ` (${app.owner.kind === 'space' ? 'a space' : 'a user profile'})` : '';
    return `${appText(app)}${kind}${domains.size > 1 ? ` in ${app.domain}` : ''}`;
  });
  return [...new Set(names)];
}
