import type { Section } from '../../protocol/notice';
import { nearLimit, type LargestFolders, type Memory, type Resources } from '../../protocol/resources';
import { largestFolders } from '../actions/largest-folders';
import { elapsed } from '../elapsed';
import { settled } from '../settled';
import { CgroupReader, cgroupFiles, type CgroupFiles } from '../sources/cgroup';
import { GpuReader } from '../sources/gpus';
import { largestKernel } from '../sources/kernel-memory';
import { VolumeReader } from '../sources/volume';
import type { Footing } from './footing';

/** What this app has of memory, cores, GPUs and disk, and uses: in Studio and outside it. */
export class ResourceVerbs {
  constructor(
    private readonly on: Pick<Footing, 'whereabouts' | 'server' | 'runtime'>,
    files: CgroupFiles = cgroupFiles,
  ) {
    this.groups = new CgroupReader(files, on.runtime.uptime);
    this.gpus = new GpuReader(on.whereabouts, on.runtime);
    this.volume = new VolumeReader(on.whereabouts.home);
  }

  /** Each part that cannot be told says why, and the others are told. */
  async read(): Promise<Resources> {
    const [volume, memory, cpu, gpus] = await Promise.all([
      this.section(() => this.volume.read()),
      this.section(() => this.memory()),
      this.section(() => this.groups.cpu()),
      this.section(() => this.gpus.figures()),
    ]);
    return { volume, memory, cpu, gpus };
  }

  /** Two who ask at the same time share what is found: it takes seconds. */
  async largestFolders(): Promise<LargestFolders> {
    const { whereabouts, runtime } = this.on;
    this.looking ??= largestFolders(whereabouts.home, () => elapsed(runtime)).finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async memory(): Promise<Memory> {
    const memory = await this.groups.memory();
    if (!nearLimit(memory)) return memory;
    const most = await largestKernel(this.on.server, this.on.runtime.uptime());
    return { ...memory, ...(most && { most }) };
  }

  private section<T>(read: () => Promise<T>): Promise<Section<T>> {
    const { runtime } = this.on;
    return settled(runtime, async () => {
      const value = await read();
      return { state: 'ready', value, learntAt: runtime.now().toISOString(), notices: [] };
    });
  }

  private readonly groups: CgroupReader;
  private readonly gpus: GpuReader;
  private readonly volume: VolumeReader;
  private looking: Promise<LargestFolders> | undefined;
}
