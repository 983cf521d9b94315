import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineCommand } from 'citty';
import { ecrAuthorization } from '../../aws/ecr';
import { pinBase } from '../../admin/image/engine/pinned-base';
import { unpackArchive } from '../../admin/image/engine/unpack-archive';
import { baseImageOf, forecastPublish, type Means, type Publication, publish } from '../../admin/image/publish/publish';
import { readDockerfile } from '../../admin/image/reading/dockerfile';
import { defaultLimits } from '../../admin/image/reading/limits';
import { layoutManifest, readOciLayout } from '../../admin/image/reading/oci-layout';
import { type ImageReference, imageReference } from '../../admin/image/reference';
import { pullDigest } from '../../admin/image/registry/pull';
import { findingsOf } from '../../admin/findings/outcome';
import { humanReport } from '../../admin/findings/report/human';
import { tally } from '../../admin/findings/report/tally';
import { worstFirst } from '../../admin/findings/severity';
import { imageReport, outlookTexts } from '../../admin/image/image-report';
import { AppImageConfig } from '../../admin/image/verify/app-image-config';
import type { ImageAppType } from '../../admin/image/verify/app-type';
import type { Image } from '../../admin/image/verify/contents';
import { fittingAppImageConfig } from '../../admin/image/verify/fitting-app-image-config';
import { outlook } from '../../admin/image/verify/outlook';
import { assess } from '../../admin/image/verify/verify';
import { CommandError, type Host, UsageError } from '../host';
import { buildArgumentsOf, buildInto, buildLine, buildOptions, type BuildOptions, engineOf } from './build';
import { codeBuildOptions, writeCodeBuild } from './codebuild';
import { explained } from '../failure';
import { holderOptions, holdersOf } from './holders';
import { regionOption, sagemakerOf } from '../connect';
import { appTypeOf, clientToken, fromRegistry, patience } from './options';
import { readAppImageConfig } from './verify';

const args = {
  source: {
    type: 'positional',
    required: true,
    description:
      'folder of a Dockerfile, oci:FOLDER, docker-archive:FILE, or the URI of an image that is pushed already',
  },
  repository: { type: 'string', description: 'where it is pushed to; ECR makes it if need be', valueHint: 'URI' },
  'image-name': { type: 'string', required: true, description: 'name of the SageMaker image', valueHint: 'NAME' },
  role: { type: 'string', description: 'role that reads ECR; needed to make a new image', valueHint: 'ARN' },
  'app-type': { type: 'string', default: 'JupyterLab', description: 'JupyterLab, CodeEditor or KernelGateway' },
  'app-image-config': {
    type: 'string',
    description: 'JSON; by default app-image-config.json of the folder, or what fits the image',
    valueHint: 'FILE',
  },
  ...holderOptions,
  'dry-run': { type: 'boolean', description: 'tell what would be done, and do nothing' },
  ...buildOptions,
  ...codeBuildOptions,
  region: regionOption,
} as const;

/** `studiolo image publish`: builds, verifies, pushes, registers and lists an image; takes all back where a step fails. */
export const imagePublish = (host: Host) =>
  defineCommand({
    meta: { name: 'publish', description: 'Build, verify and push an image, and list it in Studio' },
    args,
    async run({ args: given }) {
      const appType = appTypeOf(given['app-type']);
      const holders = holdersOf(given, appType);
      requireImageName(given['image-name']);
      await explained(async () => {
        const reference = await imageReference(given.source);
        const { registry, repository } = targetOf(reference, given.repository);
        if (given.codebuild !== undefined) {
          await writeCodeBuild(host, reference, { registry, repository }, given);
          return;
        }
        const sagemaker = sagemakerOf(host, given.region);
        const { tell, ending } = host;
        const means: Means = { sagemaker, credentials: ecrAuthorization, patience, tell, ending };
        const stated = await statedConfig(reference, given);
        const publication: Omit<Publication, 'digest'> = {
          imageName: given['image-name'],
          ...(given.role !== undefined && { roleArn: given.role }),
          registry,
          repository,
          clientToken: clientToken(),
          appType,
          appImageConfig: stated,
          holders,
        };
        // What would fail at the end is found before the build.
        const known = await forecastPublish(means, publication);
        if (given['dry-run'] && reference.kind === 'dockerfile') {
          await rehearseBuild(host, reference.file, given, publication);
          for (const line of known) host.print(line);
          return;
        }
        const work = await mkdtemp(path.join(tmpdir(), 'studiolo-publish-'));
        try {
          const source = await sourceOf(host, reference, given, work);
          const appImageConfig = fittingAppImageConfig(source.image, appType, stated);
          requireFit(host, given.source, source.image, appType, appImageConfig);
          const { digest, layout } = source;
          const whole: Publication = {
            ...publication,
            appImageConfig,
            digest,
            ...(layout !== undefined && { layout }),
          };
          if (given['dry-run']) for (const line of await forecastPublish(means, whole)) host.print(line);
          else {
            const version = await publish(means, whole);
            host.print(`${given['image-name']} version ${version}: ${baseImageOf(whole)}`);
          }
        } finally {
          await rm(work, { recursive: true, force: true });
        }
      });
    },
  });

/** Where the image stands in the end: in the repository that is named, or where it is already. */
function targetOf(reference: ImageReference, named: string | undefined): { registry: string; repository: string } {
  if (reference.kind === 'registry') {
    if (named !== undefined) throw new UsageError('an image that is in a registry already takes no --repository');
    return reference;
  }
  const [, registry = '', repository = ''] = /^([^/]+)\/(.+?)$/.exec(named ?? '') ?? [];
  if (repository === '' || /[:@]/.test(repository))
    throw new UsageError(`--repository takes HOST/NAME without a tag, not ${JSON.stringify(named ?? '')}`);
  return { registry, repository };
}

/** As in the service model. */
function requireImageName(name: string): void {
  if (/^[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}$/.test(name)) return;
  throw new UsageError(`--image-name takes up to 63 letters, digits, - and ., not ${JSON.stringify(name)}`);
}

/** The AppImageConfig that is named or stands beside the Dockerfile, else an empty one named after the image. */
async function statedConfig(
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
interface Source {
  image: Image;
  digest: string;
  /** Absent for an image that is in a registry already. */
  layout?: string;
}

async function sourceOf(host: Host, reference: ImageReference, given: BuildOptions, work: string): Promise<Source> {
  if (reference.kind === 'registry') {
    // What is judged is what is published, even where the tag moves meanwhile.
    const digest = await pullDigest(reference, ecrAuthorization, defaultLimits);
    return { image: await fromRegistry({ ...reference, reference: digest }), digest };
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
  const { buildArguments, labels } = await pinBase(await readDockerfile(file, stated), ecrAuthorization, host.tell);
  const dockerfile = path.basename(file) === 'Dockerfile' ? {} : { dockerfile: file };
  return { context: path.dirname(file), ...dockerfile, buildArguments: { ...stated, ...buildArguments }, labels };
}

/** Tells what the Dockerfile alone shows, and the command that would build it. */
async function rehearseBuild(
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
}

/** Shows the findings, and stops where the image will not work. */
function requireFit(host: Host, source: string, image: Image, appType: ImageAppType, config: AppImageConfig): void {
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
