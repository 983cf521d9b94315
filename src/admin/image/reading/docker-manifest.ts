import { z } from 'zod';
import { SeveralImages } from './manifest';

/** `manifest.json` of `docker save`. */
const DockerManifest = z
  .array(z.object({ Config: z.string(), Layers: z.array(z.string()), RepoTags: z.array(z.string()).nullish() }))
  .min(1);
export type DockerImage = z.infer<typeof DockerManifest>[number];

/** The image that `manifest.json` names: the one with this tag, or the only one. Throws where that is not clear. */
export function dockerImage(manifest: unknown, name: string | undefined): DockerImage {
  const parsed = DockerManifest.safeParse(manifest);
  if (!parsed.success) throw new Error('manifest.json is not one that docker save writes');
  const tags = (image: DockerImage) => image.RepoTags ?? [];
  const meant = parsed.data.filter((image) => name === undefined || tags(image).includes(name));
  const [image] = meant;
  if (!image) {
    const told = parsed.data.flatMap(tags).slice(0, 20).join(', ') || 'none';
    throw new Error(`it has no image "${name}"; it has ${told}`);
  }
  if (meant.length > 1) throw new SeveralImages(meant.map((one) => tags(one)[0] ?? one.Config));
  return image;
}

const DiffIds = z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) });

/** What the config says that its layers' digests are before compression; nothing where it does not say so of each. */
export function diffIds(config: unknown, layers: number): string[] | undefined {
  const parsed = DiffIds.safeParse(config);
  return parsed.success && parsed.data.rootfs.diff_ids.length === layers ? parsed.data.rootfs.diff_ids : undefined;
}
