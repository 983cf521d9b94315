import { spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PublishError } from '../publish/wait';
import { unpackArchive } from './unpack-archive';

/** The programs that can build a Dockerfile, the first that is there is taken. */
export const engines = ['docker', 'podman', 'buildah', 'finch'] as const;
export type Engine = (typeof engines)[number];

/** The engine on this machine, or nothing. */
export function findEngine(): Engine | undefined {
  return engines.find((engine) => spawnSync(engine, ['--version'], { stdio: 'ignore' }).status === 0);
}

export interface Build {
  /** The folder of the Dockerfile. */
  context: string;
  buildArguments: Record<string, string>;
  /** More of the engine's own options, as written. */
  options: string[];
  /** Where the OCI image layout is written. */
  layout: string;
}

/** Builds a Dockerfile and writes the image as an OCI layout. The image stays in the engine's store under `tag`. */
export async function buildLayout(
  engine: Engine,
  tag: string,
  build: Build,
  tell: (line: string) => void,
): Promise<void> {
  const given = Object.entries(build.buildArguments).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  const [globals, options] = split(build.options);
  const command = engine === 'buildah' ? 'bud' : 'build';
  await run(
    engine,
    [...globals, command, '--platform', 'linux/amd64', ...given, ...options, '--tag', tag, build.context],
    tell,
  );
  await mkdir(build.layout, { recursive: true });
  if (engine === 'buildah') await run(engine, [...globals, 'push', tag, `oci:${build.layout}`], tell);
  else if (engine === 'podman')
    await run(engine, [...globals, 'save', '--format', 'oci-dir', '--output', build.layout, tag], tell);
  else {
    const archive = path.join(build.layout, 'saved.tar');
    await run(engine, ['save', '--output', archive, tag], tell);
    await unpackArchive(archive, build.layout);
  }
}

/** Options before `--` come before the engine's verb, those after it belong to the build. */
function split(options: string[]): [string[], string[]] {
  const at = options.indexOf('--');
  return at < 0 ? [[], options] : [options.slice(0, at), options.slice(at + 1)];
}

async function run(program: string, args: string[], tell: (line: string) => void): Promise<void> {
  tell(`${program} ${args.join(' ')}`);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const last: string[] = [];
  const keep = (data: Buffer) => {
    last.push(
      ...data
        .toString()
        .split('\n')
        .filter((line) => line !== ''),
    );
    last.splice(0, last.length - 15);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new PublishError(`${program} ended with ${code}:\n${last.join('\n')}`, 'correct the Dockerfile');
}
