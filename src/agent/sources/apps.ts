import type { StudioApp } from '../../aws/app';
import type { SageMaker } from '../../aws/client';
import { AwsError } from '../../aws/errors';
import type { Space } from '../../aws/space';
import type { Space as ListedSpace } from '../../protocol/space';
import type { App, AppKey, AppStatus } from '../../protocol/app';
import type { Notice, Section } from '../../protocol/notice';
import { appId, sameName } from '../../protocol/app-identity';
import { myApps, spacesOf, type Person } from '../../studio/app-list';
import { cheaperThanPages, fullAllowance, pagesAtATime, spend, type Allowance } from '../../studio/call-budget';
import type { AwsSources, Loaded } from '../aws-source';
import type { CachedSource, ReadOptions } from '../cached-source';
import { elapsed } from '../elapsed';
import { inTurns } from '../in-turns';
import type { Metadata } from './metadata';
import type { Person as Whose, Settings } from './settings';
import { say } from '../../protocol/message';

/** The state of an app that is being stopped from here: newer than the list until the list is read again. */
export interface Followed {
  status: AppStatus;
  /** When it was seen, as `elapsed` tells. */
  at: number;
}

/** A part of a list, and the token of the next. */
interface Begun {
  spaces: Space[];
  nextToken?: string;
}

/** Pages of 100: a space has a handful of apps, and those that ended within a day. */
const pagesOfASpace = 10;
/** Pages of 100 spaces: more than a domain may have by default. */
const pagesOfADomain = 500;

/** "My apps": every app of this person in the domain, over all of their spaces. */
export class AppsSource {
  constructor(
    private readonly aws: AwsSources,
    private readonly metadata: Metadata,
    private readonly settings: Settings,
  ) {
    this.spaces = aws.source('spaces', say('list-of-spaces'), (sm) => this.listSpaces(sm));
    this.apps = aws.source('apps', say('list-of-apps'), async (sm) => {
      this.calls = 0;
      return this.list(sm.metered((attempts) => (this.calls += attempts)));
    });
    this.allowance = fullAllowance(elapsed(aws.runtime));
  }

  async read(options: ReadOptions): Promise<Section<App[]>> {
    const patient = { until: options.until };
    const [person, space] = await Promise.all([this.whose(patient), this.settings.readSpace(patient)]);
    const here = space?.state === 'ready' ? [space.value] : this.bareSpace();
    const spaces: Section<Space[]> =
      person.unknown === undefined ? await this.knownSpaces(patient) : { state: 'missing', notices: [] };
    this.known = spaces.state === 'ready' ? spaces.value : here;
    const listed = await this.apps.read({ ...patient, fresh: options.fresh === true && this.mayAskAgain() });
    const notices = unique([...listed.notices, ...spaces.notices, ...person.notices]);
    if (listed.state === 'missing') return { state: 'missing', notices };
    const apps = listed.value.map((app) => ({ ...app, status: this.newest(app) }));
    const mine = myApps(apps, this.person, this.known, (key) => this.followed.has(appId(key)));
    const value = person.unknown === undefined ? mine : mine.map((app) => ({ ...app, lookOnly: true as const }));
    return { state: 'ready', value, learntAt: listed.learntAt, notices };
  }

  /** The spaces that this person may use: what `read` has learnt, without asking again. */
  async readSpaces(options: ReadOptions): Promise<Section<ListedSpace[]>> {
    const person = await this.whose(options);
    if (person.unknown !== undefined) return this.onlyThisSpace(options);
    const spaces = await this.knownSpaces(options);
    if (spaces.state === 'missing') return spaces;
    const value = spacesOf(this.person, spaces.value).map(({ ownerUserProfileName, ...space }) => ({
      ...space,
      own: sameName(ownerUserProfileName, person.userProfileName),
    }));
    return { ...spaces, value };
  }

  /** The list of spaces is asked for anew with the next question: one has just been changed. */
  forgetSpaces(): void {
    this.spaces.forget();
  }

  /** Notes what is known of an app that is being stopped; nothing ends it. */
  follow(key: AppKey, status: AppStatus | undefined): void {
    if (status === undefined) this.followed.delete(appId(key));
    else this.followed.set(appId(key), { status, at: elapsed(this.aws.runtime) });
  }

  /** The spaces of this person. In a crowd the apps of this space come first, and the other spaces after them. */
  private async knownSpaces(options: ReadOptions): Promise<Section<Space[]>> {
    if (!this.aws.crowded || this.apps.last !== undefined) return this.spaces.read(options);
    const message = say('others-later');
    return { state: 'missing', notices: [{ code: 'throttled', message }] };
  }

  /** Where it is not known who asks, the space that they are in is all that is told of. */
  private async onlyThisSpace(options: ReadOptions): Promise<Section<ListedSpace[]>> {
    const space = await this.settings.readSpace(options);
    const learntAt = space?.state === 'ready' ? space.learntAt : this.aws.runtime.now().toISOString();
    const [here] = space?.state === 'ready' ? [space.value] : this.bareSpace();
    if (!here) return { state: 'ready', value: [], learntAt, notices: [] };
    const { appType, displayName, sharing, spaceName, status, volumeGb } = here;
    const told: ListedSpace = {
      spaceName,
      own: false,
      lookOnly: true,
      ...(appType && { appType }),
      ...(displayName !== undefined && { displayName }),
      ...(sharing && { sharing }),
      ...(status !== undefined && { status }),
      ...(volumeGb !== undefined && { volumeGb }),
    };
    return { state: 'ready', value: [told], learntAt, notices: [] };
  }

  /** Learns whose apps these are: before the spaces are asked for, of which only this person's are kept. */
  private async whose(options: ReadOptions): Promise<Whose> {
    const whose = await this.settings.person(options);
    const { userProfileName } = whose;
    // Learnt only now: what was listed before was this space's alone.
    if (this.person.current && userProfileName !== this.person.userProfileName) this.apps.forget();
    this.person = { current: this.metadata.key, ...(userProfileName !== undefined && { userProfileName }) };
    return whose;
  }

  /**
   * The next pages of the domain's spaces: the list of a large company is read a few pages at a time. Of thousands, only
   * one's own are kept.
   */
  private async listSpaces(sm: SageMaker): Promise<Loaded<Space[]>> {
    const { listSpaces } = await import('../../aws/studio-api');
    const page = async (begun: Begun | undefined): Promise<Begun> => {
      const { items, nextToken } = await listSpaces(sm, this.metadata.domainId, () => true, begun?.nextToken);
      return {
        spaces: [...(begun?.spaces ?? []), ...spacesOf(this.person, items)],
        ...(nextToken !== undefined && { nextToken }),
      };
    };
    const slice = this.aws.crowded ? 1 : pagesAtATime;
    for (let pages = 0; pages < slice; pages += 1) {
      try {
        this.begun = await page(this.begun);
      } catch (error) {
        // A token that has grown old is refused: from the beginning, then. Otherwise what was read is kept.
        if (error instanceof AwsError && error.failure.kind === 'conflict') {
          this.begun = undefined;
          this.pagesRead = 0;
        }
        throw error;
      }
      this.pagesRead += 1;
      const { nextToken, spaces } = this.begun;
      const most = this.pagesRead >= pagesOfADomain;
      if (nextToken !== undefined && !most) continue;
      this.begun = undefined;
      this.pagesRead = 0;
      if (nextToken === undefined) return { value: spaces };
      const message = say('too-many-spaces', { most: pagesOfADomain * 100 });
      return { value: spaces, notices: [{ code: 'uncertain', message }] };
    }
    const spaces = this.begun?.spaces ?? [];
    const before = (this.spaces.last ?? []).filter(
      ({ spaceName }) => !spaces.some((one) => one.spaceName === spaceName),
    );
    const message = say('many-spaces');
    return { value: [...spaces, ...before], unfinished: true, notices: [{ code: 'uncertain', message }] };
  }

  /** One list of the whole domain while that is fewer calls than asking for each of the person's spaces. */
  private async list(sm: SageMaker): Promise<Loaded<StudioApp[]>> {
    const { listApps } = await import('../../aws/studio-api');
    const { domainId } = this.metadata;
    const mine = spacesOf(this.person, this.known);
    const affordable = cheaperThanPages(mine.length);
    // In a crowd what is certain to do is asked, not what may turn out to be less. Who is not known has but one space.
    const tried = this.domainPages === undefined && !this.aws.crowded && this.person.userProfileName !== undefined;
    if (tried || (this.domainPages !== undefined && this.domainPages <= affordable)) {
      const whole = await listApps(sm, domainId, { of: 'domain' }, (pages) => pages >= affordable);
      this.domainPages = whole.complete ? whole.pages : whole.pages + 1;
      if (whole.complete) return { value: whole.items };
    }
    const { userProfileName } = this.person;
    const filters = [
      ...mine.map(({ spaceName }) => ({ of: 'space' as const, spaceName })),
      ...(userProfileName === undefined ? [] : [{ of: 'user-profile' as const, userProfileName }]),
    ];
    const lists = await inTurns(4, filters, (filter) =>
      listApps(sm, domainId, filter, (pages) => pages >= pagesOfASpace),
    );
    const value = lists.flatMap(({ items }) => items);
    if (lists.every(({ complete }) => complete)) return { value };
    const message = say('too-many-apps', { most: pagesOfASpace * 100 });
    return { value, notices: [{ code: 'uncertain', message }] };
  }

  /** A refresh that an action asks for comes out of its own allowance; when that is spent, the usual pace holds. */
  private mayAskAgain(): boolean {
    const { granted, allowance } = spend(this.allowance, Math.max(1, this.calls), elapsed(this.aws.runtime));
    this.allowance = allowance;
    return granted;
  }

  private newest(app: StudioApp): AppStatus {
    const followed = this.followed.get(appId(app.key));
    return followed && followed.at >= (this.apps.lastAt ?? 0) ? followed.status : app.status;
  }

  private bareSpace(): Space[] {
    const { owner } = this.metadata.key;
    return owner.kind === 'space' ? [{ spaceName: owner.spaceName }] : [];
  }

  private person: Person = {};
  private known: Space[] = [];
  /** A list of spaces that is not read to its end. */
  private begun: Begun | undefined;
  private pagesRead = 0;
  private domainPages: number | undefined;
  private calls = 0;
  private allowance: Allowance;
  private readonly followed = new Map<string, Followed>();
  private readonly spaces: CachedSource<Space[]>;
  private readonly apps: CachedSource<StudioApp[]>;
}

/** The same trouble is told once. */
function unique(notices: Notice[]): Notice[] {
  return notices.filter((notice, index) => notices.findIndex((other) => other.message === notice.message) === index);
}
