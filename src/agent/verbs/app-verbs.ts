import path from 'node:path';
import type { StopApp } from '../../protocol/action';
import type { AppKey } from '../../protocol/app';
import type { Job } from '../../protocol/job';
import type {
  AppFailure,
  ChangeInstanceType,
  ChangingInstanceType,
  OpenSpace,
  RestartApp,
  SpaceAddress,
  SpaceOptions,
  StartApp,
  UpdateSpace,
} from '../../protocol/launch';
import type { CreateSpace, DeleteSpace } from '../../protocol/space-action';
import type { MonthCost } from '../../protocol/month-cost';
import type { Section } from '../../protocol/notice';
import { appFailure } from '../actions/app-failure';
import { changeOwnType } from '../actions/change-own-type';
import { polled, type FollowPace } from '../actions/follow-app';
import { resumeTransitions } from '../actions/follow-transition';
import { knownPerson } from '../actions/known-person';
import { restartApp, startApp, type LaunchParts } from '../actions/launch-app';
import { openSpace } from '../actions/open-space';
import { knownSpace } from '../actions/space-options';
import { createSpace, deleteSpace, type SpaceParts } from '../actions/own-spaces';
import { ownApp, stopApp } from '../actions/stop-app';
import { updateSpace } from '../actions/update-space';
import { keptFolder } from '../kept-folder';
import type { Studio } from '../studio';
import { Transitions } from '../transitions';
import type { Footing } from './footing';

/** What can be done with one's apps and their spaces. Each rejects with what `refusalOf` understands. */
export class AppVerbs {
  constructor(
    private readonly on: Footing,
    private readonly pace: FollowPace,
  ) {
    this.transitions = new Transitions(path.join(keptFolder(on.whereabouts), 'transitions.json'), on.runtime.log);
  }

  async stop({ key }: StopApp): Promise<Job> {
    return stopApp(this.parts(await this.acting()), key);
  }

  async start(asked: StartApp): Promise<Job> {
    return startApp(this.parts(await this.acting()), asked);
  }

  async restart(asked: RestartApp): Promise<Job> {
    return restartApp(this.parts(await this.acting()), asked);
  }

  async changeType(asked: ChangeInstanceType): Promise<ChangingInstanceType> {
    const studio = await this.acting();
    const changing = await changeOwnType(this.parts(studio), asked);
    studio.apps.forgetSpaces();
    return changing;
  }

  async failure(key: AppKey): Promise<AppFailure> {
    const studio = await this.on.studio();
    const app = await ownApp(this.parts(studio), key);
    return appFailure(studio, app.key);
  }

  async spaceOptions(spaceName: string): Promise<SpaceOptions> {
    return (await knownSpace(await this.acting(), spaceName, this.on.until())).options;
  }

  async updateSpace(asked: UpdateSpace): Promise<Job> {
    const studio = await this.acting();
    const job = await updateSpace(this.parts(studio), asked);
    studio.apps.forgetSpaces();
    return job;
  }

  async createSpace(asked: CreateSpace): Promise<Job> {
    return createSpace(this.spaceParts(await this.acting()), asked);
  }

  async deleteSpace({ spaceName, typed }: DeleteSpace): Promise<Job> {
    return deleteSpace(this.spaceParts(await this.acting()), spaceName, typed);
  }

  async openSpace({ spaceName }: OpenSpace): Promise<SpaceAddress> {
    return openSpace(await this.acting(), spaceName, this.on.until());
  }

  /** What the month has cost so far. */
  async monthCost(): Promise<Section<MonthCost>> {
    const studio = await this.on.studio();
    const asked = { until: this.on.until() };
    const [apps, person] = await Promise.all([studio.apps.read(asked), studio.settings.person(asked)]);
    return studio.cost.month({ apps, person, spaces: await studio.apps.readSpaces(asked) });
  }

  /** Brings to its end what an agent before this one had begun. Asks nothing of AWS where there is nothing of that. */
  async resume(): Promise<void> {
    const unfinished = await this.transitions.unfinished(this.on.runtime.now().getTime(), this.pace.giveUp);
    if (unfinished.length === 0) return;
    const studio = await this.on.studio();
    const parts = this.parts(studio);
    const unknown = async () => (await studio.settings.person({ until: this.on.until() })).unknown;
    // A space that can not be read yet is asked about again: what was begun in a private one is not left half done.
    if ((await unknown()) === 'space-unread') await polled(parts, async () => (await unknown()) !== 'space-unread');
    if ((await unknown()) === undefined) await resumeTransitions(parts, unfinished);
    else this.on.runtime.log('what an earlier agent had begun is left as it is: this is no private space');
  }

  /** The sources, for who may act: rejects with a `Refusal` where it is not known who asks. */
  private async acting(): Promise<Studio> {
    const studio = await this.on.studio();
    await knownPerson(studio, this.on.until());
    return studio;
  }

  private parts(studio: Studio): LaunchParts {
    const { on, pace, transitions } = this;
    return {
      runtime: on.runtime,
      jobs: on.jobs,
      pace,
      transitions,
      domainId: studio.metadata.domainId,
      sagemaker: studio.sagemaker,
      apps: (fresh) => studio.apps.read({ until: on.until(), fresh }),
      follow: (app, status) => studio.apps.follow(app, status),
      knownSpace: (spaceName) => knownSpace(studio, spaceName, on.until()),
    };
  }

  private spaceParts(studio: Studio): SpaceParts {
    return { ...this.parts(studio), studio, until: this.on.until() };
  }

  private readonly transitions: Transitions;
}
