import type { StudioApp } from '../../aws/app';
import type { ThisApp } from '../../protocol/app';
import type { Section } from '../../protocol/notice';
import { imageOf } from '../../studio/image';
import { instanceSize } from '../../studio/instance-types';
import type { AwsSources } from '../aws-source';
import type { CachedSource, ReadOptions } from '../cached-source';
import type { Metadata } from './metadata';
import type { Settings } from './settings';

/** The app that this page runs in: what its metadata say is there at once, what DescribeApp adds may be missing. */
export class ThisAppSource {
  constructor(
    private readonly aws: AwsSources,
    private readonly metadata: Metadata,
    private readonly settings: Settings,
    private readonly imageVersion: string | undefined,
  ) {
    this.app = aws.source('thisApp', 'This app', async (sm) => {
      const { describeApp } = await import('../../aws/studio-api');
      return { value: await describeApp(sm, metadata.domainId, metadata.key) };
    });
  }

  async read(options: ReadOptions): Promise<Section<ThisApp>> {
    const [app, space, person] = await Promise.all([
      this.app.read(options),
      this.settings.readSpace(options),
      this.settings.person(options),
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
      ...described(app.state === 'ready' ? app.value : undefined, this.imageVersion),
    };
    const learntAt = app.state === 'ready' ? app.learntAt : this.aws.world.now().toISOString();
    return { state: 'ready', value, learntAt, notices: [...app.notices, ...(space?.notices ?? [])] };
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
