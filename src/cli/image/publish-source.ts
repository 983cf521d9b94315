import { access } from 'node:fs/promises';
import path from 'node:path';
import { ecrAuthorization } from '../../aws/ecr';
import { pinBase } from '../../admin/image/engine/pinned-base';
import { unpackArchive } from '../../admin/image/engine/unpack-archive';
import type { Publication } from '../../admin/image/publish/publication';
import { readDockerfile } from '../../admin/image/reading/dockerfile';
import { defaultLimits } from '../../admin/image/reading/limits';
import { layoutManifest, readOciLayout } from '../../admin/image/reading/oci-layout';
import type { ImageReference } from '../../admin/image/reference';
import { pullDigest } from '../../admin/image/registry/pull';
import { findingsOf } from '../../admin/findings/outcome';
import { humanReport } from '../../admin/findings/report/human';
import { tally } from '../../admin/findings/report/tally';
import { worstFirst } from '../../admin/findings/severity';
import { imageReport, outlookTexts } from '../../admin/image/image-report';
import type { AppImageConfig } from '../../admin/image/verify/app-image-config';
import type { ImageAppType } from '../../admin/image/verify/app-type';
import type { Image } from '../../admin/image/verify/contents';
import { outlook } from '../../admin/image/verify/outlook';
import { assess } from '../../admin/image/verify/verify';
import { CommandError, type Host } from '../host';
import { buildArgumentsOf, buildInto, buildLine, type BuildOptions, engineOf, tellUnused } from './build';
import { timesUntil } from './context';
import { fromRegistryUntil } from './options';
import { readAppImageConfig } from './verify';

/** The AppImageConfig that is named or stands beside the Dockerfile, else an empty one named after the image. */
export async function statedConfig(
  reference: ImageReference,
  given: { 'image-name': string; 'app-image-config'?: string | undefined },
): Promise<AppImageConfig> {
  if (given['app-image-config'] !== undefined) return readAppImageConfig(given['app-image-config']);
  if (reference.kind === 'dockerfile') {
    const beside = path.join(path.dirname(reference.file), 'app-image-config.json');
    const there = await access(beside).then(
      () => true,
      () => false,
    );
    if (there) return readAppImageConfig(beside);
  }
  return { AppImageConfigName: given['image-name'].replaceAll('.', '-') };
}

/** An image that can be verified and published. */
export interface Source {
  image: Image;
  digest: string;
  /** Absent for an image that is in a registry already. */
  layout?: string;
}

/** Brings the image to where it can be verified: builds it where it is a Dockerfile, below `work`. Rejects with `Unreadable`. */
export async function sourceOf(
  host: Host,
  reference: ImageReference,
  given: BuildOptions,
  work: string,
): Promise<Source> {
  if (reference.kind === 'registry') {
    const authorization = (registry: string) => ecrAuthorization(registry, host.ending);
    // What is judged is what is published, even where the tag moves meanwhile.
    const digest = await pullDigest(reference, authorization, defaultLimits, timesUntil(host.ending));
    return { image: await fromRegistryUntil(host.ending)({ ...reference, reference: digest }), digest };
  }
  const layout = reference.kind === 'oci-layout' ? reference.folder : path.join(work, 'layout');
  const name = reference.kind === 'dockerfile' ? undefined : reference.name;
  if (reference.kind === 'archive') await unpackArchive(reference.file, layout, name);
  if (reference.kind === 'dockerfile') {
    const engine = engineOf(given);
    await buildInto(host, engine, given, await pinnedBuild(host, reference.file, given), layout);
  }
  const { descriptor } = await layoutManifest(layout, defaultLimits, name);
  // Its digest is a name too, and no other image's.
  const { digest } = descriptor;
  return { image: await readOciLayout(layout, defaultLimits, digest), digest, layout };
}

/** What to build, its base held by digest where that can be done. */
async function pinnedBuild(host: Host, file: string, given: BuildOptions) {
  const stated = buildArgumentsOf(given);
  const { buildArguments, labels } = await pinBase(
    await readDockerfile(file, stated),
    (registry) => ecrAuthorization(registry, host.ending),
    host.tell,
    timesUntil(host.ending),
  );
  await tellUnused(host, file, stated);
  const dockerfile = path.basename(file) === 'Dockerfile' ? {} : { dockerfile: file };
  return { context: path.dirname(file), ...dockerfile, buildArguments: { ...stated, ...buildArguments }, labels };
}

/** Tells what the Dockerfile alone shows, and the command that would build it. */
export async function rehearseBuild(
  host: Host,
  file: string,
  given: BuildOptions,
  { appType, appImageConfig }: Pick<Publication, 'appType' | 'appImageConfig'>,
): Promise<void> {
  const image = await readDockerfile(file, buildArgumentsOf(given));
  const outcomes = assess(image, [appType], appImageConfig);
  const above = outlookTexts([outlook(image, appType, appImageConfig)]);
  host.print(humanReport(imageReport(file, image, outcomes), host, above));
  host.print(`to do: ${buildLine(engineOf(given), given, await pinnedBuild(host, file, given))}`);
  host.print('to do: push the image and make a version of it, if it differs');
}

/** Shows the findings, and stops where the image will not work. */
export function requireFit(
  host: Host,
  source: string,
  image: Image,
  appType: ImageAppType,
  config: AppImageConfig,
): void {
  const outcomes = assess(image, [appType], config);
  const findings = findingsOf(outcomes);
  if (findings.some(({ severity }) => severity === 'error')) {
    host.print(
      humanReport(imageReport(source, image, outcomes), host, outlookTexts([outlook(image, appType, config)])),
    );
    throw new CommandError(`nothing was pushed: ${tally(outcomes)}`);
  }
  host.tell(`verified: ${tally(outcomes)}`);
  for (const { severity, code, reason } of worstFirst(findings)) host.tell(`  ${severity} ${code}: ${reason}`);
}
