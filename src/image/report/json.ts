import type { Image } from '../../studio/image/contents';
import type { Finding } from '../../studio/image/finding';
import type { Outlook } from '../../studio/image/outlook';

/** The result for programs. */
export function jsonReport(source: string, image: Image, outlooks: Outlook[], findings: Finding[]): object {
  return {
    source,
    ...(image.kind === 'image' && {
      layers: image.layers.map(({ name, size, createdBy }, index) => ({
        index,
        name,
        size,
        ...(createdBy && { createdBy }),
      })),
    }),
    outlooks,
    findings,
    errors: findings.filter(({ severity }) => severity === 'error').length,
  };
}
