import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { condaPrograms, type CondaTool } from '../studio/conda/command-line';
import { run } from './child-process';
import type { Place, World } from './configuration';
import { Refusal } from './refusal';

const patience = 60_000;

/**
 * The program that makes and changes environments here: `mamba`, else `micromamba`, else `conda`, wherever it is found
 * first. Looked for anew each time: it may have been installed meanwhile. Rejects with a `Refusal` where there is none.
 */
export async function condaTool(
  place: Pick<Place, 'home' | 'condaRoots' | 'variables'>,
  world: Pick<World, 'ending'>,
): Promise<CondaTool> {
  const { variables } = place;
  const named = [variables['MAMBA_EXE'], variables['CONDA_EXE']].filter((file) => file !== undefined);
  const folders = [
    ...(variables['PATH'] ?? '').split(':'),
    ...place.condaRoots.flatMap((root) => [path.join(root, 'bin'), path.join(root, 'condabin')]),
    path.join(place.home, '.local', 'bin'),
  ].filter((folder) => path.isAbsolute(folder));
  for (const program of condaPrograms) {
    const files = [
      ...folders.map((folder) => path.join(folder, program)),
      ...named.filter((file) => path.basename(file) === program),
    ];
    for (const file of files) {
      if (!(await executable(file))) continue;
      if (program !== 'mamba') return { program, path: file };
      const asked = await run(file, ['--version'], { variables, timeout: patience, ending: world.ending });
      return { program, path: file, ...(/^mamba 1\./m.test(asked.stdout) && { mambaOne: true }) };
    }
  }
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: 'Neither mamba nor micromamba nor conda was found here.',
    remedy: 'Put one of them on the PATH, or into ~/.local/bin: micromamba is a single file.',
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
