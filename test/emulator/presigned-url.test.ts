import {
  CreatePresignedDomainUrlCommand,
  DeleteUserProfileCommand,
  type CreatePresignedDomainUrlCommandInput,
} from '@aws-sdk/client-sagemaker';
import { defaultConfiguration } from '../../src/emulator/configuration';
import { permissionsOf } from '../../src/emulator/seed/policies';
import { noFiles } from './harness';
import { startEmulator } from './harness';
import { refusal, SECOND, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open();
  DomainId = await studio.acme();
});
afterEach(() => studio.close());

const create = async (input: Partial<CreatePresignedDomainUrlCommandInput> = {}) => {
  const { AuthorizedUrl } = await studio.client.send(
    new CreatePresignedDomainUrlCommand({ DomainId, UserProfileName: 'ada', ...input }),
  );
  return new URL(AuthorizedUrl ?? '');
};

/** Follows a URL to the emulator, where nobody answers under the domain's own host. */
const follow = async (url: URL, method = 'GET') => {
  const response = await fetch(new URL(`${url.pathname}${url.search}`, studio.url), { method });
  return { status: response.status, body: (await response.json()) as unknown };
};

it('has the documented form', async () => {
  const url = await create();
  expect(url.host).toBe(`${DomainId}.studio.us-east-1.sagemaker.aws`);
  expect(url.href).toMatch(/^https:\/\/[^/]+\/auth\?token=[\w.-]+$/);
});

it('points to where the configuration says', async () => {
  const presignedUrlOrigin = 'http://127.0.0.1:4570';
  const other = await Studio.open({ presignedUrlOrigin });
  try {
    const domainId = await other.acme();
    const { AuthorizedUrl } = await other.client.send(
      new CreatePresignedDomainUrlCommand({ DomainId: domainId, UserProfileName: 'ada' }),
    );
    expect(new URL(AuthorizedUrl ?? '').origin).toBe(presignedUrlOrigin);
  } finally {
    await other.close();
  }
});

it('lets its bearer in once', async () => {
  const url = await create({
    SpaceName: 'lab',
    LandingUri: 'app:JupyterLab:/lab',
    SessionExpirationDurationInSeconds: 1800,
  });
  expect(await follow(url)).toEqual({
    status: 200,
    body: {
      DomainId,
      UserProfileName: 'ada',
      SpaceName: 'lab',
      LandingUri: 'app:JupyterLab:/lab',
      SessionExpirationDurationInSeconds: 1800,
    },
  });
  expect((await follow(url)).status).toBe(403);
});

it('leads into a private space for its owner alone, and into a shared one for everybody', async () => {
  await studio.profile(DomainId, 'bo');
  await studio.space(DomainId, 'all', 'ada', { SpaceSharingSettings: { SharingType: 'Shared' } });
  expect(await refusal(create({ UserProfileName: 'bo', SpaceName: 'lab' }))).toEqual({
    name: 'ValidationException',
    message: expect.stringContaining('UserProfile [bo] is not its owner'),
  });
  await create({ UserProfileName: 'ADA', SpaceName: 'lab' });
  await create({ UserProfileName: 'bo', SpaceName: 'all' });
});

it('opens nothing when its profile is gone', async () => {
  await studio.profile(DomainId, 'bo');
  const url = await create({ UserProfileName: 'bo', ExpiresInSeconds: 300 });
  await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'bo' }));
  studio.clock.advance(30 * SECOND);
  expect(await follow(url)).toEqual({
    status: 403,
    body: { Message: `UserProfile [bo] does not exist in Domain [${DomainId}].` },
  });
});

it('opens a session of 12 hours unless asked otherwise', async () => {
  expect((await follow(await create())).body).toMatchObject({ SessionExpirationDurationInSeconds: 43_200 });
});

it.each([
  ['for five minutes unless asked otherwise', undefined, 300],
  ['as long as asked', 5, 5],
])('is valid %s', async (_, ExpiresInSeconds, seconds) => {
  const [used, late] = [await create({ ExpiresInSeconds }), await create({ ExpiresInSeconds })];
  studio.clock.advance(seconds * SECOND - 1);
  expect((await follow(used)).status).toBe(200);
  studio.clock.advance(1);
  expect((await follow(late)).status).toBe(403);
});

it('is refused when it has been tampered with', async () => {
  const url = await create();
  const [text = '', mark = ''] = (url.searchParams.get('token') ?? '').split('.');
  const grant: object = JSON.parse(Buffer.from(text, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...grant, userProfileName: 'root' })).toString('base64url');
  for (const token of [`${forged}.${mark}`, text, `${text}.`, 'x.y', '']) {
    const other = new URL(url);
    other.searchParams.set('token', token);
    expect((await follow(other)).status).toBe(403);
  }
  expect((await follow(url)).status).toBe(200);
});

it.each([
  ['ExpiresInSeconds', 4, 'greater than or equal to 5'],
  ['ExpiresInSeconds', 301, 'less than or equal to 300'],
  ['SessionExpirationDurationInSeconds', 1799, 'greater than or equal to 1800'],
  ['SessionExpirationDurationInSeconds', 43201, 'less than or equal to 43200'],
])('is not issued with %s %i', async (member, value, limit) => {
  const { name, message } = await refusal(create({ [member]: value }));
  expect(name).toBe('ValidationException');
  expect(message).toContain(`Member must have value ${limit}`);
});

it('is issued for domains with IAM only', async () => {
  const sso = await studio.domain({ DomainName: 'globex', AuthMode: 'SSO' });
  await studio.profile(sso, 'ada', { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: 'ada' });
  const { name, message } = await refusal(create({ DomainId: sso }));
  expect(name).toBe('ValidationException');
  expect(message).toMatch(/^Domain \[arn:[^\]]+\] has AuthMode SSO/);
});

it('is issued for a domain, user profile and space that are there', async () => {
  expect((await refusal(create({ DomainId: 'd-gone' }))).name).toBe('ResourceNotFound');
  expect((await refusal(create({ UserProfileName: 'bob' }))).name).toBe('ResourceNotFound');
  expect((await refusal(create({ SpaceName: 'gone' }))).name).toBe('ResourceNotFound');
  expect((await create({ UserProfileName: 'ADA' })).pathname).toBe('/auth');
});

it('is issued for a user profile in service only', async () => {
  await studio.profile(DomainId, 'bob');
  await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'bob' }));
  expect((await refusal(create({ UserProfileName: 'bob' }))).name).toBe('ValidationException');
});

it('is not issued to a caller who may not', async () => {
  const { client, close } = await startEmulator({
    configuration: defaultConfiguration,
    permissions: permissionsOf({ AKIATEST000000000000: { principal: 'arn:aws:iam::1:user/eve', allow: [] } }, noFiles),
  });
  try {
    const call = client.send(new CreatePresignedDomainUrlCommand({ DomainId: 'd-x', UserProfileName: 'ada' }));
    expect(await refusal(call)).toEqual({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::1:user/eve is not authorized to perform: sagemaker:CreatePresignedDomainUrl on resource: ' +
        'arn:aws:sagemaker:us-east-1:123456789012:user-profile/d-x/ada because no identity-based policy allows the ' +
        'sagemaker:CreatePresignedDomainUrl action',
    });
  } finally {
    await close();
  }
});
