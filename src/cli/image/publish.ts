import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineCommand } from 'citty';
import { AwsError } from '../../aws/errors';
import { findImageVersion } from '../../aws/image-version';
import { exitCodes } from '../../admin/converge/converge';
import type { PublishContext } from '../../admin/image/publish/context';
import { planPublish } from '../../admin/image/publish/plan';
import { baseImageOf, type Publication } from '../../admin/image/publish/publication';
import { publishKinds } from '../../admin/image/publish/steps/kinds';
import { type ImageReference, imageReference } from '../../admin/image/reference';
import { fittingAppImageConfig } from '../../admin/image/verify/fitting-app-image-config';
import { change, changeOptions, requireSomebodyToAsk } from '../change';
import { CommandError, type Host, UsageError } from '../host';
import { buildOptions } from './build';
import { codeBuildOptions, writeCodeBuild } from './codebuild';
import { awsText, explained } from '../failure';
import { holderOptions, holdersOf } from './holders';
import { regionOption } from '../connect';
import { imageContext } from './context';
import { appTypes } from './options';
import { rehearseBuild, requireFit, sourceOf, statedConfig } from './publish-source';

const args = {
  source: {
    type: 'positional',
    required: true,
    description:
      'folder of a Dockerfile, oci:FOLDER, docker-archive:FILE, or the URI of an image that is pushed already',
  },
  repository: {
    type: 'string',
    description: 'where it is pushed to, unless it is there already; made in ECR if need be',
    valueHint: 'URI',
  },
  'image-name': { type: 'string', required: true, description: 'name of the SageMaker image', valueHint: 'NAME' },
  role: { type: 'string', description: 'role that reads ECR; needed to make a new image', valueHint: 'ARN' },
  'app-type': { type: 'enum', options: appTypes, default: 'JupyterLab', description: 'the app type that it is for' },
  'app-image-config': {
    type: 'string',
    description: 'JSON; by default app-image-config.json of the folder, or what fits the image',
    valueHint: 'FILE',
  },
  ...holderOptions,
  ...buildOptions,
  ...codeBuildOptions,
  region: regionOption,
  ...changeOptions,
} as const;

/** `studiolo image publish`: builds, verifies, pushes, registers and lists an image; takes all back where a step fails. */
export const imagePublish = (host: Host) =>
  defineCommand({
    meta: { name: 'publish', description: 'Build, verify and push an image, and list it in Studio' },
    args,
    async run({ args: given }) {
      const appType = given['app-type'];
      const holders = holdersOf(given, appType);
      requireImageName(given['image-name']);
      await explained(async () => {
        const reference = await imageReference(given.source);
        const { registry, repository } = targetOf(reference, given.repository);
        if (given.codebuild !== undefined) {
          await writeCodeBuild(host, reference, { registry, repository }, given);
          return;
        }
        // A build takes minutes: nobody shall wait for a question that cannot be asked.
        requireSomebodyToAsk(host, given);
        const context = imageContext(host, given.region);
        const stated = await statedConfig(reference, given);
        const publication: Publication = {
          imageName: given['image-name'],
          ...(given.role !== undefined && { roleArn: given.role }),
          registry,
          repository,
          appType,
          appImageConfig: stated,
          holders,
        };
        // What would fail at the end is found before the build.
        const known = await planPublish(context, publication);
        const about = { image: publication.imageName };
        if (given['dry-run'] && reference.kind === 'dockerfile') {
          await rehearseBuild(host, reference.file, given, publication);
          // Only a build tells what of the rest there is to do, but it is to be done.
          if (known.plan.steps.length > 0) await change(host, context, publishKinds, known.plan, given, about);
          throw new CommandError('', exitCodes.planned);
        }
        const work = await mkdtemp(path.join(tmpdir(), 'studiolo-publish-'));
        try {
          const source = await sourceOf(host, reference, given, work);
          const appImageConfig = fittingAppImageConfig(source.image, appType, stated);
          requireFit(host, given.source, source.image, appType, appImageConfig);
          const { digest, layout } = source;
          const whole = { ...publication, appImageConfig, digest, ...(layout !== undefined && { layout }) };
          const { plan, there } = await planPublish(context, whole);
          if (!given.json) for (const line of there) host.tell(line);
          await change(host, context, publishKinds, plan, given, about, 'take-back');
          if (!given.json) await printVersion(host, context, whole.imageName, baseImageOf(whole, digest));
        } finally {
          await rm(work, { recursive: true, force: true });
        }
      });
    },
  });

/** All is done: that it cannot be looked at is no failure. */
async function printVersion(host: Host, { sagemaker }: PublishContext, imageName: string, baseImage: string) {
  try {
    const latest = await findImageVersion(sagemaker, imageName, 'latest');
    host.print(`${imageName} version ${latest?.version ?? '?'}: ${baseImage}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    host.tell(`warning: which version it is could not be read: ${awsText(error)}`);
    host.print(`${imageName}: ${baseImage}`);
  }
}

/** Where the image stands in the end: in the repository that is named, or where it is already. */
function targetOf(reference: ImageReference, named: string | undefined): { registry: string; repository: string } {
  if (reference.kind === 'registry') {
    if (named !== undefined) throw new UsageError('an image that is in a registry already takes no --repository');
    return reference;
  }
  if (!named) throw new UsageError('--repository is needed to push what is not in a registry: --repository HOST/NAME');
  const [, registry = '', repository = ''] = /^([^/]+)\/(.+?)$/.exec(named) ?? [];
  if (repository === '' || /[:@]/.test(repository))
    throw new UsageError(`--repository takes HOST/NAME without a tag, not ${JSON.stringify(named)}`);
  return { registry, repository };
}

/** As in the service model. */
function requireImageName(name: string): void {
  if (/^[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}$/.test(name)) return;
  throw new UsageError(`--image-name takes up to 63 letters, digits, - and ., not ${JSON.stringify(name)}`);
}
