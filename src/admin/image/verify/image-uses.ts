/** A place in settings or in an app that names an image. */
export interface ImageUse {
  imageName: string;
  /** By number, by alias, or whatever is the latest. */
  version: { number: number } | { alias: string } | 'latest';
}

/**
 * Every image named anywhere in a description from the API: `CustomImages`, and the three members of a `ResourceSpec`,
 * of which the version's ARN wins over the image's (service model).
 */
export function imageUses(description: unknown): ImageUse[] {
  if (Array.isArray(description)) return description.flatMap(imageUses);
  if (typeof description !== 'object' || description === null) return [];
  const members = new Map<string, unknown>(Object.entries(description));
  const text = (name: string) => {
    const value = members.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const own: ImageUse[] = [];
  const listed = text('ImageName');
  const number = members.get('ImageVersionNumber');
  if (listed !== undefined && members.has('AppImageConfigName')) {
    own.push({ imageName: listed, version: typeof number === 'number' ? { number } : 'latest' });
  }
  const [, byVersion, version] = /:image-version\/([^/]+)\/(\d+)$/i.exec(text('SageMakerImageVersionArn') ?? '') ?? [];
  const byImage = /:image\/([^/]+)$/i.exec(text('SageMakerImageArn') ?? '')?.[1];
  const alias = text('SageMakerImageVersionAlias');
  if (byVersion !== undefined) own.push({ imageName: byVersion, version: { number: Number(version) } });
  else if (byImage !== undefined) own.push({ imageName: byImage, version: alias === undefined ? 'latest' : { alias } });
  return [...own, ...[...members.values()].flatMap(imageUses)];
}
