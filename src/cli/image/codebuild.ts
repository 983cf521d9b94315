import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { ecrRegion } from '../../aws/ecr';
import { type CodeBuildOrder, codeBuildProject, codeBuildRole, projectName } from '../../admin/image/engine/codebuild';
import { zipFolder } from '../../admin/image/engine/zip-folder';
import type { ImageReference } from '../../admin/image/reference';
import { s3Uri, s3UriText } from '../../studio/s3-uri';
import { someOf } from '../../studio/some-of';
import { jsonText } from '../../protocol/json-text';
import { type Host, UsageError } from '../host';
import { writingTo } from '../writing-to';
import { buildArgumentsOf, type BuildOptions, tellUnused } from './build';

export const codeBuildOptions = {
  codebuild: { type: 'string', description: 'write a CodeBuild project here instead of building', valueHint: 'FOLDER' },
  'codebuild-role': { type: 'string', description: "the project's role; with --codebuild", valueHint: 'ARN' },
  'codebuild-source': {
    type: 'string',
    description: 'where its source is put; with --codebuild',
    valueHint: 's3://…/….zip',
  },
} as const;

/** Options that the image's publishing needs once it is pushed. */
const later = ['image-name', 'app-type', 'role', 'domain', 'user-profiles', 'spaces'] as const;

interface Given extends BuildOptions, Partial<Record<(typeof later)[number], string | undefined>> {
  'image-name': string;
  'shared-spaces'?: boolean | undefined;
  codebuild?: string | undefined;
  'codebuild-role'?: string | undefined;
  'codebuild-source'?: string | undefined;
}

/** Writes project, source archive and the role's policies, and prints the commands that use them. Asks AWS nothing. */
export async function writeCodeBuild(
  host: Host,
  source: ImageReference,
  target: { registry: string; repository: string },
  given: Given,
): Promise<void> {
  if (source.kind !== 'dockerfile') throw new UsageError('--codebuild takes the folder of a Dockerfile');
  const region = ecrRegion(target.registry);
  if (region === undefined)
    throw new UsageError(
      `--codebuild pushes to ECR, and ${JSON.stringify(target.registry)} is not a registry of ECR's`,
    );
  const roleArn = given['codebuild-role'];
  if (roleArn === undefined || !/^arn:[\w-]+:iam::\d{12}:role\//.test(roleArn))
    throw new UsageError(`--codebuild-role takes the ARN of a role, not ${JSON.stringify(roleArn ?? '')}`);
  const place = s3Uri(given['codebuild-source'] ?? '');
  if (!place || !/.\.zip$/.test(place.key))
    throw new UsageError(
      `--codebuild-source takes s3://BUCKET/KEY.zip, not ${JSON.stringify(given['codebuild-source'] ?? '')}`,
    );
  const imageName = given['image-name'];
  const order: CodeBuildOrder = {
    ...target,
    imageName,
    region,
    roleArn,
    ...place,
    dockerfile: path.basename(source.file),
    buildArguments: buildArgumentsOf(given),
    publishOptions: [
      ...later.flatMap((name) => (given[name] === undefined ? [] : [`--${name}`, given[name]])),
      ...(given['shared-spaces'] ? ['--shared-spaces'] : []),
    ],
  };
  const folder = given.codebuild ?? '';
  await requireOwnFolder(folder, projectName(imageName));
  await tellUnused(host, source.file, order.buildArguments);
  const secrets: string[] = [];
  const archive = await zipFolder(path.dirname(source.file), order.dockerfile, (name) => secrets.push(name));
  const { trust, policy } = codeBuildRole(order);
  const at = (name: string) => path.join(folder, name);
  await writingTo(folder, async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(at('source.zip'), archive);
    for (const [name, value] of [
      ['project.json', codeBuildProject(order)],
      ['role-trust.json', trust],
      ['role-policy.json', policy],
    ] as const)
      await writeFile(at(name), `${JSON.stringify(value, null, 2)}\n`);
  });
  if (secrets.length > 0) host.tell(`left out, as they hold or may hold secrets: ${someOf(secrets, 20)}`);
  const name = projectName(imageName);
  host.tell(`the role needs what ${at('role-policy.json')} says, and is trusted as ${at('role-trust.json')} says`);
  for (const line of [
    `aws ecr create-repository --repository-name ${target.repository} --region ${region}   # where it is not there yet`,
    `aws s3 cp ${at('source.zip')} ${s3UriText(place)}`,
    `aws codebuild create-project --cli-input-json file://${at('project.json')} --region ${region}`,
    `aws codebuild start-build --project-name ${name} --region ${region}`,
  ])
    host.print(line);
  host.tell('when it has ended, its log names the image, and the command that publishes it');
}

const written = ['source.zip', 'project.json', 'role-trust.json', 'role-policy.json'] as const;

/** What stands in a folder under our names is written over only where it is of this very project. */
async function requireOwnFolder(folder: string, project: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(
      `--codebuild takes a folder, and ${JSON.stringify(folder)} cannot be read as one: ${error.message}`,
    );
  });
  const [there] = written.filter((name) => names.includes(name));
  if (there === undefined) return;
  const before = await readFile(path.join(folder, 'project.json'), 'utf8').catch(() => '');
  if (Named.safeParse(before).data?.name === project) return;
  throw new UsageError(
    `${path.join(folder, there)} is there and is not of the project ${project}; name another folder, or move it away`,
  );
}

const Named = jsonText(z.object({ name: z.string() }));
