import path from 'node:path';
import type { AppKey } from '../protocol/app';
import type {
  AppFailure,
  OpenSpace,
  RestartApp,
  SpaceAddress,
  SpaceOptions,
  StartApp,
  UpdateSpace,
} from '../protocol/launch';
import type { Environment, EnvironmentSize } from '../protocol/environment';
import type {
  CreateEnvironment,
  ExportedEnvironment,
  ExportForm,
  InstallPackages,
  RemoveEnvironment,
  RepairEnvironment,
} from '../protocol/environment-action';
import type { FollowedJob, Job } from '../protocol/job';
import type { Section } from '../protocol/notice';
import type { AskKeepAwake, KeepAwake } from '../protocol/keep-awake';
import type { Snapshot } from '../protocol/snapshot';
import type { StopTime } from '../protocol/stop-time';
import type { RegisterKernel, StopApp } from '../protocol/action';
import type {
  AskBranches,
  Branches,
  CloneRepository,
  RepositoryAccess,
  UpdateClone,
} from '../protocol/repository-action';
import { askBranches } from './actions/ask-branches';
import { cloneRepository } from './actions/clone-repository';
import { appFailure } from './actions/app-failure';
import type { EnvironmentParts } from './actions/environment/change';
import { clearAbandoned } from './actions/environment/clear-abandoned';
import { createEnvironment } from './actions/environment/create';
import { exportEnvironment } from './actions/environment/export';
import { installPackages } from './actions/environment/install';
import { removeEnvironment } from './actions/environment/remove';
import { repairEnvironment } from './actions/environment/repair';
import { sizeOnDisk } from './actions/environment-size';
import { known, registerKernel } from './actions/register-kernel';
import type { FollowPace } from './actions/follow-app';
import { resumeTransitions } from './actions/follow-transition';
import { restartApp, startApp, type LaunchParts } from './actions/launch-app';
import { openSpace } from './actions/open-space';
import { knownSpace } from './actions/space-options';
import { ownApp, stopApp } from './actions/stop-app';
import { suggested, type RepositoryParts } from './actions/suggested-repository';
import { fetchClone, pullClone } from './actions/update-clone';
import { updateSpace } from './actions/update-space';
import { CachedSource } from './cached-source';
import type { Place, Startup, World } from './configuration';
import { repositoryAccess } from './git/access';
import { Jobs } from './jobs';
import { AwakeWatch } from './keep-awake/awake-watch';
import { labServer, type LabServer } from './lab-server';
import { Told } from './notices';
import { takeSnapshot } from './snapshot';
import { EnvironmentsReader } from './sources/environments';
import { readMetadata } from './sources/metadata';
import { WorkReader } from './sources/work';
import { stopTime } from './stop-time';
import { keptFolder, studioOf, type Studio } from './studio';
import { Transitions } from './transitions';

/** How long a snapshot waits for a source before it shows what it knew, in milliseconds. */
const patience = 8_000;

/** What the agent answers, whatever carries the question. Each rejects with what `refusalOf` understands. */
export class Agent {
  constructor(
    private readonly startup: Startup,
    private readonly place: Place,
    private readonly world: World,
    private readonly pace: FollowPace,
  ) {
    this.jobs = new Jobs(world.now);
    this.transitions = new Transitions(path.join(keptFolder(place), 'transitions.json'));
    this.server = labServer(startup.server);
    this.watch = new AwakeWatch(new WorkReader(this.server, place, world), place, world, keptFolder(place));
    this.reader = new EnvironmentsReader(place, startup.server.prefix, this.server);
    this.environments = new CachedSource({
      subject: 'The search for environments',
      now: world.now,
      load: () => this.reader.read(),
      pause: () => 0,
    });
  }

  /** All that the panel shows; `fresh` names the section that an action has just made old. */
  snapshot(fresh?: 'apps'): Promise<Snapshot> {
    const { world, jobs, environments, watch } = this;
    return takeSnapshot({ world, jobs, environments, watch, studio: () => this.studio(), until: this.until(), fresh });
  }

  /** Looks for work every so many milliseconds, and keeps the app awake, for as long as this agent lives. */
  keepWatch(every: number): void {
    const look = () => this.lookForWork().catch((error: unknown) => this.world.log(`keep awake: ${String(error)}`));
    const timer = setInterval(() => void look(), every);
    this.world.ending.addEventListener('abort', () => clearInterval(timer), { once: true });
    void look();
  }

  /** Looks for work once, and keeps the app awake where there is some. Outside Studio nothing would stop the app. */
  async lookForWork(): Promise<void> {
    if (await this.inStudio()) await this.watch.sample();
  }

  private async inStudio(): Promise<boolean> {
    try {
      await this.studio();
      return true;
    } catch (error) {
      // Every section of the snapshot tells why.
      if (error instanceof Told) return false;
      throw error;
    }
  }

  async keepAwake(): Promise<KeepAwake> {
    await this.studio();
    return this.watch.read();
  }

  async askKeepAwake(asked: AskKeepAwake): Promise<KeepAwake> {
    await this.studio();
    return this.watch.ask(asked);
  }

  async releaseKeepAwake(): Promise<KeepAwake> {
    await this.studio();
    return this.watch.release();
  }

  /** When this app stops: what a page asks whose panel is hidden. */
  stopTime(): Promise<StopTime> {
    const { watch, world } = this;
    const studio = () => this.studio();
    // Outside Studio nobody watches.
    return stopTime({ world, studio, keepAwake: () => studio().then(() => watch.section()), until: this.until() });
  }

  async stopApp({ key }: StopApp): Promise<Job> {
    return stopApp(this.launchParts(await this.studio()), key);
  }

  async startApp(asked: StartApp): Promise<Job> {
    return startApp(this.launchParts(await this.studio()), asked);
  }

  async restartApp(asked: RestartApp): Promise<Job> {
    return restartApp(this.launchParts(await this.studio()), asked);
  }

  async spaceOptions(spaceName: string): Promise<SpaceOptions> {
    return (await knownSpace(await this.studio(), spaceName, this.until())).options;
  }

  async updateSpace(asked: UpdateSpace): Promise<Job> {
    const studio = await this.studio();
    const job = await updateSpace(this.launchParts(studio), asked);
    studio.apps.forgetSpaces();
    return job;
  }

  async openSpace({ spaceName }: OpenSpace): Promise<SpaceAddress> {
    return openSpace(await this.studio(), spaceName, this.until());
  }

  async appFailure(key: AppKey): Promise<AppFailure> {
    const studio = await this.studio();
    const app = await ownApp(this.launchParts(studio), key);
    return appFailure(studio, app.key);
  }

  /** The environments alone: nothing of AWS is asked. */
  listEnvironments(): Promise<Section<Environment[]>> {
    return this.environments.read({ until: this.until() });
  }

  async environmentSize(prefix: string): Promise<EnvironmentSize> {
    await known(this.reader, prefix);
    return { prefix, bytes: await sizeOnDisk(prefix) };
  }

  registerKernel({ prefix }: RegisterKernel): Promise<Environment> {
    return registerKernel(this.reader, this.place, this.world, prefix);
  }

  createEnvironment(asked: CreateEnvironment): Promise<Job> {
    return createEnvironment(this.environmentParts(), asked);
  }

  installPackages(asked: InstallPackages): Promise<Job> {
    return installPackages(this.environmentParts(), asked);
  }

  repairEnvironment(asked: RepairEnvironment): Promise<Job> {
    return repairEnvironment(this.environmentParts(), asked);
  }

  removeEnvironment(asked: RemoveEnvironment): Promise<Job> {
    return removeEnvironment(this.environmentParts(), asked);
  }

  exportEnvironment(prefix: string, form: ExportForm): Promise<ExportedEnvironment> {
    return exportEnvironment(this.reader, prefix, form);
  }

  async cloneRepository(asked: CloneRepository): Promise<Job> {
    return cloneRepository(await this.repositoryParts(), asked);
  }

  async fetchClone(asked: UpdateClone): Promise<Job> {
    return fetchClone(await this.repositoryParts(), asked);
  }

  async pullClone(asked: UpdateClone): Promise<Job> {
    return pullClone(await this.repositoryParts(), asked);
  }

  async branches(asked: AskBranches): Promise<Branches> {
    return askBranches(await this.repositoryParts(), asked);
  }

  async repositoryAccess(url: string): Promise<RepositoryAccess> {
    const parts = await this.repositoryParts();
    return repositoryAccess(parts, (await suggested(parts, url)).url);
  }

  job(id: string): FollowedJob | undefined {
    return this.jobs.get(id);
  }

  /** Nothing where there is no job that can be cancelled any more. */
  cancelJob(id: string): Job | undefined {
    return this.jobs.cancel(id);
  }

  /** Brings to its end what an agent before this one had begun. Asks nothing of AWS where there is nothing of that. */
  async resume(): Promise<void> {
    const clearing = clearAbandoned(this.environmentParts());
    const unfinished = await this.transitions.unfinished(this.world.now().getTime(), this.pace.giveUp);
    if (unfinished.length > 0) await resumeTransitions(this.launchParts(await this.studio()), unfinished);
    await clearing;
  }

  /** Who we are is read until it is known: it does not change while the app runs. */
  private async studio(): Promise<Studio> {
    if (this.known) return this.known;
    const metadata = await readMetadata(this.place);
    // Two who ask at the same time share what is learnt.
    return (this.known ??= studioOf(metadata, this.startup, this.place, this.world, this.server));
  }

  private async repositoryParts(): Promise<RepositoryParts> {
    const { repositories } = await this.studio();
    return {
      place: this.place,
      world: this.world,
      jobs: this.jobs,
      rootDir: this.startup.server.rootDir,
      repositories: () => repositories.read({ until: this.until() }),
      changed: (folder) => repositories.lookAgain(folder, this.until()),
    };
  }

  private launchParts(studio: Studio): LaunchParts {
    return {
      world: this.world,
      jobs: this.jobs,
      pace: this.pace,
      transitions: this.transitions,
      domainId: studio.metadata.domainId,
      sagemaker: studio.sagemaker,
      apps: (fresh) => studio.apps.read({ until: this.until(), fresh }),
      follow: (app, status) => studio.apps.follow(app, status),
      knownSpace: (spaceName) => knownSpace(studio, spaceName, this.until()),
    };
  }

  private environmentParts(): EnvironmentParts {
    const { jobs, place, reader, server, world } = this;
    const { prefix: serverPrefix, rootDir } = this.startup.server;
    return { place, world, jobs, server, serverPrefix, rootDir, kept: keptFolder(place), reader };
  }

  private until(): number {
    return this.world.now().getTime() + patience;
  }

  private readonly server: LabServer;
  private readonly jobs: Jobs;
  private readonly watch: AwakeWatch;
  private readonly transitions: Transitions;
  private readonly reader: EnvironmentsReader;
  private readonly environments: CachedSource<Environment[]>;
  private known: Studio | undefined;
}
