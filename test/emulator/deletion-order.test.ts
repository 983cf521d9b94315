import {
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  ListAppsCommand,
  ListDomainsCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, refusal, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open({ failingLifecycleConfigs: ['broken'] });
  DomainId = await studio.acme();
});
afterEach(() => studio.close());

const deleteSpace = () => studio.client.send(new DeleteSpaceCommand({ DomainId, SpaceName: 'lab' }));
const deleteProfile = () => studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'ada' }));
const deleteDomain = () => studio.client.send(new DeleteDomainCommand({ DomainId }));
const inUse = (kind: string, resource: string, what: string) => ({
  name: 'ResourceInUse',
  message:
    `Unable to delete ${kind} [arn:aws:sagemaker:us-east-1:${ACCOUNT}:${resource}] ` +
    `because ${what}(s) are associated with it.`,
});

it('goes from apps to spaces to user profiles to the domain', async () => {
  await studio.launch(DomainId);
  const refused = {
    space: inUse('Space', `space/${DomainId}/lab`, 'App'),
    profile: inUse('UserProfile', `user-profile/${DomainId}/ada`, 'Space'),
  };
  expect(await refusal(deleteSpace())).toEqual(refused.space);
  expect(await refusal(deleteProfile())).toEqual(refused.profile);
  expect(await refusal(deleteDomain())).toEqual(inUse('Domain', `domain/${DomainId}`, 'App'));

  await studio.stop(DomainId);
  expect(await refusal(deleteSpace())).toEqual(refused.space);
  studio.settle();
  await deleteSpace();
  expect(await refusal(deleteProfile())).toEqual(refused.profile);
  studio.settle();
  await deleteProfile();
  expect(await refusal(deleteDomain())).toEqual(inUse('Domain', `domain/${DomainId}`, 'UserProfile'));
  studio.settle();
  await deleteDomain();
  studio.settle();
  expect((await studio.client.send(new ListDomainsCommand({}))).Domains).toEqual([]);
});

it('needs no deletion of failed apps, whose metadata goes with their space', async () => {
  const LifecycleConfigArn = await studio.script('broken');
  await studio.launch(DomainId, { ResourceSpec: { ...studio.lab(DomainId).ResourceSpec, LifecycleConfigArn } });
  studio.settle();
  expect((await studio.describe(DomainId)).Status).toBe('Failed');
  await deleteSpace();
  studio.settle();
  expect((await studio.client.send(new ListAppsCommand({}))).Apps).toEqual([]);
});

it('tells a user profile from a space of the same name', async () => {
  await studio.profile(DomainId, 'lab');
  await studio.launch(DomainId);
  await studio.client.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'lab' }));
  expect(await refusal(deleteSpace())).toEqual(inUse('Space', `space/${DomainId}/lab`, 'App'));
});
