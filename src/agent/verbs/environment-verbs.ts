import type { RegisterKernel } from '../../protocol/action';
import type { CondaProgram, Environment, EnvironmentSize } from '../../protocol/environment';
import type {
  CreateEnvironment,
  ExportedEnvironment,
  ExportForm,
  InstallPackages,
  RemoveEnvironment,
  RepairEnvironment,
} from '../../protocol/environment-action';
import type { Job } from '../../protocol/job';
import type { Section } from '../../protocol/notice';
import type { EnvironmentParts } from '../actions/environment/change';
import { clearAbandoned } from '../actions/environment/clear-abandoned';
import { createEnvironment } from '../actions/environment/create';
import { exportEnvironment } from '../actions/environment/export';
import { installPackages } from '../actions/environment/install';
import { removeEnvironment } from '../actions/environment/remove';
import { repairEnvironment } from '../actions/environment/repair';
import { sizeOnDisk } from '../actions/environment-size';
import { known, registerKernel } from '../actions/register-kernel';
import { condaFile } from '../conda-tool';
import { CachedSource } from '../cached-source';
import { EnvironmentsReader } from '../sources/environments';
import { keptFolder } from '../kept-folder';
import type { Footing } from './footing';
import { say } from '../../protocol/message';

/** What can be done with conda environments, in Studio or not. Each rejects with what `refusalOf` understands. */
export class EnvironmentVerbs {
  /** The environments of this machine. */
  readonly source: CachedSource<Environment[]>;

  constructor(private readonly on: Footing) {
    this.reader = new EnvironmentsReader(on.whereabouts, on.startup.server.prefix, this.server);
    this.source = new CachedSource({
      subject: say('environment-search'),
      runtime: on.runtime,
      load: () => this.reader.read(),
      pause: () => 0,
    });
  }

  /** The environments alone: nothing of AWS is asked. */
  list(): Promise<Section<Environment[]>> {
    return this.source.read({ until: this.on.until() });
  }

  async size(prefix: string): Promise<EnvironmentSize> {
    await known(this.reader, prefix);
    return { prefix, bytes: await sizeOnDisk(prefix) };
  }

  /** What makes environments here: asked before a user fills in a form for it. */
  program(): Promise<CondaProgram> {
    return condaFile(this.on.whereabouts);
  }

  register({ prefix }: RegisterKernel): Promise<Environment> {
    return registerKernel(this.reader, this.on.whereabouts, this.on.runtime, prefix);
  }

  create(asked: CreateEnvironment): Promise<Job> {
    return createEnvironment(this.parts(), asked);
  }

  install(asked: InstallPackages): Promise<Job> {
    return installPackages(this.parts(), asked);
  }

  repair(asked: RepairEnvironment): Promise<Job> {
    return repairEnvironment(this.parts(), asked);
  }

  remove(asked: RemoveEnvironment): Promise<Job> {
    return removeEnvironment(this.parts(), asked);
  }

  exported(prefix: string, form: ExportForm): Promise<ExportedEnvironment> {
    return exportEnvironment(this.reader, prefix, form);
  }

  /** Takes away what an agent before this one had half made. */
  clearAbandoned(): Promise<void> {
    return clearAbandoned(this.parts());
  }

  private parts(): EnvironmentParts {
    const { jobs, whereabouts, startup, runtime } = this.on;
    const { prefix: serverPrefix, rootDir } = startup.server;
    const { reader, server } = this;
    return { whereabouts, runtime, jobs, server, serverPrefix, rootDir, kept: keptFolder(whereabouts), reader };
  }

  /** Where none runs, as in Code Editor, there are no kernels; one that does not answer is another thing. */
  private get server() {
    return this.on.startup.server.url === undefined ? undefined : this.on.server;
  }

  private readonly reader: EnvironmentsReader;
}
