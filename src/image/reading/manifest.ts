import { z } from 'zod';

const Digest = z.string().regex(/^[a-z0-9]+:[a-f0-9]{32,128}$/, 'no digest');

export const Descriptor = z.object({
  mediaType: z.string().optional(),
  digest: Digest,
  size: z.number().optional(),
  platform: z.object({ architecture: z.string().optional(), os: z.string().optional() }).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Descriptor = z.infer<typeof Descriptor>;

/** An OCI image manifest, or Docker's version 2 schema 2, which has the same members. */
export const Manifest = z.object({ config: Descriptor, layers: z.array(Descriptor).max(10_000) });
export type Manifest = z.infer<typeof Manifest>;

/** An OCI image index, or Docker's manifest list. */
export const Index = z.object({ manifests: z.array(Descriptor).min(1).max(1_000) });

/** Of several platforms the one that Studio runs, else the first that is an image. */
function preferred({ manifests }: z.infer<typeof Index>): Descriptor {
  const images = manifests.filter(({ platform }) => platform?.architecture !== 'unknown');
  const fitting = images.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
  const [first] = images.length > 0 ? images : manifests;
  if (!first) throw new Error('the index names no image');
  return fitting ?? first;
}

const indexDepth = 4;

/** A manifest with the descriptor that leads to it, absent where it was the start itself. */
export interface FoundManifest {
  manifest: Manifest;
  descriptor?: Descriptor;
}

/** Follows indexes down to a manifest. `load` gives the JSON of a descriptor. */
export async function findManifest(
  start: unknown,
  load: (descriptor: Descriptor) => Promise<unknown>,
): Promise<FoundManifest> {
  let value = start;
  let descriptor: Descriptor | undefined;
  for (let depth = 0; depth < indexDepth; depth += 1) {
    const manifest = Manifest.safeParse(value);
    if (manifest.success) return { manifest: manifest.data, ...(descriptor && { descriptor }) };
    const index = Index.safeParse(value);
    if (!index.success) {
      throw new Error(
        'this is neither an image manifest (schema 2) nor an index; schema 1 manifests are not supported',
      );
    }
    descriptor = preferred(index.data);
    value = await load(descriptor);
  }
  throw new Error(`indexes are nested more than ${indexDepth} deep`);
}

/** The manifest that indexes lead to. */
export async function manifestOf(
  start: unknown,
  load: (descriptor: Descriptor) => Promise<unknown>,
): Promise<Manifest> {
  return (await findManifest(start, load)).manifest;
}
