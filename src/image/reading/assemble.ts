import type { ReadImage } from '../../studio/custom-image/contents';
import { FileTree } from '../../studio/custom-image/file-tree';
import { layersOf, readConfig } from './config-json';
import type { LayerScan } from './layer';
import { numbered } from './layer';

/** Puts config and layers, lowest first, together. */
export function assemble(configJson: unknown, layers: { name: string; scan: LayerScan }[]): ReadImage {
  const { config, createdBy } = readConfig(configJson);
  const files = new FileTree();
  const unsafe: ReadImage['unsafe'] = [];
  layers.forEach(({ scan }, layer) => {
    files.add(numbered(scan, layer));
    unsafe.push(...scan.unsafe.map((entry) => ({ ...entry, layer })));
  });
  return {
    kind: 'image',
    config,
    layers: layersOf(
      layers.map(({ name, scan }) => ({ name, size: scan.size })),
      createdBy,
    ),
    files,
    unsafe,
  };
}
