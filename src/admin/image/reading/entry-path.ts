/** A layer entry's name as an absolute path inside the image, or why it is none. */
export type EntryPath = { ok: true; path: string } | { ok: false; reason: string };

/** PATH_MAX of Linux, and more folders than anything but an attack has: each costs memory of its own. */
const longest = 4096;
const deepest = 256;

/**
 * Names in archives are data from strangers: one that climbs out with `..`, or holds a NUL, is refused. A leading slash
 * is taken as the image's root, as container engines do.
 */
export function entryPath(name: string): EntryPath {
  if (name.includes('\0')) return { ok: false, reason: 'has a NUL in its name' };
  if (name.length > longest) return { ok: false, reason: `has a name of more than ${longest} characters` };
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') return { ok: false, reason: 'climbs out of its folder with ".."' };
    parts.push(part);
  }
  if (parts.length > deepest) return { ok: false, reason: `is more than ${deepest} folders deep` };
  return { ok: true, path: `/${parts.join('/')}` };
}
