import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Everything that is kept between runs is here: base archive, wheels, container storage. */
export const cache = path.resolve(__dirname, '../../.cache/images');

/** Runs a program to its end; throws with its last lines where it fails. */
export function run(
  command: string,
  args: string[],
  { cwd = cache, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  mkdirSync(cwd, { recursive: true });
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')} ended with ${status}:\n${`${stdout}\n${stderr}`.split('\n').slice(-25).join('\n')}`,
  );
}

/** overlayfs where this machine allows it: layers are then not copied whole, as `vfs` does. */
const driver = (() => {
  let known: string | undefined;
  return () => (known ??= probe('overlay') ? 'overlay' : 'vfs');
})();
const place = (name: string) => [
  '--root',
  path.join(cache, `storage-${name}`),
  '--runroot',
  path.join(cache, `run-${name}`),
  '--storage-driver',
  name,
];
const probe = (name: string) => spawnSync('buildah', [...place(name), 'info'], { stdio: 'ignore' }).status === 0;

/** The arguments that every call of buildah begins with. */
export const storage = () => place(driver());

export const buildah = (...args: string[]) => run('buildah', [...storage(), ...args]);

/** Builds a Dockerfile with the wheels that were fetched before: no build step asks the internet for a Python package. */
export function build(context: string, tag: string, args: Record<string, string> = {}, more: string[] = []): void {
  buildah(...buildWords(context, tag, args, more));
}

/** Builds as `build` does while other things go on, and writes the image into an OCI layout whose layers are not compressed. */
export async function buildLayout(
  context: string,
  tag: string,
  args: Record<string, string>,
  more: string[],
  layout: string,
): Promise<void> {
  await buildahMeanwhile(...buildWords(context, tag, args, more));
  await buildahMeanwhile('push', '--quiet', '--disable-compression', tag, `oci:${layout}`);
}

async function buildahMeanwhile(...args: string[]): Promise<void> {
  const child = spawn('buildah', [...storage(), ...args], { cwd: cache, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data.toString()));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status === 0) return;
  const last = said.join('').split('\n').slice(-25).join('\n');
  throw new Error(`buildah ${args.join(' ')} ended with ${String(status)}:\n${last}`);
}

function buildWords(context: string, tag: string, args: Record<string, string>, more: string[]): string[] {
  const given = Object.entries({ PIP_FIND_LINKS: '/wheels', PIP_NO_INDEX: '1', ...args });
  return [
    'bud',
    '--isolation',
    'chroot',
    '--layers=false',
    '--quiet',
    '--volume',
    `${path.join(cache, 'wheels')}:/wheels:ro`,
    ...given.flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...more,
    '--tag',
    tag,
    context,
  ];
}
