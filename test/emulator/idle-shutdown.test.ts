import { UpdateSpaceCommand } from '@aws-sdk/client-sagemaker';
import { HOUR, MINUTE, ROLE, Studio } from './studio';

let studio: Studio;
beforeEach(async () => (studio = await Studio.open()));
afterEach(() => studio.close());

interface Idle {
  LifecycleManagement?: 'ENABLED' | 'DISABLED';
  IdleTimeoutInMinutes?: number;
  MinIdleTimeoutInMinutes?: number;
  MaxIdleTimeoutInMinutes?: number;
}
const settings = (IdleSettings: Idle) => ({
  ExecutionRole: ROLE,
  JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings } },
});

/** An app in service under these settings of its domain and, where given, of its space. */
async function running(idle: Idle, ofSpace?: number): Promise<string> {
  const id = await studio.acme({ DefaultUserSettings: settings(idle) });
  if (ofSpace !== undefined) {
    const AppLifecycleManagement = { IdleSettings: { IdleTimeoutInMinutes: ofSpace } };
    const SpaceSettings = { JupyterLabAppSettings: { AppLifecycleManagement } };
    await studio.client.send(new UpdateSpaceCommand({ DomainId: id, SpaceName: 'lab', SpaceSettings }));
    studio.settle();
  }
  await studio.launch(id);
  studio.clock.advance(5 * MINUTE);
  return id;
}

const active = async (DomainId: string, minutesAgo = 0, more: object = {}) => {
  const at = new Date(studio.clock.now() - minutesAgo * MINUTE).toISOString();
  const body = JSON.stringify({ DomainId, SpaceName: 'lab', AppType: 'JupyterLab', at, ...more });
  const reply = await fetch(`${studio.url}/activity`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { status: reply.status, text: await reply.text() };
};
const statusOf = async (id: string) => (await studio.describe(id)).Status;

it('stops an app that has been idle for its time, and forgets it as any other', async () => {
  const id = await running({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 });
  expect(await active(id)).toEqual({ status: 200, text: '' });
  studio.clock.advance(HOUR - 1);
  expect(await statusOf(id)).toBe('InService');
  studio.clock.advance(1);
  expect(await statusOf(id)).toBe('Deleting');
  studio.clock.advance(MINUTE);
  expect(await statusOf(id)).toBe('Deleted');
});

it('counts from the last activity that it was told of', async () => {
  const id = await running({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 });
  await active(id, 30);
  studio.clock.advance(20 * MINUTE);
  await active(id);
  studio.clock.advance(59 * MINUTE);
  expect(await statusOf(id)).toBe('InService');
  await active(id, 120);
  expect(await statusOf(id)).toBe('Deleting');
});

it.each<[string, Idle, number | undefined, number]>([
  ['the time of the space', { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 }, 90, 90],
  ['a week where nobody says a time', { LifecycleManagement: 'ENABLED' }, undefined, 10_080],
  ['at least the minimum', { LifecycleManagement: 'ENABLED', MinIdleTimeoutInMinutes: 20_000 }, undefined, 20_000],
  ['at most the maximum', { LifecycleManagement: 'ENABLED', MaxIdleTimeoutInMinutes: 300 }, undefined, 300],
])('takes %s', async (_what, idle, ofSpace, minutes) => {
  const id = await running(idle, ofSpace);
  await active(id);
  studio.clock.advance(minutes * MINUTE - 1);
  expect(await statusOf(id)).toBe('InService');
  studio.clock.advance(1);
  expect(await statusOf(id)).toBe('Deleting');
});

it('never stops one whose idle shutdown is off, nor one of whose activity nothing is known', async () => {
  const off = await running({ LifecycleManagement: 'DISABLED', IdleTimeoutInMinutes: 60 });
  await active(off);
  studio.clock.advance(100 * HOUR);
  expect(await statusOf(off)).toBe('InService');
});

it('takes an activity for one of the region of the seed, if none is named', async () => {
  await studio.close();
  studio = await Studio.open({ region: 'eu-west-1' });
  const id = await running({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 });
  expect(await active(id)).toEqual({ status: 200, text: '' });
  expect((await active(id, 0, { region: 'us-east-1' })).text).toContain('ResourceNotFound');
});

it('says what is wrong with an activity that it cannot take', async () => {
  const id = await running({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 });
  expect(await active(id, 0, { AppType: 'Canvas' })).toMatchObject({ status: 400 });
  expect((await active(id, 0, { SpaceName: 'gone' })).text).toContain('ResourceNotFound');
  expect((await active(id, 0, { at: 'yesterday' })).text).toContain('at: Invalid ISO datetime');
});
