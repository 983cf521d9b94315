import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineCommand } from 'citty';
import { ecrAuthorization } from '../aws/ecr';
import type { ImagesHolder } from '../aws/custom-images';
import { codeBuildProject } from '../image/build/codebuild';
import { type Engine, buildLayout, engines, findEngine } from '../image/build/engine';
import { publish } from '../image/publish/publish';
import { publishedTag, putInRegistry } from '../image/publish/registry-step';
import { defaultLimits } from '../image/reading/limits';
import { readOciLayout } from '../image/reading/oci-layout';
import { imageReference } from '../image/reference';
import { humanReport, tally } from '../image/report/human';
import { fittingAppImageConfig } from '../studio/custom-image/fitting-app-image-config';
import { outlook } from '../studio/custom-image/outlook';
import { verify } from '../studio/custom-image/verify';
import { CommandError, type Host, UsageError } from './host';
import { explained } from './image-failure';
import { appTypeOf, clientToken, patience, regionOption, sagemakerOf, requireKnownOptions } from './image-options';
import { readAppImageConfig } from './image-verify';

const args = {
  source: { type: 'positional', required: true, description: 'folder of a Dockerfile, or oci:FOLDER of a built image' },
  repository: { type: 'string', required: true, description: 'where it is pushed to', valueHint: 'URI' },
  'image-name': { type: 'string', required: true, description: 'name of the SageMaker image', valueHint: 'NAME' },
  role: { type: 'string', description: 'role that reads ECR; needed to make a new image', valueHint: 'ARN' },
  'app-type': { type: 'string', default: 'JupyterLab', description: 'JupyterLab, CodeEditor or KernelGateway' },
  'app-image-config': {
    type: 'string',
    description: 'JSON; by default app-image-config.json of the folder',
    valueHint: 'FILE',
  },
  domain: { type: 'string', description: 'the domain whose settings shall list it', valueHint: 'd-…' },
  'user-profiles': { type: 'string', description: 'list it for these only, not for the domain', valueHint: 'A,B' },
  spaces: { type: 'string', description: 'list it for these only (KernelGateway)', valueHint: 'A,B' },
  'shared-spaces': { type: 'boolean', description: "list it in the domain's settings for shared spaces too" },
  engine: { type: 'string', description: `one of ${engines.join(', ')}; the first that is there by default` },
  'engine-options': {
    type: 'string',
    description: "the engine's own options; those before a -- come before its verb; write it with =",
    valueHint: '"…"',
  },
  'build-args': { type: 'string', description: 'build arguments', valueHint: 'A=1,B=2' },
  codebuild: { type: 'string', description: 'write a CodeBuild project here instead of building', valueHint: 'FOLDER' },
  region: regionOption,
} as const;

/** `studiolo image publish`: builds, verifies, pushes, registers and lists an image; takes all back where a step fails. */
export const imagePublish = (host: Host) =>
  defineCommand({
    meta: { name: 'publish', description: 'Build, verify and push an image, and list it in Studio' },
    args,
    async run({ args: given, rawArgs }) {
      requireKnownOptions(rawArgs, Object.keys(args));
      const appType = appTypeOf(given['app-type']);
      const holders = holdersOf(given);
      const [, registry = '', repository = ''] = /^([^/]+)\/(.+?)$/.exec(given.repository) ?? [];
      if (repository === '' || /[:@]/.test(repository))
        throw new UsageError(`--repository takes HOST/NAME without a tag, not ${JSON.stringify(given.repository)}`);
      if (given.codebuild !== undefined) {
        await explained(() => writeCodeBuild(host, given.codebuild ?? '', given));
        return;
      }
      const sagemaker = sagemakerOf(host, given.region);
      const work = await mkdtemp(path.join(tmpdir(), 'studiolo-publish-'));
      try {
        await explained(async () => {
          const layout = await layoutOf(host, given, work);
          const image = await readOciLayout(layout, defaultLimits);
          const stated = await readAppImageConfig(
            given['app-image-config'] ?? path.join(given.source, 'app-image-config.json'),
          );
          const appImageConfig = fittingAppImageConfig(image, appType, stated);
          const findings = verify(image, [appType], appImageConfig);
          if (findings.some(({ severity }) => severity === 'error')) {
            host.print(humanReport(given.source, image, [outlook(image, appType, appImageConfig)], findings, host));
            throw new CommandError(`nothing was pushed: ${tally(findings)}`);
          }
          host.tell(`verified: ${tally(findings)}`);
          const tag = await publishedTag(layout);
          const { digest, back } = await putInRegistry(
            layout,
            { registry, repository, reference: tag },
            ecrAuthorization,
            host.tell,
          );
          const publication = {
            imageName: given['image-name'],
            ...(given.role !== undefined && { roleArn: given.role }),
            baseImage: `${registry}/${repository}@${digest}`,
            clientToken: clientToken(),
            appType,
            appImageConfig,
            holders,
          };
          const { version } = await publish(sagemaker, publication, patience, host.tell).catch(
            async (error: unknown) => {
              await back(host.tell);
              throw error;
            },
          );
          host.print(`${given['image-name']} version ${version}: ${publication.baseImage}`);
        });
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
  });

interface Given {
  source: string;
  repository: string;
  'image-name': string;
  role?: string | undefined;
  region?: string | undefined;
  domain?: string | undefined;
  'user-profiles'?: string | undefined;
  spaces?: string | undefined;
  'shared-spaces'?: boolean | undefined;
  engine?: string | undefined;
  'engine-options'?: string | undefined;
  'build-args'?: string | undefined;
}

const listed = (text: string | undefined) => (text ?? '').split(',').filter((part) => part !== '');

function holdersOf(given: Given): ImagesHolder[] {
  const domainId = given.domain;
  const profiles = listed(given['user-profiles']);
  const spaces = listed(given.spaces);
  if (domainId === undefined) {
    if (profiles.length > 0 || spaces.length > 0 || given['shared-spaces'])
      throw new UsageError('name the domain with --domain');
    return [];
  }
  const holders: ImagesHolder[] = [
    ...profiles.map((userProfileName): ImagesHolder => ({ of: 'user-profile', domainId, userProfileName })),
    ...spaces.map((spaceName): ImagesHolder => ({ of: 'space', domainId, spaceName })),
  ];
  if (holders.length === 0) holders.push({ of: 'domain', domainId });
  if (given['shared-spaces']) holders.push({ of: 'shared-spaces', domainId });
  return holders;
}

async function layoutOf(host: Host, given: Given, work: string): Promise<string> {
  const reference = await imageReference(given.source);
  if (reference.kind === 'oci-layout') return reference.folder;
  if (reference.kind !== 'dockerfile') throw new UsageError('publish takes the folder of a Dockerfile, or oci:FOLDER');
  const named = engines.find((engine) => engine === given.engine);
  if (given.engine !== undefined && !named)
    throw new UsageError(`--engine takes one of ${engines.join(', ')}, not ${JSON.stringify(given.engine)}`);
  const engine: Engine | undefined = named ?? findEngine();
  if (!engine)
    throw new CommandError(
      `none of ${engines.join(', ')} is on this machine; let CodeBuild do it with --codebuild FOLDER`,
    );
  const layout = path.join(work, 'layout');
  const buildArguments = Object.fromEntries(
    listed(given['build-args']).map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
  const options = (given['engine-options'] ?? '').split(' ').filter((option) => option !== '');
  const context = path.dirname(reference.file);
  await buildLayout(
    engine,
    `localhost/studiolo/${given['image-name'].toLowerCase()}`,
    { context, buildArguments, options, layout },
    host.tell,
  );
  return layout;
}

async function writeCodeBuild(host: Host, folder: string, given: Given): Promise<void> {
  if (given.role === undefined) throw new UsageError('--codebuild needs the role of the project; name it with --role');
  const region = given.region ?? host.region;
  if (region === undefined) throw new UsageError('no region is known; name one with --region, or set AWS_REGION');
  const { project, buildspec } = codeBuildProject(given['image-name'], given.repository, region, given.role);
  await readFile(path.join(given.source, 'Dockerfile'));
  await writeFile(path.join(folder, 'project.json'), `${JSON.stringify(project, null, 2)}\n`);
  await writeFile(path.join(folder, 'buildspec.yml'), buildspec);
  host.print(`${folder}: project.json for aws codebuild create-project, buildspec.yml to stand beside the Dockerfile`);
}
