import type { Mistake, Path } from '../mistake';
import type { StudioFileForm } from '../studio-file-form';
import { refId, type Wanted } from '../wanted';

/** Sections whose entries have names; of scripts, two sections have one store of names, and so of AppImageConfigs. */
const sections = [
  ['domains'],
  ['teams'],
  ['roles'],
  ['keys'],
  ['scripts', 'lifecycleConfigs'],
  ['images'],
  ['images', 'appImageConfigs'],
] as const;

/**
 * Names that differ in capital letters alone. Of user profiles AWS takes such two for one. Of all else that has a name there
 * it is not known, and taken to be so; and of what has its name here alone, one of two such is meant by nobody.
 */
export function namesAlike(form: StudioFileForm, resources: readonly Wanted[]): Mistake[] {
  const found = sections.flatMap((together) => {
    const names = together.flatMap((section) =>
      Object.keys(form[section] ?? {}).map((name) => ({ id: name, name, path: [section, name] })),
    );
    return alike(names, (before) => `differs from ${before} in capital letters alone; give one of them another name`);
  });
  const inDomains = resources.flatMap(({ ref }) => {
    const { kind, name, domain = '' } = ref;
    if (kind !== 'user profile' && kind !== 'space') return [];
    return [{ id: refId(ref), name, path: ['domains', domain, kind === 'space' ? 'spaces' : 'userProfiles', name] }];
  });
  const message = (before: string) => `is the name of ${before} too: AWS does not tell capital letters from small ones`;
  return [...found, ...alike(inDomains, message)];
}

/** Those that have the id of one before them but for capital letters; who has its very name is the same. */
function alike(
  all: readonly { id: string; name: string; path: Path }[],
  message: (before: string) => string,
): Mistake[] {
  const names = new Map<string, string>();
  return all.flatMap(({ id, name, path }): Mistake[] => {
    const before = names.get(id.toLowerCase());
    if (before === undefined) names.set(id.toLowerCase(), name);
    return before === undefined || before === name ? [] : [{ path, part: 'word', message: message(before) }];
  });
}
