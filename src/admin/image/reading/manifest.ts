import { z } from 'zod';

/** The two algorithms that the OCI image specification registers; weaker ones prove nothing. */
const Digest = z.string().regex(/^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/, 'no digest of SHA-256 or SHA-512');

export const Descriptor = z.object({
  mediaType: z.string().optional(),
  digest: Digest,
  size: z.int().nonnegative().optional(),
  platform: z.object({ architecture: z.string().optional(), os: z.string().optional() }).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
export type Descriptor = z.infer<typeof Descriptor>;

/** An OCI image manifest, or Docker's version 2 schema 2, which has the same members. */
export const Manifest = z.object({
  mediaType: z.string().optional(),
  config: Descriptor,
  layers: z.array(Descriptor).max(10_000),
});
export type Manifest = z.infer<typeof Manifest>;

/** An OCI image index, or Docker's manifest list. */
export const Index = z.object({ manifests: z.array(Descriptor).min(1).max(1_000) });

/** An image's names in a layout's index: as the specification has it, and whole, as containerd and Docker add it. */
const namesOf = ({ annotations }: Descriptor): string[] => {
  const whole = annotations?.['io.containerd.image.name'];
  return [
    ...(whole === undefined ? [] : [whole, whole.replace(/^docker\.io\/(library\/)?/, '')].toReversed()),
    annotations?.['org.opencontainers.image.ref.name'] ?? '',
  ].filter((name) => name !== '');
};

/** Attestations stand in an index beside the images that they are about. */
const isImage = ({ platform, annotations }: Descriptor) =>
  platform?.architecture !== 'unknown' && annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest';

/** Of several platforms the one that Studio runs, else the first that is an image. */
function preferred({ manifests }: z.infer<typeof Index>): Descriptor {
  const images = manifests.filter(isImage);
  const fitting = images.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
  const [first] = images.length > 0 ? images : manifests;
  if (!first) throw new Error('the index names no image');
  return fitting ?? first;
}

/**
 * Of a layout's `index.json` the entries of one image: the one that is asked for by name or digest, or the only one.
 * Throws where there is none of that name, or where more than one could be meant. Entries of one name for several
 * platforms are one image.
 */
export function oneImage(start: unknown, asked: string | undefined): unknown {
  const index = Index.safeParse(start);
  if (!index.success) return start;
  // A digest may be that of a manifest further down.
  if (asked !== undefined && Digest.safeParse(asked).success) return { manifests: [{ digest: asked }] };
  const images = index.data.manifests.filter(isImage);
  const meant = images.filter((image) => asked === undefined || namesOf(image).includes(asked));
  const told = (some: Descriptor[]) => [...new Set(some.map(nameOf))].slice(0, 20).join(', ') || 'none';
  if (meant.length === 0 && asked !== undefined) throw new Error(`it has no image "${asked}"; it has ${told(images)}`);
  const different = (of: (image: Descriptor) => string) => new Set(meant.map(of)).size;
  const digests = different(({ digest }) => digest);
  const names = different((image) => namesOf(image)[0] ?? '');
  const platforms = different(({ platform }) => `${platform?.os}/${platform?.architecture}`);
  if (digests > 1 && (names > 1 || digests > platforms)) throw new SeveralImages(meant.map(nameOf));
  return { manifests: meant.length > 0 ? meant : index.data.manifests };
}

const nameOf = (image: Descriptor) => namesOf(image)[0] ?? image.digest;

/** More than one image could be meant. */
export class SeveralImages extends Error {
  constructor(readonly names: string[]) {
    const more = names.length > 20 ? ' and more' : '';
    super(`it holds ${names.length} images: ${names.slice(0, 20).join(', ')}${more}`);
  }
}

/** How to name one of several images of a source, e.g. `oci:FOLDER`. */
export const remedyFor = (error: unknown, source: string, otherwise: string): string =>
  error instanceof SeveralImages ? `say which, e.g. ${source}:${error.names[0]}` : otherwise;

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
