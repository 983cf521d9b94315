/** The programs that make and change conda environments, those that are quicker first. */
export const condaPrograms = ['mamba', 'micromamba', 'conda'] as const;

export interface CondaTool {
  program: (typeof condaPrograms)[number];
  /** Absolute path. */
  path: string;
  /** `--version` said 1: the mamba that is written in Python around conda. Later ones are of one kind with micromamba. */
  mambaOne?: true;
}

/** What is to be done with the environment at `prefix`. */
export type CondaTask =
  | { task: 'create'; prefix: string; packages: string[] }
  /** From an `environment.yml`. */
  | { task: 'create-from-file'; prefix: string; file: string }
  /** From a list of addresses of packages, which no solver changes. */
  | { task: 'create-explicit'; prefix: string; file: string }
  | { task: 'install'; prefix: string; packages: string[] };

/**
 * The arguments that do it without a question asked. Only what all versions of a program that may be met take is relied
 * on; environments are named by their folders alone.
 *
 * Sources: conda's reference of `conda create`, `install` and `env create`
 * (https://docs.conda.io/projects/conda/en/stable/commands/), micromamba's `init_install_options`
 * (https://github.com/mamba-org/mamba, `micromamba/src/`), which mamba 2 is built from as well, and mamba's user guide
 * (https://mamba.readthedocs.io). `conda env create` alone reads an `environment.yml` in conda and in mamba 1, and never
 * asks; in mamba 2 and micromamba `create` reads it.
 */
export function condaArguments({ program, mambaOne }: CondaTool, task: CondaTask): string[] {
  const prefix = ['--prefix', task.prefix];
  switch (task.task) {
    case 'create':
      return ['create', '--yes', ...prefix, ...task.packages];
    case 'create-explicit':
      return ['create', '--yes', ...prefix, '--file', task.file];
    case 'create-from-file':
      return program === 'conda' || mambaOne
        ? ['env', 'create', ...prefix, '--file', task.file]
        : ['create', '--yes', ...prefix, '--file', task.file];
    case 'install':
      return ['install', '--yes', ...prefix, ...task.packages];
  }
}

/** What a program has in its environment so that nothing asks, and what it writes can be read line by line. */
export const condaVariables: Record<string, string> = {
  PYTHONUNBUFFERED: '1',
  NO_COLOR: '1',
  TERM: 'dumb',
  MAMBA_NO_BANNER: '1',
  CONDA_REPORT_ERRORS: 'false',
  PIP_NO_INPUT: '1',
  LC_ALL: 'C.UTF-8',
};
