import { readFile, writeFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { z } from 'zod';
import type { ReadRegistry } from '../image/read';
import { readImage } from '../image/read';
import { imageReference } from '../image/reference';
import { humanReport } from '../image/report/human';
import { jsonReport } from '../image/report/json';
import { sarifReport } from '../image/report/sarif';
import { Unreadable } from '../image/unreadable';
import { AppImageConfig } from '../studio/custom-image/app-image-config';
import { ImageAppType } from '../studio/custom-image/app-type';
import type { Image } from '../studio/custom-image/contents';
import type { Finding } from '../studio/custom-image/finding';
import { fittingAppImageConfig } from '../studio/custom-image/fitting-app-image-config';
import { outlook } from '../studio/custom-image/outlook';
import { findProgram } from '../studio/custom-image/launch';
import { verify } from '../studio/custom-image/verify';
import type { ImageTerminal } from './image-terminal';
import { UsageError, reported } from './image-failure';

/** `studiolo image verify`: reads an image without a container engine, and tells what Studio will do with it. */
export function imageVerify(terminal: ImageTerminal, registry: ReadRegistry, version: string) {
  return defineCommand({
    meta: { name: 'verify', description: 'Tell what Studio will do with an image, before anything is pushed' },
    args: {
      image: {
        type: 'positional',
        required: true,
        description:
          'Dockerfile, oci:FOLDER, docker-archive:FILE, a path to one of them, or the URI of an image in ECR',
      },
      'app-type': { type: 'string', description: 'JupyterLab, CodeEditor or KernelGateway; all that fit by default' },
      'app-image-config': { type: 'string', description: 'JSON file, as CreateAppImageConfig takes it' },
      json: { type: 'boolean', description: 'write the result as JSON' },
      sarif: { type: 'boolean', description: 'write the result as SARIF 2.1.0' },
      fix: { type: 'boolean', description: 'put the AppImageConfig file right; propose lines for the Dockerfile' },
    },
    run: ({ args }) =>
      reported(terminal, async () => {
        if (args.json && args.sarif) throw new UsageError('--json and --sarif exclude each other', 'give one of them');
        if (args._.length > 1)
          throw new UsageError(`one image is verified at a time, not ${args._.length}`, 'give one');
        const asked = args['app-type'] === undefined ? undefined : appType(args['app-type']);
        const file = args['app-image-config'];
        const config = file === undefined ? undefined : await readAppImageConfig(file);
        const image = await readImage(await imageReference(args.image), registry);
        const types = asked ? [asked] : fittingTypes(image, config);
        const findings = verify(image, types, config);
        const outlooks = types.map((type) => outlook(image, type, config));
        if (args.json)
          terminal.print(`${JSON.stringify(jsonReport(args.image, image, outlooks, findings), null, 2)}\n`);
        else if (args.sarif)
          terminal.print(`${JSON.stringify(sarifReport(args.image, image, findings, version), null, 2)}\n`);
        else terminal.print(humanReport(args.image, image, outlooks, findings, terminal));
        if (args.fix) await fix(terminal, image, types, findings, file, config);
        return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
      }),
  });
}

function appType(text: string): ImageAppType {
  const parsed = ImageAppType.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--app-type is "${text}"`, `give one of ${ImageAppType.options.join(', ')}`);
}

/** Reads and checks an AppImageConfig file. */
export async function readAppImageConfig(file: string): Promise<AppImageConfig> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Unreadable(file, error instanceof Error ? error.message : String(error), 'give a JSON file');
  }
  const parsed = AppImageConfig.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Unreadable(
    file,
    `CreateAppImageConfig would refuse it: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    'correct it',
  );
}

/** The types that the AppImageConfig is for; else those that the image looks made for. */
function fittingTypes(image: Image, config: AppImageConfig | undefined): ImageAppType[] {
  const stated = ImageAppType.options.filter((type) =>
    type === 'KernelGateway' ? config?.KernelGatewayImageConfig : config?.[`${type}AppImageConfig`],
  );
  if (stated.length > 0) return stated;
  if (image.kind === 'dockerfile')
    return image.config.entrypoint[0]?.includes('code-editor') ? ['CodeEditor'] : ['JupyterLab'];
  const has = (program: string) => findProgram(program, image.config.env['PATH'], image.files).at === 'file';
  const types: ImageAppType[] = [];
  if (has('jupyter-lab')) types.push('JupyterLab');
  if (has('sagemaker-code-editor')) types.push('CodeEditor');
  // An image that serves nothing can only be one for which Studio brings the server.
  if (types.length === 0) types.push(image.config.entrypoint.length > 0 ? 'JupyterLab' : 'KernelGateway');
  return types;
}

async function fix(
  terminal: ImageTerminal,
  image: Image,
  types: ImageAppType[],
  findings: Finding[],
  file: string | undefined,
  config: AppImageConfig | undefined,
): Promise<void> {
  if (file !== undefined && config) {
    const before = JSON.stringify(config);
    const fitting = types.reduce((value, type) => fittingAppImageConfig(image, type, value), config);
    if (JSON.stringify(fitting) === before) terminal.complain(`${file} fits already`);
    else {
      await writeFile(file, `${JSON.stringify(AppImageConfig.parse(fitting), null, 2)}\n`);
      terminal.complain(`${file} is now as the image needs it`);
    }
  }
  const lines = [...new Set(findings.flatMap(({ dockerfile }) => dockerfile ?? []))];
  if (lines.length > 0)
    terminal.complain(['lines for the Dockerfile:', ...lines.map((line) => `  ${line}`)].join('\n'));
}
