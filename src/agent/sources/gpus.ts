import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { Gpu } from '../../studio/keep-awake/gpu';
import type { GpuFigures } from '../../protocol/resources';
import { gpuFigures, gpuFiguresQuery } from '../../studio/gpu-figures';
import { gpuQuery, gpusOf } from '../../studio/keep-awake/gpu';
import type { Whereabouts, Runtime } from '../configuration';
import { NoticeError } from '../notices';
import { say } from '../../protocol/message';

/** Milliseconds: a driver that is being reset does not answer. */
const patience = 5_000;

/** The GPUs of this machine, asked of `nvidia-smi` where that is on the PATH. */
export class GpuReader {
  constructor(
    private readonly whereabouts: Pick<Whereabouts, 'variables'>,
    private readonly runtime: Pick<Runtime, 'ending'>,
  ) {}

  /** None where there is no `nvidia-smi`. Rejects with a notice where there is one that does not answer. */
  async read(): Promise<Gpu[]> {
    return gpusOf(await this.answer(gpuQuery));
  }

  /** The same with their memory. */
  async figures(): Promise<GpuFigures[]> {
    return gpuFigures(await this.answer(gpuFiguresQuery));
  }

  private async answer(query: string[]): Promise<string> {
    const program = await (this.program ??= onPath('nvidia-smi', this.whereabouts.variables['PATH'] ?? ''));
    if (program === undefined) return '';
    // Most instances have none, and need no program for starting programs.
    const { run } = await import('../child-process');
    const options = { variables: this.whereabouts.variables, timeout: patience, ending: this.runtime.ending };
    const { code, stdout, stderr } = await run(program, query, options);
    if (code === 0) return stdout;
    const why = (stderr || stdout).trim().split('\n')[0] || say('ended-with', { code: code ?? say('a-signal') });
    throw new NoticeError({ code: 'failed', message: say('gpu-unknown', { why }) });
  }

  /** Looked for once: an instance does not change its GPUs. */
  private program: Promise<string | undefined> | undefined;
}

async function onPath(name: string, folders: string): Promise<string | undefined> {
  for (const folder of folders.split(':').filter(Boolean)) {
    const program = path.join(folder, name);
    const found = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  return undefined;
}
