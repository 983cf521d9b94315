import type { Image } from '../verify/contents';
import type { Finding } from '../verify/finding';
import type { Outlook } from '../verify/outlook';

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
