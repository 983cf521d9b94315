import { spawn, spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { PublishError } from '../publish/wait';
import { unpackArchive } from './unpack-archive';

/** The programs that can build a Dockerfile; the first that works is taken. */
export const engines = ['docker', 'podman', 'buildah', 'finch'] as const;
export type Engine = (typeof engines)[number];

export interface Build {
  /** The folder of the Dockerfile. */
  context: string;
  /** The Dockerfile, where it is called otherwise: an engine would take another one of the folder. */
  dockerfile?: string;
  buildArguments: Record<string, string>;
  labels: Record<string, string>;
  /** More of the engine's own options, as written: those before a `--` come before its verb. */
  options: string[];
  /** Where the OCI image layout is written. */
  layout: string;
}

/** What is asked of an engine, as lists of arguments. */
interface CommandLines {
  /** Ends with 0 only where the engine could build now: docker and finch may be there without what does the work. */
  probe: string[];
  build: string;
  /** Writes a tagged image: into a layout folder, or into an archive that then holds one. */
  save: { into: 'layout' | 'archive'; arguments: (tag: string, place: string) => string[] };
}

/**
 * Sources: docs.docker.com/reference/cli (docker version, image build, image save), podman-build(1) and podman-save(1),
 * buildah-build(1) and buildah-push(1), and for finch the nerdctl command reference, whose commands it passes on.
 * `docker version` fails where no daemon answers. The bundled Dockerfiles mount files while they run, for which Docker
 * needs BuildKit: its default since version 23, and before that `DOCKER_BUILDKIT=1` in the environment.
 */
const commandLines: Record<Engine, CommandLines> = {
  docker: {
    probe: ['version', '--format', '{{.Server.Version}}'],
    build: 'build',
    save: { into: 'archive', arguments: (tag, file) => ['save', '--output', file, tag] },
  },
  podman: {
    probe: ['info'],
    build: 'build',
    save: { into: 'layout', arguments: (tag, folder) => ['save', '--format', 'oci-dir', '--output', folder, tag] },
  },
  buildah: {
    probe: ['info'],
    build: 'bud',
    save: { into: 'layout', arguments: (tag, folder) => ['push', tag, `oci:${folder}`] },
  },
  finch: {
    probe: ['info'],
    build: 'build',
    save: { into: 'archive', arguments: (tag, file) => ['save', '--output', file, tag] },
  },
};

/** The first engine on this machine that can build with these options, or nothing. */
export function findEngine(options: string[]): Engine | undefined {
  const [globals] = split(options);
  return engines.find(
    (engine) => spawnSync(engine, [...globals, ...commandLines[engine].probe], { stdio: 'ignore' }).status === 0,
  );
}

/** The command line that builds, without the program's name. */
export function buildCommand(engine: Engine, tag: string, build: Omit<Build, 'layout'>): string[] {
  const [globals, options] = split(build.options);
  const each = (option: string, values: Record<string, string>) =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
  return [
    ...globals,
    commandLines[engine].build,
    ...['--platform', 'linux/amd64'],
    ...(build.dockerfile === undefined ? [] : ['--file', build.dockerfile]),
    ...each('--build-arg', build.buildArguments),
    ...each('--label', build.labels),
    ...options,
    ...['--tag', tag],
    build.context,
  ];
}

/** Builds a Dockerfile and writes the image as an OCI layout. The image stays in the engine's store under `tag`. */
export async function buildLayout(
  engine: Engine,
  tag: string,
  build: Build,
  tell: (line: string) => void,
): Promise<void> {
  const [globals] = split(build.options);
  const { save } = commandLines[engine];
  await run(engine, buildCommand(engine, tag, build), 'correct the Dockerfile, or the options', tell);
  await mkdir(build.layout, { recursive: true });
  const place = save.into === 'layout' ? build.layout : path.join(build.layout, 'saved.tar');
  await run(engine, [...globals, ...save.arguments(tag, place)], 'see that its disk has room', tell);
  if (save.into === 'layout') return;
  await unpackArchive(place, build.layout);
  await rm(place);
}

function split(options: string[]): [string[], string[]] {
  const at = options.indexOf('--');
  return at < 0 ? [[], options] : [options.slice(0, at), options.slice(at + 1)];
}

const linesKept = 15;

async function run(program: Engine, args: string[], remedy: string, tell: (line: string) => void): Promise<void> {
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
    last.splice(0, last.length - linesKept);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new PublishError(`${program} cannot be started: ${error.message}`, remedy)));
    child.once('close', resolve);
  });
  if (code !== 0) throw new PublishError(`${program} ended with ${code}:\n${last.join('\n')}`, remedy);
}
