import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = path.resolve(__dirname);
/** The Python environment with py-rattler; the test runner makes it. */
const condaEnvironment = path.resolve(process.env['STUDIOLO_CONDA_ENV'] ?? '.venv/conda');

export interface Conda {
  /** Address of a real channel: `channel.py` says what is in it. */
  channel: string;
  /** Holds `micromamba`: a program that solves and installs real packages, at the command lines that we rely on. */
  bin: string;
}

/** Makes a channel and the program in `folder`; the Python of the channel is that of `environment`. */
export function makeConda(folder: string, environment: string): Conda {
  const channel = path.join(folder, 'channel');
  const bin = path.join(folder, 'conda-bin');
  mkdirSync(bin, { recursive: true });
  execFileSync(path.join(environment, 'bin', 'python'), [path.join(here, 'channel.py'), channel, environment]);
  const program = path.join(bin, 'micromamba');
  const python = path.join(condaEnvironment, 'bin', 'python');
  writeFileSync(program, `#!/bin/sh\nexec '${python}' '${path.join(here, 'micromamba.py')}' "$@"\n`);
  chmodSync(program, 0o755);
  return { channel: `file://${channel}`, bin };
}

/** Has the home's conda configuration name the channel. */
export function useChannel(home: string, channel: string): void {
  writeFileSync(path.join(home, '.condarc'), `channels:\n  - ${channel}\n`);
}
