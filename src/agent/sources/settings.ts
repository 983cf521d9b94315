import type { DescribedSpace, Space } from '../../aws/space';
import { statedAppSettings, type StatedAppSettings } from '../../aws/app-settings';
import type { SettingLevel } from '../../protocol/idle';
import type { Notice, Section } from '../../protocol/notice';
import type { AwsSources } from '../aws-source';
import type { CachedSource, ReadOptions } from '../cached-source';
import type { Metadata } from './metadata';
import { say } from '../../protocol/message';

/** What the levels state for this app: a level that takes no part, or could not be read, is absent. */
export interface Stated {
  levels: Partial<Record<SettingLevel, StatedAppSettings>>;
  /** Levels that take part but could not be read. */
  unread: SettingLevel[];
  notices: Notice[];
  /** When the oldest of them was learnt. */
  learntAt?: string;
}

/** What a domain states for the spaces in it. */
interface StatedDomain {
  domainArn?: string;
  privateSpaces: StatedAppSettings;
  sharedSpaces: StatedAppSettings;
}

/** Who works here, or why that is not known, which a notice says. */
export type Person =
  | { userProfileName: string; unknown?: undefined; notices: Notice[] }
  | { userProfileName?: undefined; unknown: 'shared' | 'space-unread'; notices: Notice[] };

/** This app's domain, space and user profile. */
export class Settings {
  constructor(
    private readonly aws: AwsSources,
    private readonly metadata: Metadata,
  ) {
    const { domainId, key } = metadata;
    this.domain = aws.source('domain', say('the-domain'), async (sm) => {
      const { domainArn, settings } = await (await api()).describeDomain(sm, domainId);
      return {
        value: {
          ...(domainArn && { domainArn }),
          privateSpaces: statedAppSettings(settings.DefaultUserSettings),
          sharedSpaces: statedAppSettings(settings.DefaultSpaceSettings),
        },
      };
    });
    if (key.owner.kind === 'space') {
      const { spaceName } = key.owner;
      this.space = aws.source('space', say('the-space'), async (sm) => ({
        value: await (await api()).describeSpace(sm, domainId, spaceName),
      }));
    }
  }

  /** The space, where the app lives in one. */
  async readSpace(options: ReadOptions): Promise<Section<DescribedSpace> | undefined> {
    return this.space?.read(options);
  }

  /**
   * Who works here: Studio lets only its owner into a private space, and only the user profile itself into a Classic app.
   * Into any other space it lets several, and says nowhere who asks; a space that could not be read is taken for one of those.
   */
  async person(options: ReadOptions): Promise<Person> {
    const { owner } = this.metadata.key;
    if (owner.kind === 'user-profile') return { userProfileName: owner.userProfileName, notices: [] };
    const space = await this.readSpace(options);
    if (space?.state !== 'ready') return { unknown: 'space-unread', notices: [...(space?.notices ?? []), unreadSpace] };
    const { sharing, ownerUserProfileName } = space.value;
    if (sharing !== 'Private') return { unknown: 'shared', notices: [sharedSpace] };
    if (ownerUserProfileName === undefined) return { unknown: 'space-unread', notices: [unreadSpace] };
    return { userProfileName: ownerUserProfileName, notices: [] };
  }

  /** What each level states: in a shared space the domain's settings for such spaces and the space, else all three. */
  async stated(options: ReadOptions): Promise<Stated> {
    const domainRead = this.domain.read(options);
    const space = await this.readSpace(options);
    const shared = space?.state === 'ready' && space.value.sharing === 'Shared';
    const [domain, profile] = await Promise.all([domainRead, shared ? undefined : this.readProfile(options)]);
    const read = { domain, 'user-profile': profile, space };
    const stated: Stated = { levels: {}, unread: [], notices: [] };
    if (domain.state === 'ready')
      stated.levels.domain = shared ? domain.value.sharedSpaces : domain.value.privateSpaces;
    if (profile?.state === 'ready') stated.levels['user-profile'] = profile.value;
    if (space?.state === 'ready') stated.levels.space = statedAppSettings(space.value.settings);
    for (const level of ['domain', 'user-profile', 'space'] as const) {
      const section = read[level];
      if (!section) continue;
      stated.notices.push(
        ...section.notices.filter((notice) => !stated.notices.some((told) => told.message === notice.message)),
      );
      if (section.state === 'missing') stated.unread.push(level);
      else if (stated.learntAt === undefined || section.learntAt < stated.learntAt) stated.learntAt = section.learntAt;
    }
    return stated;
  }

  /**
   * What domain and user profile state for a space, the widest first, and the domain's ARN; a level that could not be
   * read is absent, and a notice says so. For a space of someone else's only where it is shared.
   */
  async levelsAbove(
    space: Pick<Space, 'sharing'>,
    options: ReadOptions,
  ): Promise<{ levels: Partial<Record<SettingLevel, StatedAppSettings>>; domainArn?: string; notices: Notice[] }> {
    const shared = space.sharing !== 'Private';
    const [domain, profile] = await Promise.all([
      this.domain.read(options),
      shared ? undefined : this.readProfile(options),
    ]);
    const known = domain.state === 'ready' ? domain.value : undefined;
    return {
      levels: {
        ...(known && { domain: shared ? known.sharedSpaces : known.privateSpaces }),
        ...(profile?.state === 'ready' && { 'user-profile': profile.value }),
      },
      ...(known?.domainArn !== undefined && { domainArn: known.domainArn }),
      notices: [...domain.notices, ...(profile?.notices ?? [])],
    };
  }

  private async readProfile(options: ReadOptions): Promise<Section<StatedAppSettings>> {
    const { userProfileName, notices } = await this.person(options);
    if (userProfileName === undefined) return { state: 'missing', notices };
    this.profile ??= this.aws.source('userProfile', say('the-profile'), async (sm) => ({
      value: statedAppSettings(
        (await (await api()).describeUserProfile(sm, this.metadata.domainId, userProfileName)).settings,
      ),
    }));
    return this.profile.read(options);
  }

  private readonly domain: CachedSource<StatedDomain>;
  private readonly space: CachedSource<DescribedSpace> | undefined;
  private profile: CachedSource<StatedAppSettings> | undefined;
}

const sharedSpace: Notice = {
  code: 'uncertain',
  message: say('shared-space'),
  remedy: say('open-private'),
};
const unreadSpace: Notice = {
  code: 'uncertain',
  message: say('maybe-shared-space'),
};

/** Loaded with the first question: an agent that nobody asks stays small. */
const api = () => import('../../aws/studio-api');
