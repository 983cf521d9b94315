import {
  AddTagsCommand,
  CreateAppCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  ListAppsCommand,
  ListTagsCommand,
  type ListAppsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, HOUR, MINUTE, refusal, SECOND, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open({ failingLifecycleConfigs: ['broken'] });
  DomainId = await studio.acme();
});
afterEach(() => studio.close());

const statuses = async () => {
  const { Apps = [] } = await studio.client.send(new ListAppsCommand({ DomainIdEquals: DomainId }));
  return Apps.map((app) => app.Status);
};

/** Launches the app of the space `lab` with a script that fails, and waits for its end. */
async function fail() {
  const arn = await studio.script('broken');
  await studio.launch(DomainId, { ResourceSpec: { ...studio.lab(DomainId).ResourceSpec, LifecycleConfigArn: arn } });
  studio.clock.advance(2 * MINUTE);
}

describe('an app', () => {
  it('is Pending for two minutes, then in service', async () => {
    const arn = await studio.launch(DomainId);
    expect(arn).toBe(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:app/${DomainId}/lab/JupyterLab/default`);
    studio.clock.advance(119 * SECOND);
    expect(await studio.describe(DomainId)).toMatchObject({ AppArn: arn, Status: 'Pending' });
    studio.clock.advance(SECOND);
    expect((await studio.describe(DomainId)).Status).toBe('InService');
  });

  it('is Deleting for a minute, then listed as Deleted for 24 h, then not found', async () => {
    await studio.launch(DomainId);
    studio.settle();
    await studio.stop(DomainId);
    expect(await statuses()).toEqual(['Deleting']);
    studio.clock.advance(MINUTE);
    expect(await statuses()).toEqual(['Deleted']);
    studio.clock.advance(24 * HOUR - 1);
    expect(await statuses()).toEqual(['Deleted']);
    studio.clock.advance(1);
    expect(await statuses()).toEqual([]);
    expect((await refusal(studio.describe(DomainId))).name).toBe('ResourceNotFound');
  });

  it('can be deleted while it is Pending', async () => {
    await studio.launch(DomainId);
    await studio.stop(DomainId);
    studio.settle();
    expect(await statuses()).toEqual(['Deleted']);
  });

  it('cannot be deleted twice', async () => {
    await studio.launch(DomainId);
    await studio.stop(DomainId);
    expect((await refusal(studio.stop(DomainId))).name).toBe('ValidationException');
    studio.settle();
    expect(await refusal(studio.stop(DomainId))).toEqual({
      name: 'ValidationException',
      message: 'App [default] has already been deleted.',
    });
  });

  it('that failed says so when it is deleted, and is forgotten after 24 h', async () => {
    await fail();
    expect(await statuses()).toEqual(['Failed']);
    expect(await refusal(studio.stop(DomainId))).toEqual({
      name: 'ValidationException',
      message:
        'App [default] previously failed and was automatically deleted. For tracking purposes, apps are available in ' +
        'the ListApps API results for only 24 hours after failure.',
    });
    studio.clock.advance(24 * HOUR);
    expect((await refusal(studio.stop(DomainId))).name).toBe('ResourceNotFound');
  });

  it('keeps its creation time when it is started again within 24 h, and not later', async () => {
    await studio.launch(DomainId);
    const first = await studio.describe(DomainId);
    for (const [pause, same] of [
      [23 * HOUR, true],
      [25 * HOUR, false],
    ] as const) {
      await studio.stop(DomainId);
      studio.clock.advance(pause);
      await studio.launch(DomainId);
      const { Status, CreationTime } = await studio.describe(DomainId);
      expect([Status, CreationTime?.getTime() === first.CreationTime?.getTime()]).toEqual(['Pending', same]);
    }
  });

  it('can be started again after it failed', async () => {
    await fail();
    await studio.launch(DomainId);
    studio.settle();
    const { Status, FailureReason } = await studio.describe(DomainId);
    expect([Status, FailureReason]).toEqual(['InService', undefined]);
  });

  it('is health-checked while it is in service, which counts as user activity', async () => {
    await studio.launch(DomainId);
    expect((await studio.describe(DomainId)).LastUserActivityTimestamp).toBeUndefined();
    studio.clock.advance(2 * MINUTE);
    const started = (await studio.describe(DomainId)).LastUserActivityTimestamp?.getTime() ?? 0;
    studio.clock.advance(HOUR);
    const { LastUserActivityTimestamp, LastHealthCheckTimestamp } = await studio.describe(DomainId);
    expect(LastUserActivityTimestamp).toEqual(new Date(started + HOUR));
    expect(LastHealthCheckTimestamp).toEqual(LastUserActivityTimestamp);
  });
});

describe('a space', () => {
  it('has one JupyterLab app', async () => {
    const arn = await studio.launch(DomainId);
    const taken = { name: 'ResourceInUse', message: `App [${arn}] already exists.` };
    expect(await refusal(studio.launch(DomainId))).toEqual(taken);
    studio.settle();
    expect(await refusal(studio.launch(DomainId))).toEqual(taken);
  });

  it('has its app named default', async () => {
    expect((await refusal(studio.launch(DomainId, { AppName: 'mine' }))).name).toBe('ValidationException');
  });

  it('has an app of its own type only', async () => {
    expect((await refusal(studio.launch(DomainId, { AppType: 'CodeEditor' }))).name).toBe('ValidationException');
  });

  it('lends its volume to one app at a time', async () => {
    await studio.space(DomainId, 'any', 'ada', { SpaceSettings: {} });
    await studio.launch(DomainId, { SpaceName: 'any' });
    const editor = { SpaceName: 'any', AppType: 'CodeEditor' } as const;
    expect(await refusal(studio.launch(DomainId, editor))).toEqual({
      name: 'ResourceInUse',
      message:
        `Unable to create app [arn:aws:sagemaker:us-east-1:${ACCOUNT}:app/${DomainId}/any/CodeEditor/default] because ` +
        'storage is not in Available status.',
    });
  });

  it('starts its app again only when the last one is gone', async () => {
    await studio.launch(DomainId);
    await studio.stop(DomainId);
    expect((await refusal(studio.launch(DomainId))).message).toContain('storage is not in Available status.');
    studio.clock.advance(MINUTE);
    await studio.launch(DomainId);
    expect((await studio.describe(DomainId)).Status).toBe('Pending');
  });
});

describe('a call about an app', () => {
  it('names a space or a user profile', async () => {
    const app = { DomainId, AppType: 'JupyterLab', AppName: 'default' } as const;
    const answer = (operation: string) => ({
      name: 'ValidationException',
      message: `Either UserProfileName or SpaceName must be passed for ${operation} operation.`,
    });
    expect(await refusal(studio.client.send(new DescribeAppCommand(app)))).toEqual(answer('DescribeApp'));
    expect(await refusal(studio.client.send(new CreateAppCommand(app)))).toEqual(answer('CreateApp'));
    expect(await refusal(studio.client.send(new DeleteAppCommand(app)))).toEqual(answer('DeleteApp'));
  });

  it('does not name both', async () => {
    const both = { ...studio.lab(DomainId), UserProfileName: 'ada' };
    expect((await refusal(studio.client.send(new CreateAppCommand(both)))).name).toBe('ValidationException');
    const list = new ListAppsCommand({ UserProfileNameEquals: 'ada', SpaceNameEquals: 'lab' });
    expect((await refusal(studio.client.send(list))).name).toBe('ValidationException');
  });

  it('creates JupyterLab and Code Editor in a space only', async () => {
    for (const AppType of ['JupyterLab', 'CodeEditor'] as const) {
      const app = { ...studio.lab(DomainId), AppType, SpaceName: undefined, UserProfileName: 'ada' };
      expect((await refusal(studio.client.send(new CreateAppCommand(app)))).name).toBe('ValidationException');
    }
  });
});

describe('the tags of an app', () => {
  const tagsOf = async (ResourceArn: string) => {
    const { Tags = [] } = await studio.client.send(new ListTagsCommand({ ResourceArn }));
    return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  };

  it('are those of its domain and profile at its launch, beside its own', async () => {
    const Tags = (team: string) => [{ Key: 'team', Value: team }];
    DomainId = await studio.domain({ DomainName: 'tagged', Tags: [...Tags('all'), { Key: 'cost', Value: '42' }] });
    const profile = await studio.profile(DomainId, 'ada', { Tags: Tags('ml') });
    const space = await studio.space(DomainId, 'lab', 'ada');
    const app = await studio.launch(DomainId, { Tags: [{ Key: 'purpose', Value: 'demo' }] });
    const domain = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:domain/${DomainId}`;
    const atLaunch = {
      'sagemaker:domain-arn': domain,
      'sagemaker:space-arn': space,
      cost: '42',
      team: 'ml',
      purpose: 'demo',
    };
    expect(await tagsOf(app)).toEqual(atLaunch);
    await studio.client.send(new AddTagsCommand({ ResourceArn: profile, Tags: [{ Key: 'late', Value: 'yes' }] }));
    expect(await tagsOf(app)).toEqual(atLaunch);
    await studio.stop(DomainId);
    studio.settle();
    expect(await tagsOf(await studio.launch(DomainId))).toMatchObject({ late: 'yes' });
  });
});

describe('the list of apps', () => {
  const names = async (input: ListAppsCommandInput) => {
    const { Apps = [] } = await studio.client.send(new ListAppsCommand(input));
    return Apps.map((app) => app.SpaceName);
  };

  it('filters by domain and space, and sorts by creation either way', async () => {
    const other = await studio.acme({ DomainName: 'other' });
    await studio.space(DomainId, 'room', 'ada');
    await studio.launch(DomainId);
    studio.settle();
    await studio.launch(DomainId, { SpaceName: 'room' });
    studio.settle();
    await studio.launch(other);
    expect(await names({ DomainIdEquals: DomainId })).toEqual(['lab', 'room']);
    expect(await names({ DomainIdEquals: DomainId, SortOrder: 'Descending' })).toEqual(['room', 'lab']);
    expect(await names({ SpaceNameEquals: 'lab' })).toEqual(['lab', 'lab']);
    expect(await names({ DomainIdEquals: other, SpaceNameEquals: 'room' })).toEqual([]);
  });

  it('tells of each app what AWS tells, and no ARN', async () => {
    await studio.launch(DomainId);
    const { Apps = [] } = await studio.client.send(new ListAppsCommand({}));
    expect(Apps).toEqual([
      {
        DomainId,
        SpaceName: 'lab',
        AppType: 'JupyterLab',
        AppName: 'default',
        Status: 'Pending',
        CreationTime: expect.any(Date) as Date,
        ResourceSpec: studio.lab(DomainId).ResourceSpec,
      },
    ]);
  });
});
