import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import type { ProjectEnvironment, WorkingTree } from '../../protocol/repository';
import { CachedSource, type ReadOptions } from '../cached-source';
import type { Runtime } from '../configuration';
import { elapsed } from '../elapsed';
import type { GitParts } from '../git/git';
import { statusOf } from '../git/status';
import { projectEnvironment } from './project-environment';
import { say } from '../../protocol/message';

export interface CloneState {
  workingTree: WorkingTree;
  environment?: ProjectEnvironment;
}

/** How each clone stands. Asked of git only when somebody looks, and the less often the longer it takes. */
export class CloneStates {
  constructor(
    private readonly parts: GitParts & { runtime: Runtime },
    private readonly rootDir: string,
  ) {}

  /** Nothing yet where git takes longer than a look at the panel may. */
  async read(folder: string, { until }: ReadOptions): Promise<{ state?: CloneState; notices: Notice[] }> {
    const section = await this.source(folder).read({ until: Math.min(until, elapsed(this.parts.runtime) + patience) });
    return section.state === 'ready'
      ? { state: section.value, notices: section.notices }
      : { notices: section.notices };
  }

  /** Something has changed in the clone at this absolute path. */
  forget(folder: string): void {
    this.sources.get(path.relative(this.rootDir, folder))?.forget();
  }

  private source(folder: string): CachedSource<CloneState> {
    const known = this.sources.get(folder);
    if (known) return known;
    const { runtime } = this.parts;
    let took = 0;
    const source = new CachedSource<CloneState>({
      subject: say('status-in', { folder: folder || say('root-folder') }),
      runtime,
      load: async () => {
        const begun = elapsed(runtime);
        const [workingTree, { environment, notices }] = await Promise.all([
          statusOf(this.parts, path.join(this.rootDir, folder)),
          projectEnvironment(this.rootDir, folder),
        ]);
        took = elapsed(runtime) - begun;
        return { value: { workingTree, ...(environment && { environment }) }, notices };
      },
      pause: () => restAtLeast + took * restPerTime,
    });
    this.sources.set(folder, source);
    return source;
  }

  private readonly sources = new Map<string, CachedSource<CloneState>>();
}

/** Milliseconds that a snapshot waits for git. */
const patience = 2_000;
/** Milliseconds until git is asked again, and how many times as long as it took: at most one part in twenty of a disk. */
const restAtLeast = 5_000;
const restPerTime = 20;
