import type { StudioApp } from '../../aws/app';
import type { ExecutionRole, ThisApp } from '../../protocol/app';
import type { Section } from '../../protocol/notice';
import { imageOf } from '../../studio/image';
import { instanceSize } from '../../studio/instance-types';
import type { AwsSources } from '../aws-source';
import type { CachedSource, ReadOptions } from '../cached-source';
import type { Metadata } from './metadata';
import type { Settings } from './settings';
import { say } from '../../protocol/message';

/** The app that this page runs in: what its metadata say is there at once, what DescribeApp adds may be missing. */
export class ThisAppSource {
  constructor(
    private readonly aws: AwsSources,
    private readonly metadata: Metadata,
    private readonly settings: Settings,
    private readonly imageVersion: string | undefined,
  ) {
    this.app = aws.source('thisApp', say('this-app'), async (sm) => {
      const { describeApp } = await import('../../aws/studio-api');
      return { value: await describeApp(sm, metadata.domainId, metadata.key) };
    });
  }

  async read(options: ReadOptions): Promise<Section<ThisApp>> {
    const [app, space, person, role] = await Promise.all([
      this.app.read(options),
      this.settings.readSpace(options),
      this.settings.person(options),
      this.role(options),
    ]);
    const { domainId, region, key } = this.metadata;
    const sharing = space?.state === 'ready' ? space.value.sharing : undefined;
    const value: ThisApp = {
      domainId,
      region,
      appType: key.appType,
      appName: key.appName,
      ...(key.owner.kind === 'space' && { spaceName: key.owner.spaceName }),
      ...(sharing && { sharing }),
      ...(person.userProfileName !== undefined && { userProfileName: person.userProfileName }),
      ...(role && { executionRole: role }),
      ...described(app.state === 'ready' ? app.value : undefined, this.imageVersion),
    };
    const learntAt = app.state === 'ready' ? app.learntAt : this.aws.runtime.now().toISOString();
    return { state: 'ready', value, learntAt, notices: [...app.notices, ...(space?.notices ?? [])] };
  }

  /** What the app's own metadata say holds for it; the settings may have been changed since it was started. */
  private async role(options: ReadOptions): Promise<ExecutionRole | undefined> {
    const arn = this.metadata.executionRoleArn ?? (await this.roleInForce(options));
    return arn === undefined ? undefined : { arn, name: arn.split('/').at(-1) ?? arn };
  }

  /** The nearest level's, where all that come into question could be read. */
  private async roleInForce(options: ReadOptions): Promise<string | undefined> {
    const { levels, unread } = await this.settings.stated(options);
    if (unread.length > 0) return undefined;
    return levels['user-profile']?.executionRole ?? levels.domain?.executionRole;
  }

  private readonly app: CachedSource<StudioApp>;
}

function described(app: StudioApp | undefined, imageVersion: string | undefined): Partial<ThisApp> {
  const image = imageOf({ ...app?.image, ...(imageVersion && { imageVersion }) });
  const size = app?.instanceType === undefined ? undefined : instanceSize(app.instanceType);
  return {
    ...(app && { status: app.status }),
    ...(app?.instanceType && { instanceType: app.instanceType }),
    ...(size && { size }),
    ...(image && { image }),
    ...(app?.since && { since: app.since }),
  };
}
