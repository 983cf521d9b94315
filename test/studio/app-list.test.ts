import type { AppKey, AppStatus, AppType } from '../../src/protocol/app';
import { sameApp } from '../../src/protocol/app-identity';
import { isBilled, myApps, spacesOf } from '../../src/studio/app-list';

const inSpace = (spaceName: string, appType: AppType = 'JupyterLab'): AppKey => ({
  appType,
  appName: 'default',
  owner: { kind: 'space', spaceName },
});
const ofProfile = (userProfileName: string, appType: AppType = 'KernelGateway', appName = 'default'): AppKey => ({
  appType,
  appName,
  owner: { kind: 'user-profile', userProfileName },
});
const app = (key: AppKey, status: AppStatus = 'InService', instanceType = 'ml.t3.medium') => ({
  key,
  status,
  instanceType,
});
const spaces = [
  { spaceName: 'lab', ownerUserProfileName: 'ana', sharing: 'Private' },
  { spaceName: 'other', ownerUserProfileName: 'Ana', sharing: 'Private' },
  { spaceName: 'his', ownerUserProfileName: 'ben', sharing: 'Private' },
  { spaceName: 'team', ownerUserProfileName: 'ben', sharing: 'Shared' },
] as const;
const ana = { userProfileName: 'ana', current: inSpace('lab') };
const shown = (listed: ReturnType<typeof app>[], keep = () => false) => myApps(listed, ana, [...spaces], keep);

test('a person may use their own spaces and every shared one; profile names are not case sensitive', () => {
  expect(spacesOf(ana, [...spaces]).map(({ spaceName }) => spaceName)).toEqual(['lab', 'other', 'team']);
});

test('a space that the app runs in is theirs even where its owner is not known', () => {
  expect(spacesOf({ current: inSpace('Lab') }, [{ spaceName: 'lab' }, { spaceName: 'x' }])).toEqual([
    { spaceName: 'lab' },
  ]);
});

test("my apps are those of my spaces and of my profile, and nobody else's", () => {
  const listed = ['lab', 'other', 'his', 'team'].map((name) => app(inSpace(name)));
  const mine = shown([...listed, app(ofProfile('ANA')), app(ofProfile('ben'))]);
  expect(mine.map(({ key }) => (key.owner.kind === 'space' ? key.owner.spaceName : key.owner.userProfileName))).toEqual(
    ['lab', 'other', 'team', 'ANA'],
  );
});

test('those that cost money come first, the current one at their head, then by state and name', () => {
  const mine = shown([
    app(ofProfile('ana', 'JupyterServer'), 'InService', 'system'),
    app(inSpace('other'), 'Failed'),
    app(inSpace('team'), 'Pending'),
    app(inSpace('lab', 'CodeEditor')),
    app(inSpace('other', 'CodeEditor'), 'Deleting'),
    app(inSpace('lab')),
  ]);
  expect(mine.map(({ key, status, billed }) => [key.appType, status, billed])).toEqual([
    ['JupyterLab', 'InService', true],
    ['CodeEditor', 'InService', true],
    ['JupyterLab', 'Pending', true],
    ['CodeEditor', 'Deleting', true],
    ['JupyterServer', 'InService', false],
    ['JupyterLab', 'Failed', false],
  ]);
});

test('deleted apps are not shown, but for one that is followed', () => {
  const listed = [app(inSpace('lab'), 'Deleted'), app(inSpace('other'), 'Deleted')];
  expect(shown(listed)).toEqual([]);
  expect(shown(listed, () => true)).toHaveLength(2);
});

test('an app tells its size, how its space is shared, that it is this one, and that it is a leftover of Classic', () => {
  const [first, second] = shown([
    app(inSpace('LAB'), 'InService', 'ml.g5.xlarge'),
    app(ofProfile('ana'), 'InService', 'system'),
  ]);
  expect(first).toMatchObject({
    current: true,
    classic: false,
    sharing: 'Private',
    size: { vcpu: 4, gpu: { model: 'NVIDIA A10G' } },
  });
  expect(second).toMatchObject({ current: false, classic: true, billed: true });
  expect(second).not.toHaveProperty('size');
  expect(second).not.toHaveProperty('sharing');
});

test('only an app that holds an instance is billed', () => {
  expect(
    (['InService', 'Pending', 'Deleting', 'Failed', 'Deleted'] as const).filter((status) =>
      isBilled('JupyterLab', status, 'ml.t3.medium'),
    ),
  ).toEqual(['InService', 'Pending', 'Deleting']);
  expect(isBilled('JupyterServer', 'InService', 'system')).toBe(false);
  expect(isBilled('KernelGateway', 'InService', 'system')).toBe(true);
});

test('a space and a user profile of one name are not the same app', () => {
  expect(sameApp(inSpace('ana', 'JupyterServer'), ofProfile('ana', 'JupyterServer'))).toBe(false);
  expect(sameApp(inSpace('LAB'), inSpace('lab'))).toBe(true);
});
