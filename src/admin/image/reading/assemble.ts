import type { ReadImage } from '../verify/contents';
import { FileTree } from '../verify/file-tree';
import { kernelPlaces } from '../verify/kernel-spec';
import { layersOf, readConfig } from './config-json';
import { isRead } from './kept';
import type { LayerScan } from './layer';
import type { Limits } from './limits';
import { relieve } from './relief';

/** What one reading of an image gives: its config, and its layers, lowest first. One layer may stand there twice. */
export interface ImageParts {
  config: unknown;
  layers: { name: string; scan: LayerScan }[];
}

/**
 * Reads an image: once, or a second time where a file that the rules read turns out to be a link to one that had passed
 * by, being called otherwise.
 */
export async function readParts(
  read: (wanted: ReadonlySet<string>) => Promise<ImageParts>,
  limits: Limits,
): Promise<ReadImage> {
  let image: ReadImage | undefined = assemble(await read(new Set()), limits);
  const missing = passedBy(image.files, limits);
  if (missing.size === 0) return image;
  // Not both at once: each may be as large as the limits allow.
  image = undefined;
  return assemble(await read(missing), limits);
}

/** Puts config and layers together, be it some of them only. Throws where they do not fit. */
export function assemble({ config: configJson, layers }: ImageParts, limits: Limits): ReadImage {
  const { config, createdBy } = readConfig(configJson);
  const files = new FileTree((limits.records + (limits.some ?? 0)) * 1.25);
  const unsafe: ReadImage['unsafe'] = [];
  const highIds: ReadImage['highIds'] = [];
  // Of a layer that stands there more than once, the last time decides: it does all again that the others did.
  const last = new Map(layers.map(({ scan }, index) => [scan, index]));
  for (const [scan, layer] of [...last].sort(([, a], [, b]) => a - b)) {
    for (const [, record] of scan.files) record.layer = layer;
    files.add(scan);
    unsafe.push(...scan.unsafe.map((entry) => ({ ...entry, layer })));
    if (scan.highIds) highIds.push({ ...scan.highIds, layer });
  }
  relieve();
  return {
    kind: 'image',
    config,
    layers: layersOf(
      layers.map(({ name, scan }) => ({ name, size: scan.size })),
      createdBy,
    ),
    files,
    unsafe,
    highIds,
  };
}

/** Where links lead from the files that the rules read, as far as nothing is known of the file there. */
function passedBy(files: FileTree, limits: Limits): Set<string> {
  const missing = new Set<string>();
  const look = (path: string) => {
    const found = files.resolve(path);
    if (found.at === 'nothing' && found.path !== path) missing.add(found.path);
    if (found.at !== 'file') return;
    const { type, hardLink, text, size } = found.record;
    if (hardLink !== undefined) missing.add(hardLink);
    else if (type === 'file' && text === undefined && size <= limits.text) missing.add(found.path);
  };
  for (const [path, { type, hardLink }] of files.below('/'))
    if ((type === 'symlink' || hardLink !== undefined) && isRead(path)) look(path);
  // A link to the folder, not to the file.
  for (const path of ['/etc/passwd', '/etc/group', ...kernelPlaces(files)]) if (!files.get(path)) look(path);
  return missing;
}
