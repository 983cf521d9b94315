import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CondaProgram } from '../protocol/environment';
import { condaPrograms, type CondaTool } from '../studio/conda/command-line';
import { run } from './child-process';
import type { Whereabouts, Runtime } from './configuration';
import { Refusal } from './refusal';
import { say } from '../protocol/message';

const patience = 60_000;

type Places = Pick<Whereabouts, 'home' | 'condaRoots' | 'variables'>;

/** The program of `condaFile`, and whether it is an old mamba, which is asked of itself. */
export async function condaTool(whereabouts: Places, runtime: Pick<Runtime, 'ending'>): Promise<CondaTool> {
  const { variables } = whereabouts;
  const found = await condaFile(whereabouts);
  if (found.program !== 'mamba') return found;
  const asked = await run(found.path, ['--version'], { variables, timeout: patience, ending: runtime.ending });
  return { ...found, ...(/^mamba 1\./m.test(asked.stdout) && { mambaOne: true }) };
}

/**
 * The program that makes and changes environments here: `mamba`, else `micromamba`, else `conda`, wherever it is found
 * first. Looked for anew each time: it may have been installed meanwhile. Rejects with a `Refusal` where there is none.
 */
export async function condaFile(whereabouts: Places): Promise<CondaProgram> {
  const { variables } = whereabouts;
  const named = [variables['MAMBA_EXE'], variables['CONDA_EXE']].filter((file) => file !== undefined);
  const folders = [
    ...(variables['PATH'] ?? '').split(':'),
    ...whereabouts.condaRoots.flatMap((root) => [path.join(root, 'bin'), path.join(root, 'condabin')]),
    path.join(whereabouts.home, '.local', 'bin'),
  ].filter((folder) => path.isAbsolute(folder));
  for (const program of condaPrograms) {
    const files = [
      ...folders.map((folder) => path.join(folder, program)),
      ...named.filter((file) => path.basename(file) === program),
    ];
    for (const file of files) {
      if (await executable(file)) return { program, path: file };
    }
  }
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('no-conda'),
    remedy: say('install-micromamba'),
  });
}

async function executable(file: string): Promise<boolean> {
  const found = await stat(file).then(
    (entry) => entry.isFile(),
    () => false,
  );
  return (
    found &&
    access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
  );
}
