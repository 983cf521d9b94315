import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineCommand } from 'citty';
import { z } from 'zod';
import { readImage } from '../../admin/image/read';
import { pullNamedBase, readBase } from '../../admin/image/read-base';
import { readDockerfile } from '../../admin/image/reading/dockerfile';
import { type ImageReference, imageReference } from '../../admin/image/reference';
import { findingsOf } from '../../admin/findings/outcome';
import { imageDetails, imageReport, outlookTexts, unreachableReport } from '../../admin/image/image-report';
import { Unreachable, Unreadable } from '../../admin/image/unreadable';
import { AppImageConfig, asCreated } from '../../admin/image/verify/app-image-config';
import { ImageAppType } from '../../admin/image/verify/app-type';
import type { Image } from '../../admin/image/verify/contents';
import { fittingAppImageConfig } from '../../admin/image/verify/fitting-app-image-config';
import { outlook } from '../../admin/image/verify/outlook';
import { findProgram, launchOf } from '../../admin/image/verify/launch';
import { serverOptions } from '../../admin/image/verify/server-options';
import { assess, type ImageFinding, imageRules } from '../../admin/image/verify/verify';
import { acceptancesFor, endAsFound, findingsOptions, printReport, withAcceptances } from '../findings';
import { type Host, UsageError } from '../host';
import { explained } from '../failure';
import { writingTo } from '../writing-to';
import { buildArgumentsOf, tellUnused } from './build';
import { appTypes, baseInRegistry, fromRegistry } from './options';

const args = {
  image: {
    type: 'positional',
    required: true,
    description: 'Dockerfile, oci:FOLDER, docker-archive:FILE, a path to one of them, or the URI of an image in ECR',
  },
  'app-type': { type: 'enum', options: appTypes, description: 'for this app type; for all that fit by default' },
  'app-image-config': {
    type: 'string',
    description:
      'JSON, as CreateAppImageConfig takes or DescribeAppImageConfig tells it; by default app-image-config.json beside the Dockerfile',
    valueHint: 'FILE',
  },
  base: {
    type: 'string',
    description:
      "the base of a Dockerfile's last stage, to read: oci:FOLDER, docker-archive:FILE, or its name in a registry",
    valueHint: 'IMAGE',
  },
  'pull-base': {
    type: 'boolean',
    description: 'read configuration and accounts of the base that the Dockerfile names from its registry',
  },
  'build-args': { type: 'string', description: 'build arguments of a Dockerfile', valueHint: 'A=1,B=2' },
  ...findingsOptions,
  fix: { type: 'boolean', description: 'put the AppImageConfig file right; propose lines for the Dockerfile' },
} as const;

/** `studiolo image verify`: reads an image without a container engine, and tells what Studio will do with it. */
export const imageVerify = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'verify', description: 'Show what Studio will do with an image, before you push it' },
    args,
    async run({ args: given, rawArgs }) {
      if (given._.length > 1) throw new UsageError(`one image is verified at a time, not ${given._.length}`);
      const asked = given['app-type'];
      const acceptances = await acceptancesFor(given, rawArgs, imageRules);
      const told = { rules: imageRules, version };
      const report = await explained(async () => {
        const reference = await imageReference(given.image);
        // Code scanning looks for a file, and so does a person.
        const source = reference.kind === 'dockerfile' ? reference.file : given.image;
        const file = given['app-image-config'] ?? (await besides(reference));
        const config = file === undefined ? undefined : await readAppImageConfig(file);
        const image = await verified(host, reference, given).catch((error: unknown) => {
          if (error instanceof Unreachable) return error;
          throw error;
        });
        if (image instanceof Unreachable) {
          const nothing = unreachableReport(source, image);
          printReport(host, given, nothing, told);
          return nothing;
        }
        const types = asked ? [asked] : fittingTypes(image, config);
        const found = withAcceptances(host, imageReport(source, image, assess(image, types, config)), acceptances);
        const outlooks = types.map((type) => outlook(image, type, config));
        const more = imageDetails(image, outlooks);
        printReport(host, given, found, { ...told, above: outlookTexts(outlooks), more });
        if (given.fix) await fix(host, image, types, findingsOf(found.outcomes), file, config);
        return found;
      });
      endAsFound(given, report, 'will not work as it is');
    },
  });

/** The image that is asked about: a Dockerfile with its base and arguments, where they are given. */
async function verified(
  host: Host,
  reference: ImageReference,
  given: { base?: string | undefined; 'pull-base'?: boolean | undefined; 'build-args'?: string | undefined },
): Promise<Image> {
  const { base, 'pull-base': pull = false, 'build-args': stated } = given;
  if (base !== undefined && pull) throw new UsageError('--base and --pull-base exclude each other');
  if (reference.kind === 'dockerfile') {
    const { file } = reference;
    const buildArguments = buildArgumentsOf(given);
    const planned = await readDockerfile(file, buildArguments);
    await tellUnused(host, file, buildArguments);
    if (base !== undefined) return readDockerfile(file, buildArguments, await readBase(base, baseInRegistry));
    if (!pull) return planned;
    return readDockerfile(file, buildArguments, await pullNamedBase(planned.base.image, baseInRegistry));
  }
  if (base !== undefined || pull || stated !== undefined)
    throw new UsageError('--base, --pull-base and --build-args are for a Dockerfile: other images have theirs in them');
  return readImage(reference, fromRegistry);
}

/** `app-image-config.json` beside a Dockerfile, where there is one. */
async function besides(reference: ImageReference): Promise<string | undefined> {
  if (reference.kind !== 'dockerfile') return undefined;
  const file = path.join(path.dirname(reference.file), 'app-image-config.json');
  return access(file).then(
    () => file,
    () => undefined,
  );
}

/** Reads and checks an AppImageConfig file: what CreateAppImageConfig takes, or DescribeAppImageConfig tells. */
export async function readAppImageConfig(file: string): Promise<AppImageConfig> {
  let value: unknown;
  try {
    const bytes = await readFile(file);
    const mark = byteOrderMark(bytes);
    if (mark !== undefined)
      throw new Error(`it begins with a byte order mark (${mark}), which the AWS CLI refuses too`);
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unreadable(file, reason, 'give a JSON file in UTF-8 without a byte order mark');
  }
  const parsed = AppImageConfig.safeParse(asCreated(value));
  if (parsed.success) return parsed.data;
  throw new Unreadable(
    file,
    `CreateAppImageConfig would refuse it: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    'correct it',
  );
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'UTF-8';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  return undefined;
}

/** The types that the AppImageConfig is for; else those that the image looks made for. */
function fittingTypes(image: Image, config: AppImageConfig | undefined): ImageAppType[] {
  const stated = ImageAppType.options.filter((type) =>
    type === 'KernelGateway' ? config?.KernelGatewayImageConfig : config?.[`${type}AppImageConfig`],
  );
  if (stated.length > 0) return stated;
  if (image.kind === 'dockerfile') {
    const { kind } = serverOptions(launchOf(image, 'JupyterLab'), []);
    const named = [...image.config.entrypoint, ...image.config.cmd].some((word) => word.includes('code-editor'));
    return kind === 'code-editor' || (kind === 'unknown' && named) ? ['CodeEditor'] : ['JupyterLab'];
  }
  // SageMaker Distribution has both servers: what the image starts tells which it is for.
  const { kind } = serverOptions(launchOf(image, 'JupyterLab'), []);
  if (kind !== 'unknown') return [kind === 'jupyter' ? 'JupyterLab' : 'CodeEditor'];
  const has = (program: string) => findProgram(program, image.config.env['PATH'], image.files).at === 'file';
  const types: ImageAppType[] = [];
  if (has('jupyter-lab')) types.push('JupyterLab');
  if (has('sagemaker-code-editor')) types.push('CodeEditor');
  // An image that serves nothing can only be one for which Studio brings the server.
  if (types.length === 0) types.push(image.config.entrypoint.length > 0 ? 'JupyterLab' : 'KernelGateway');
  return types;
}

async function fix(
  host: Host,
  image: Image,
  types: ImageAppType[],
  findings: ImageFinding[],
  file: string | undefined,
  config: AppImageConfig | undefined,
): Promise<void> {
  if (file !== undefined && config) {
    const before = JSON.stringify(config);
    const fitting = types.reduce((value, type) => fittingAppImageConfig(image, type, value), config);
    if (JSON.stringify(fitting) === before) host.tell(`${file} fits already`);
    else {
      const text = `${JSON.stringify(AppImageConfig.parse(fitting), null, 2)}\n`;
      await writingTo(file, () => writeFile(file, text));
      host.tell(`${file} is now as the image needs it`);
    }
  }
  const lines = [...new Set(findings.flatMap(({ mend, accepted }) => (accepted ? [] : (mend ?? []))))];
  if (lines.length > 0) host.tell(['lines for the Dockerfile:', ...lines.map((line) => `  ${line}`)].join('\n'));
}
