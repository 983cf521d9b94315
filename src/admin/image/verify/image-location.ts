import type { Image } from './contents';

/** Where a finding was made: in the image's config, in a layer's file, in the AppImageConfig, or in a Dockerfile. */
export type ImageLocation =
  | { in: 'config'; member: string }
  | { in: 'layer'; layer: number; file: string }
  | { in: 'image'; file: string }
  | { in: 'app-image-config'; member: string }
  | { in: 'dockerfile'; line: number };

/** Where in the image, for a path whose layer may be known. */
export function fileAt(file: string, record?: { layer: number }): ImageLocation {
  return record ? { in: 'layer', layer: record.layer, file } : { in: 'image', file };
}

/** A location in words, with the command that made the layer where it is known. */
export function locationText(where: ImageLocation, image: Image): string {
  switch (where.in) {
    case 'config':
      return `image config, ${where.member}`;
    case 'app-image-config':
      return `AppImageConfig, ${where.member}`;
    case 'dockerfile':
      return `line ${where.line}`;
    case 'image':
      return where.file;
    case 'layer': {
      const layer = image.kind === 'image' ? image.layers[where.layer] : undefined;
      const made = layer?.createdBy ? ` (${layer.createdBy.replaceAll(/\s+/g, ' ').slice(0, 60)})` : '';
      return `${where.file} in layer ${where.layer} ${layer?.name.slice(0, 19) ?? ''}${made}`;
    }
  }
}
