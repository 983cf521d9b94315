/** A folder with all that is in it, as far down as folders are told apart. */
export interface SizedFolder {
  /** As seen from where it was looked. */
  name: string;
  bytes: number;
  folders: SizedFolder[];
}

/** A folder of which one within it makes up so much says less than that one. */
const nearlyAll = 0.8;

/** The largest folders within one, none within another: of `data/raw/2026`, the deepest that holds nearly all of it. */
export const largest = (within: SizedFolder, most: number): SizedFolder[] =>
  within.folders
    .map(telling)
    .filter(({ bytes }) => bytes > 0)
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, most);

function telling(folder: SizedFolder): SizedFolder {
  const inner = folder.folders.find(({ bytes }) => bytes >= nearlyAll * folder.bytes && bytes > 0);
  return inner ? telling(inner) : folder;
}
