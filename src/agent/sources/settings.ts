import type { Domain } from '../../aws/domain';
import type { DescribedSpace, Space } from '../../aws/space';
import type { StatedAppSettings } from '../../aws/app-settings';
import type { UserProfile } from '../../aws/user-profile';
import type { SettingLevel } from '../../protocol/idle';
import type { Notice, Section } from '../../protocol/notice';
import type { AwsSources } from '../aws-source';
import type { CachedSource, ReadOptions } from '../cached-source';
import type { Metadata } from './metadata';

/** What the levels state for this app: a level that takes no part, or could not be read, is absent. */
export interface Stated {
  levels: Partial<Record<SettingLevel, StatedAppSettings>>;
  /** Levels that take part but could not be read. */
  unread: SettingLevel[];
  notices: Notice[];
  /** When the oldest of them was learnt. */
  learntAt?: string;
}

/** This app's domain, space and user profile. */
export class Settings {
  constructor(
    private readonly aws: AwsSources,
    private readonly metadata: Metadata,
  ) {
    const { domainId, key } = metadata;
    this.domain = aws.source('domain', 'The domain', async (sm) => ({
      value: await (await api()).describeDomain(sm, domainId),
    }));
    if (key.owner.kind === 'space') {
      const { spaceName } = key.owner;
      this.space = aws.source('space', 'The space', async (sm) => ({
        value: await (await api()).describeSpace(sm, domainId, spaceName),
      }));
    }
  }

  /** The space, where the app lives in one. */
  async readSpace(options: ReadOptions): Promise<Section<DescribedSpace> | undefined> {
    return this.space?.read(options);
  }

  /** Whose app it is: the space's owner. The metadata's word is taken where the space could not be read. */
  async owner(options: ReadOptions): Promise<{ userProfileName?: string; notices: Notice[] }> {
    const space = await this.readSpace(options);
    const userProfileName =
      (space?.state === 'ready' ? space.value.ownerUserProfileName : undefined) ?? this.metadata.userProfileName;
    if (userProfileName !== undefined) return { userProfileName, notices: [] };
    return { notices: space?.notices ?? [] };
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
    if (profile?.state === 'ready') stated.levels['user-profile'] = profile.value.settings;
    if (space?.state === 'ready') stated.levels.space = space.value.settings;
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
        ...(profile?.state === 'ready' && { 'user-profile': profile.value.settings }),
      },
      ...(known?.domainArn !== undefined && { domainArn: known.domainArn }),
      notices: [...domain.notices, ...(profile?.notices ?? [])],
    };
  }

  private async readProfile(options: ReadOptions): Promise<Section<UserProfile>> {
    const { userProfileName, notices } = await this.owner(options);
    if (userProfileName === undefined) {
      const unknown: Notice = { code: 'not-found', message: 'Studio does not say whose space this is.' };
      return { state: 'missing', notices: notices.length > 0 ? notices : [unknown] };
    }
    this.profile ??= this.aws.source('userProfile', 'The user profile', async (sm) => ({
      value: await (await api()).describeUserProfile(sm, this.metadata.domainId, userProfileName),
    }));
    return this.profile.read(options);
  }

  private readonly domain: CachedSource<Domain>;
  private readonly space: CachedSource<DescribedSpace> | undefined;
  private profile: CachedSource<UserProfile> | undefined;
}

/** Loaded with the first question: an agent that nobody asks stays small. */
const api = () => import('../../aws/studio-api');
