import { existsSync } from 'node:fs';
import { ensureDebianPackages } from './debian.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** A Chromium to drive: the machine's own, else Debian's, which is installed. Returns its path. */
export async function ensureBrowser() {
  const found = process.env.STUDIOLO_BROWSER ?? places.find((place) => existsSync(place));
  if (found) return found;
  await ensureDebianPackages(['chromium', 'fonts-dejavu-core'], 'the browser suite');
  return places[0];
}
