/** A layer entry's name as an absolute path inside the image, or why it is none. */
export type EntryPath = { ok: true; path: string } | { ok: false; reason: string };

/**
 * Names in archives are data from strangers: one that climbs out with `..`, or holds a NUL, is refused. A leading slash
 * is taken as the image's root, as container engines do.
 */
export function entryPath(name: string): EntryPath {
  if (name.includes('\0')) return { ok: false, reason: 'has a NUL in its name' };
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') return { ok: false, reason: 'climbs out of its folder with ".."' };
    parts.push(part);
  }
  return { ok: true, path: `/${parts.join('/')}` };
}
