import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Gives a Python environment the records (`conda-meta/<name>-<version>-<build>.json`) by which an environment of conda is known, because conda itself can not be
 * taken for granted where the demo runs. The Python in it, and every kernel started with it, is real.
 */
export async function markAsConda(prefix: string): Promise<void> {
  const python = path.join(prefix, 'bin', 'python');
  const { stdout } = await execute(python, ['-c', 'import platform; print(platform.python_version())']);
  const version = stdout.trim();
  const build = 'hd12c33a_0_cpython';
  const folder = path.join(prefix, 'conda-meta');
  await mkdir(folder, { recursive: true });
  const record = { name: 'python', version, build, build_number: 0, channel: 'conda-forge', files: [] };
  await writeFile(path.join(folder, `python-${version}-${build}.json`), JSON.stringify(record, null, 2));
  await writeFile(path.join(folder, 'history'), '');
}

/** Makes a conda environment with a Python of its own and, where wanted, ipykernel. Left alone where it exists. */
export async function makeCondaEnvironment(
  python: string,
  prefix: string,
  content: 'bare' | 'with ipykernel',
  env: Record<string, string>,
): Promise<void> {
  if (existsSync(path.join(prefix, 'conda-meta'))) return;
  await execute(python, ['-m', 'venv', prefix], { env });
  if (content === 'with ipykernel') {
    await execute(path.join(prefix, 'bin', 'pip'), ['install', '--quiet', 'ipykernel'], { env });
  }
  await markAsConda(prefix);
}
